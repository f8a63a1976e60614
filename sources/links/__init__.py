"""The printed web addresses, asked on the web itself. Never by default; needs httpx."""

from __future__ import annotations


class LinksMissing(Exception):
    """The library that asks pages is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "voor --links is httpx nodig. Installeer het zo: python -m pip install '.[links]'"
        )
