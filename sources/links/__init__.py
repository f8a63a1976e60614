"""The printed web addresses, asked on the web itself. Never by default; needs ``NEEDS``."""

from __future__ import annotations

NEEDS = ("httpx", "protego")


class LinksMissing(Exception):
    """A library that asks pages is not installed."""

    def __init__(self) -> None:
        super().__init__(
            f"voor --links zijn {' en '.join(NEEDS)} nodig. Installeer ze zo:"
            " python -m pip install '.[links]'"
        )
