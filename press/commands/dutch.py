"""Click in Dutch: its help, and what it says of an order that is typed wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten"}


class Formatter(click.HelpFormatter):
    """Click's own words, in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: D102
        super().write_usage(prog, args.replace("[OPTIONS]", "[OPTIES]"), "Gebruik: ")

    def write_heading(self, heading: str) -> None:  # noqa: D102
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **more: Any) -> None:  # noqa: D102
        dutch = [(name, text.replace("[required]", "[verplicht]")) for name, text in rows]
        super().write_dl(dutch, *args, **more)


class Context(click.Context):
    """Writes its help in Dutch."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with help in Dutch."""

    context_class = Context


class Group(click.Group):
    """Commands under one name; it tells which there are when one is mistyped."""

    context_class = Context
    command_class = Command
    group_class = type

    def resolve_command(  # noqa: D102
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.commands:
            known = ", ".join(self.commands)
            edition = (
                "" if ctx.parent else " Een editie maakt u met: python generate.py build EDITIE"
            )
            message = f"de opdracht {args[0]!r} bestaat niet. Kies uit: {known}.{edition}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def help_option(function: Any) -> Any:
    """``--help``, explained in Dutch."""
    return click.help_option("--help", help="Toon deze uitleg.")(function)


def in_dutch(error: click.UsageError) -> str:
    """Click's messages, for what a user is likely to type wrong."""
    if isinstance(error, click.NoSuchOption):
        return _unknown_option(error)
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
        return f"{name}: kies uit {', '.join(param.type.choices)}"
    if isinstance(param.type, click.IntRange):
        return f"{name}: geef een getal van {param.type.min} tot en met {param.type.max}"
    return f"{name}: {error.message or 'dit ontbreekt'}"


def _unknown_option(error: click.NoSuchOption) -> str:
    """An option of ``build`` at the top is the likeliest mistake."""
    top = error.ctx.command if error.ctx and error.ctx.parent is None else None
    build = top.commands["build"] if isinstance(top, click.Group) else None
    if build and any(error.option_name in param.opts for param in build.params):
        return f"{error.option_name} hoort bij build: python generate.py build ..."
    close = f" Bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
    return f"de optie {error.option_name} bestaat niet.{close}"
