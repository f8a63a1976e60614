"""Icons as SVG symbols, from the paths of the theme: stroked in the colour of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wegwijs.layouts.typesetting.theme import ICONS

# In the box and with the stroke of the theme's; of a page only.
_OWN = {
    "copy": "8.5 8.5 m 20.5 8.5 l 20.5 20.5 l 8.5 20.5 l h 15.5 8.5 m 15.5 3.5 l 3.5 3.5 l"
    " 3.5 15.5 l 8.5 15.5 l",
    "file": "12 3.5 m 12 16 l 6.5 10.5 m 12 16 l 17.5 10.5 l 4 20.5 m 20 20.5 l",
    "leave": "13.5 4 m 4.5 4 l 4.5 20 l 13.5 20 l 9.5 12 m 20.5 12 l 16.5 8 m 20.5 12 l 16.5 16 l",
}
_PATHS = {**ICONS, **_OWN}
_LETTERS = {"m": "M", "l": "L", "c": "C", "h": "Z"}
_WIDER = re.compile(r"S (?P<grey>[01]) G (?P<width>[\d.]+) w")  # another colour and width


def symbols(names: Iterable[str]) -> str:
    """Return an invisible SVG with a symbol for each icon, for ``icon`` to use."""
    found = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24">{_paths(_PATHS[name])}</symbol>'
        for name in names
    )
    return f'<svg class="symbols" width="0" height="0" aria-hidden="true">{found}</svg>'


def icon(name: str) -> str:
    """Return an icon; a screen reader skips it."""
    return f'<svg class="icon" aria-hidden="true"><use href="#i-{name}"/></svg>'


def _paths(operators: str) -> str:
    """Return the paths of an icon. What the theme strokes white is as the ground, and wider."""
    first, *others = _WIDER.split(operators)
    found = f'<path d="{_path(first)}"/>'
    for index in range(0, len(others), 3):
        grey, _, path = others[index : index + 3]
        around = ' class="around"' if grey == "1" else ""
        found += f'<path{around} d="{_path(path)}"/>'
    return found


def _path(operators: str) -> str:
    """Return PDF operators as an SVG path: there the operator follows its numbers."""
    found, numbers = "", list[str]()
    for token in operators.split():
        if token in _LETTERS:
            found += _LETTERS[token] + " ".join(numbers)
            numbers.clear()
        else:
            numbers.append(token)
    return found
