"""Commands that serve the directory over HTTP."""

import socket

import click

from finder.cli.listening import bound_socket, serve_until_stopped
from finder.cli.operating import operator
from finder.domain.errors import DirectoryUnavailable
from finder.services.check_readiness import readiness
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
    if clear:
        _clear(resources)
        return
    bound = bound_socket(_LOOPBACK, port)
    prepare_directory(resources)
    with resources.database.writing() as session:
        if is_empty(session):
            load_demonstration(session, resources)
    click.echo(f"finder is at http://{_LOOPBACK}:{port}")
    click.echo("Try: kyphoplasty doctors near me, with the ZIP code 60601. Stop with Ctrl+C.")
    _serve(resources, bound, _THREADS)


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
    bound = bound_socket(host, port)
    _prepare(resources)
    click.echo(f"finder is at http://{host}:{port}")
    _serve(resources, bound, workers)


def _prepare(resources: Resources) -> None:
    """A replica can be read while the primary is away, so no process need wait for that one."""
    try:
        prepare_directory(resources)
    except DirectoryUnavailable:
        if readiness(resources).can_write:
            raise
        click.echo("The primary cannot be reached: nothing can be changed until it is back.")


def _clear(resources: Resources) -> None:
    prepare_directory(resources)
    with resources.database.writing() as session:
        clear_demonstration(session, resources, operator())
    click.echo("The demonstration is cleared; the database is empty.")


def _serve(resources: Resources, bound: socket.socket, threads: int) -> None:
    from finder.web.app import create_app

    serve_until_stopped(create_app(resources.settings), bound, threads)
