"""The command line: all commands, how they are called, and how a run ends."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import click

from wegwijs.commands.dutch import Group, help_option, usage_in_dutch
from wegwijs.commands.lazy import Commands
from wegwijs.commands.outcome import EXIT_CODES, colour, complain, known, say
from wegwijs.commands.surroundings import NOT_TOLD, leave, settle
from wegwijs.commands.version import version_option
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.invocation import COMMAND
from wegwijs.sources.problems import reason

COMMANDS = Commands(
    {
        "build": "wegwijs.commands.build:build",
        "changes": "wegwijs.commands.changes:changes",
        "check": "wegwijs.commands.check:check",
        "desk": "wegwijs.commands.desk:desk",
        "import": "wegwijs.commands.data:import_",
        "init": "wegwijs.commands.data:init",
        "pack": "wegwijs.commands.parcel:pack",
        "preview": "wegwijs.commands.preview:preview",
        "proof": "wegwijs.commands.proof:proof",
        "publish": "wegwijs.commands.publish:publish",
        "schema": "wegwijs.commands.data:schema",
        "status": "wegwijs.commands.status:status",
        "translate": "wegwijs.commands.translations:translate",
        "unpack": "wegwijs.commands.parcel:unpack",
    }
)


@click.group(
    cls=Group,
    commands=COMMANDS,
    invoke_without_command=True,
    options_metavar="",
    subcommand_metavar="[OPDRACHT] ...",
    epilog=f"\b\n{EXIT_CODES}",
)
@version_option
@help_option
@click.pass_context
def cli(context: click.Context) -> None:
    """Maakt de hulpfolder, de hand-out en het zakkaartje.

    \b
    Zonder opdracht: de landelijke uitgave in het Nederlands.
      python generate.py
      python generate.py build nationaal --language nl     (hetzelfde)
      python generate.py build --product leaflet --profile press
      python generate.py build --language ar
      python generate.py status
      python generate.py proof
      python generate.py translate status
      python generate.py build --help
    """
    if context.invoked_subcommand is None:
        context.invoke(COMMANDS["build"])


@contextmanager
def _remembering_ctrl_c(pressed: list[int]) -> Iterator[None]:
    """Note each Ctrl-C: libraries with a bare ``except`` turn it into another error."""

    def note(number: int, _: FrameType | None) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    former = signal.getsignal(signal.SIGINT)
    if former is not signal.default_int_handler:  # ignored, as in a job in the background
        yield
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)


def _interrupted() -> ExitCode:
    complain("Afgebroken. Wat er stond, staat er nog.")
    return ExitCode.INTERRUPTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    pressed: list[int] = []
    typed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with _remembering_ctrl_c(pressed):
            code = cli.main(
                list(typed),
                prog_name=COMMAND,
                standalone_mode=False,
                color=colour(),
            )
        return int(code or ExitCode.DONE)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message(), err=True)
        return ExitCode.USAGE
    except click.UsageError as error:
        complain(f"Fout: {usage_in_dutch(error, typed)}")
        click.echo(f"Uitleg: {COMMAND} --help", err=True)
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except Exception as error:  # the last resort, which tells a bug from a user's mistake
        if pressed:
            return _interrupted()
        told = known(error)
        if told is None:
            raise
        complain(f"Fout: {told}" if told.exit_code is ExitCode.USAGE else str(told))
        return told.exit_code


def start() -> int:
    """Run the command line as a user starts it; return the exit code."""
    if why := settle():
        complain(why)
        return ExitCode.USAGE
    code = main()
    if "zxingcpp" not in sys.modules:  # which warns about objects that remain at exit
        gc.freeze()  # the remaining objects are not needed: searching them for cycles takes 13 ms
    if error := leave():
        complain(f"{NOT_TOLD}: {reason(error)}.")
        return code or ExitCode.SOME_FAILED
    return code
