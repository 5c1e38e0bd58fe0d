"""What this process counts of itself, for those who watch over it; off unless a setting says so.

No label holds anything that somebody asked for: only endpoints, methods and kinds of answer.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from flask import Flask, Response, current_app, g, request

from finder.services.watch_directory import Watched, watch_directory
from finder.settings import Settings
from finder.web.page_cache import PageCache, page_cache
from finder.web.transaction import resources

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import Metric

_EXTENSION = "finder-metrics"
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
# Seconds: a page from memory takes less than the first, a slow search about the middle.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one application; two in one process do not share them."""

    def __init__(self) -> None:
        # Not needed, and not loaded, where nobody watches.
        from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

        self.registry: CollectorRegistry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests: Counter = Counter(
            "finder_requests",
            "Requests answered.",
            ["endpoint", "method", "status"],
            registry=self.registry,
        )
        self.seconds: Histogram = Histogram(
            "finder_request_seconds",
            "Time from the first look at a request to its answer.",
            ["endpoint"],
            buckets=_BUCKETS,
            registry=self.registry,
        )


def init_app(app: Flask, settings: Settings) -> None:
    if settings.metrics == "on":
        app.extensions[_EXTENSION] = Metrics()
        app.after_request(_count)


def exposition() -> bytes | None:
    """Everything in Prometheus' text format; ``None`` where nothing is counted."""
    metrics = cast("Metrics | None", current_app.extensions.get(_EXTENSION))
    if metrics is None:
        return None
    from prometheus_client import generate_latest

    watched = watch_directory(resources())
    state = _Now(watched, page_cache(), resources().now())
    return generate_latest(metrics.registry) + generate_latest(cast("CollectorRegistry", state))


def _count(response: Response) -> Response:
    metrics = cast(Metrics, current_app.extensions[_EXTENSION])
    endpoint = request.endpoint or "none"
    method = request.method if request.method in _METHODS else "other"
    metrics.requests.labels(endpoint, method, f"{response.status_code // 100}xx").inc()
    metrics.seconds.labels(endpoint).observe(time.perf_counter() - g.started)
    return response


class _Now:
    """What is looked up at the moment of asking, in the shape of a registry."""

    def __init__(self, watched: Watched, pages: PageCache, now: datetime) -> None:
        self._watched, self._pages, self._now = watched, pages, now

    def collect(self) -> "Iterator[Metric]":
        yield from self._database()
        yield from self._imports()
        yield from self._kept_pages()

    def _database(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        watched = self._watched
        up = GaugeMetricFamily("finder_database_up", "Whether the primary answers and is current.")
        up.add_metric([], float(watched.is_up))
        yield up
        for name, text, values in (
            ("open", "Connections held.", [(pool.name, pool.held) for pool in watched.pools]),
            ("in_use", "Connections in use.", [(pool.name, pool.in_use) for pool in watched.pools]),
        ):
            gauge = GaugeMetricFamily(f"finder_database_connections_{name}", text, labels=["pool"])
            for pool, value in values:
                gauge.add_metric([pool], value)
            yield gauge
        if watched.replica is not None:
            serves = GaugeMetricFamily("finder_replica_serves_reads", "Whether pages read from it.")
            serves.add_metric([], float(watched.replica.serves_reads))
            yield serves
            if watched.replica.lag_seconds is not None:
                lag = GaugeMetricFamily("finder_replica_lag_seconds", "How far it is behind.")
                lag.add_metric([], watched.replica.lag_seconds)
                yield lag

    def _imports(self) -> "Iterator[Metric]":
        from prometheus_client.core import GaugeMetricFamily

        age = GaugeMetricFamily(
            "finder_import_age_seconds", "Time since a source was last loaded.", labels=["source"]
        )
        for source, loaded_at in self._watched.loaded_at.items():
            age.add_metric([source], (self._now - loaded_at).total_seconds())
        yield age

    def _kept_pages(self) -> "Iterator[Metric]":
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        pages = self._pages
        yield GaugeMetricFamily("finder_pages_kept", "Finished pages in memory.", len(pages))
        yield GaugeMetricFamily("finder_pages_kept_bytes", "Their size.", pages.bytes)
        looked_up = CounterMetricFamily(
            "finder_pages_looked_up",
            "Public pages asked for, by whether one was kept.",
            labels=["found"],
        )
        looked_up.add_metric(["yes"], pages.hits)
        looked_up.add_metric(["no"], pages.misses)
        yield looked_up
