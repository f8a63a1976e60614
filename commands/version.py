"""The ``--version`` option: of the program, and of its data."""

from __future__ import annotations

from typing import Any

import click

from wegwijs import __version__


def version_option(function: Any) -> Any:
    """Add ``--version``: that of the program, and the last day on which its data were checked."""
    return click.option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show,
        help="Toon de versie, en wanneer de gegevens zijn nagekeken.",
    )(function)


def _show(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from wegwijs.sources.checks.languages import NATIONAL
    from wegwijs.sources.freshness import last_checked
    from wegwijs.sources.load import SHIPPED, load

    day = last_checked(load(NATIONAL, SHIPPED).pack)
    click.echo(f"wegwijs {__version__}, gegevens nagekeken op {day.isoformat()}")
    context.exit()
