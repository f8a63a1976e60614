"""Edit the YAML text of an edition, by means of ``changes``."""

from __future__ import annotations

from typing import Any

from wegwijs.sources.editing.changes import clear, set_value
from wegwijs.sources.reader import Place, parse_leniently

LOGO: Place = ("edition", "logo")


def set_logo(text: str, file: str | None, alt: str = "", name: str = "") -> str:
    """Return the text with a logo: the name of a file beside the edition, and its description.

    None removes the logo. ``name`` is that of the text in messages. Raises as ``changes`` does.
    """
    if file is None:
        return clear(text, LOGO, name)
    return set_value(text, LOGO, {"file": file, "alt": alt}, name)


def facts_of(text: str, id_: str, name: str = "") -> list[Place]:
    """Return the places of all facts about an own organisation that have a check date."""
    data: Any = parse_leniently(text, name)[0].data
    rows = data.get("organisations") if isinstance(data, dict) else None
    found: list[Place] = []
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and row.get("id") == id_:
            place: Place = ("organisations", index)
            own: list[Place] = [place] if "checked" in row else []
            inner = [
                (*place, field)
                for field, value in row.items()
                if isinstance(value, dict) and "checked" in value
            ]
            found += [*own, *inner]
    return found
