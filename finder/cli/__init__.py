"""The terminal door: parse, open a transaction, call a service, show the answer.

Exit codes: 0 done, 2 usage, 3 input refused and nothing changed, 4 stored data damaged, 1 else.
"""

import os
import sys

import click

from finder import __version__
from finder.cli.accounts import user_command
from finder.cli.auditing import audit_command
from finder.cli.conflicts import conflicts_command
from finder.cli.directory import migrate_command
from finder.cli.importing import import_command, update_command
from finder.cli.keeping import backup_command, check_command, restore_command
from finder.cli.moving import copy_command
from finder.cli.releases import releases_command
from finder.cli.reports import reports_command
from finder.cli.searching import place_command, routes_command, search_command
from finder.cli.serving import demo_command, serve_command
from finder.domain.errors import (
    DomainError,
    InputRefused,
    InvalidSearch,
    InvalidValue,
    StoredDataDamaged,
    UnknownPlace,
)
from finder.services.resources import Resources
from finder.settings import settings_from

USAGE, REFUSED, DAMAGED, FAILED = 2, 3, 4, 1
_EXIT_CODES: dict[type[DomainError], int] = {
    InvalidValue: USAGE,
    InvalidSearch: USAGE,
    UnknownPlace: REFUSED,
    InputRefused: REFUSED,
    StoredDataDamaged: DAMAGED,
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="finder")
@click.pass_context
def finder(context: click.Context) -> None:
    """Doctors for kyphoplasty and vertebroplasty, ranked by distance and checked facts."""
    resources = Resources(settings_from(os.environ))
    context.call_on_close(resources.close)
    context.obj = resources


for command in (
    demo_command,
    serve_command,
    migrate_command,
    import_command,
    update_command,
    releases_command,
    conflicts_command,
    search_command,
    place_command,
    routes_command,
    reports_command,
    backup_command,
    restore_command,
    copy_command,
    check_command,
    user_command,
    audit_command,
):
    finder.add_command(command)


def main() -> None:
    """Runs a command; whatever goes wrong ends in one sentence and an exit code."""
    try:
        finder.main(standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        sys.exit(FAILED)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except InvalidSearch as problem:
        for field, sentence in problem.problems:
            click.echo(f"{field}: {sentence}", err=True)
        sys.exit(USAGE)
    except DomainError as problem:
        click.echo(str(problem), err=True)
        sys.exit(_EXIT_CODES.get(type(problem), FAILED))
    except BrokenPipeError:
        # Whoever read our output has stopped; that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as problem:
        # A folder that cannot be made or written, a full disk.
        click.echo(f"{problem.filename or 'A file'}: {problem.strerror}.", err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
