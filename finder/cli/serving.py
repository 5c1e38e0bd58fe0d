"""Commands that serve the directory over HTTP."""

import errno
import socket

import click

from finder.domain.errors import InvalidValue
from finder.services.demonstrate import clear_demonstration, is_empty, load_demonstration
from finder.services.prepare_directory import prepare_directory
from finder.services.resources import Resources

_LOOPBACK = "127.0.0.1"
# One thread waits on one request; the server itself holds slow clients without a thread.
_THREADS = 8


@click.command("demo")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--clear", is_flag=True, help="Remove the demonstration and stop.")
@click.pass_obj
def demo_command(resources: Resources, port: int, clear: bool) -> None:
    """Load the demonstration directory if the database is empty, and serve it."""
    if not clear:
        _refuse_taken_port(_LOOPBACK, port)
    prepare_directory(resources)
    with resources.database.writing() as session:
        if clear:
            clear_demonstration(session)
        elif is_empty(session):
            load_demonstration(session, resources)
    if clear:
        click.echo("The demonstration is cleared; the database is empty.")
        return
    click.echo(f"finder is at http://{_LOOPBACK}:{port}")
    click.echo("Try: kyphoplasty doctors near me, with the ZIP code 60601. Stop with Ctrl+C.")
    _serve(resources, _LOOPBACK, port, _THREADS)


@click.command("serve")
@click.option("--host", default=_LOOPBACK, show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=_THREADS,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Requests answered at one time.",
)
@click.pass_obj
def serve_command(resources: Resources, host: str, port: int, workers: int) -> None:
    """Serve the directory."""
    _refuse_taken_port(host, port)
    prepare_directory(resources)
    click.echo(f"finder is at http://{host}:{port}")
    _serve(resources, host, port, workers)


def _serve(resources: Resources, host: str, port: int, threads: int) -> None:
    import waitress

    from finder.web.app import create_app

    waitress.serve(
        create_app(resources.settings),
        host=host,
        port=port,
        threads=threads,
        ident="",
        connection_limit=1000,
        channel_timeout=30,
        clear_untrusted_proxy_headers=False,
    )


def _refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise InvalidValue(f"Cannot listen on {host}:{port}: {problem.strerror}.") from None
            raise InvalidValue(
                f"Port {port} is in use by another program. Choose another: make run PORT=8001"
            ) from None
