"""Check the printed web addresses online. Never by default; needs ``NEEDS``."""

from __future__ import annotations

from wegwijs.sources.errors import ExitCode, WegwijsError

NEEDS = ("httpx", "protego")


class LinksMissing(WegwijsError):
    """A library for link checking is not installed."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING

    def __init__(self) -> None:
        super().__init__(
            f"voor --links zijn {' en '.join(NEEDS)} nodig",
            "Installeer ze zo: python -m pip install '.[links]'",
        )
