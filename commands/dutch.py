"""Click in Dutch: its help, and its messages about wrong usage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import click

from wegwijs.sources.invocation import as_typed

_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten"}

_QUOTED = re.compile(r"'(.*?)' is not one of")  # the rejected value


class Formatter(click.HelpFormatter):
    """Help text with click's own words in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: D102
        super().write_usage(prog, args.replace("[OPTIONS]", "[OPTIES]"), "Gebruik: ")

    def write_heading(self, heading: str) -> None:  # noqa: D102
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_text(self, text: str) -> None:  # noqa: D102
        super().write_text(as_typed(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:  # noqa: D102
        dutch = [(name, text.replace("[required]", "[verplicht]")) for name, text in rows]
        super().write_dl(dutch, *args, **more)


class Context(click.Context):
    """A context with Dutch help."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with help in Dutch."""

    context_class = Context


class Group(click.Group):
    """A group of commands; lists them when one is mistyped."""

    context_class = Context
    command_class = Command
    group_class = type

    def resolve_command(  # noqa: D102
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            from wegwijs.commands.suggestions import unknown_command

            message = unknown_command(args[0], self, top=ctx.parent is None)
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def help_option(function: Any) -> Any:
    """Add ``--help`` with a Dutch description.

    ``click.help_option`` first looks for a translation of its own description: 1 ms of every run.
    """
    return click.option(
        "--help",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_help,
        help="Toon deze uitleg.",
    )(function)


def _show_help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def usage_in_dutch(error: click.UsageError, typed: Sequence[str] = ()) -> str:
    """Translate click's likely usage errors; ``typed`` is the command line."""
    if isinstance(error, click.NoSuchOption):
        from wegwijs.commands.suggestions import unknown_option

        return unknown_option(error, typed)
    if isinstance(error, click.BadOptionUsage):
        asked = "hier hoort een waarde achter" if "requires" in error.message else "zonder waarde"
        return f"{error.option_name}: {asked}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_parameter(error, error.param)
    if error.message.startswith("Got unexpected extra argument"):
        return f"dit hoort er niet bij: {error.message.partition('(')[2].removesuffix(')')}"
    return error.message


def _bad_parameter(error: click.BadParameter, param: click.Parameter) -> str:
    name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
    if isinstance(param.type, click.Choice):
        from wegwijs.commands.suggestions import unknown_choice

        typed = _QUOTED.match(error.message or "")
        return f"{name}: {unknown_choice(typed[1] if typed else '', param.type.choices)}"
    if isinstance(param.type, click.IntRange):
        return f"{name}: geef een getal van {param.type.min} tot en met {param.type.max}"
    return f"{name}: {error.message or 'dit ontbreekt'}"
