"""An edition while somebody fills it in: what was typed stays, also what is wrong.

What travels between the screens and the worker processes. The tree of texts is the ``edition`` of a
YAML file as ``sources.reader`` gives it: mappings, lists and strings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Tree = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """An edition as it is written down: its YAML, its logo, and the folders that it lies on.

    Hashable, so that what is worked out from it can be remembered. Another text or logo has another
    ``mark``; ``shared`` is other numbers when another file of the folders was saved. One that
    ``travels`` is the text of a file with all that is its own (``sources.portable``), which lies
    on no disk.
    """

    id: str
    text: str
    folders: tuple[Path, ...]
    logo: tuple[str, bytes] | None = None
    shared: tuple[int, ...] = ()
    travels: bool = False

    @property
    def mark(self) -> str:
        """A short name for exactly this content."""
        known = hashlib.sha256(self.text.encode())
        if self.logo:
            known.update(b"\0" + self.logo[0].encode() + b"\0" + self.logo[1])
        return known.hexdigest()[:16]


def shared_by(folder: Path) -> tuple[int, ...]:
    """When the files of a folder were saved that all its editions read."""
    files = (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("locale/*.po")))
    return tuple(file.stat().st_mtime_ns for file in files)


@dataclass(frozen=True)
class Fault:
    """Something wrong in a field: ``place`` as ``contacts.0.phone``, empty for all of it.

    ``right`` is what was meant, where that is clear. A ``mild`` one may stay as it is.
    """

    place: str
    message: str
    right: str = ""
    mild: bool = False


def contacts(tree: Tree) -> list[Tree]:
    """The contacts of an edition, as far as they are contacts."""
    found = tree.get("contacts")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def value(tree: Mapping[str, Any], place: str) -> str:
    """The text at a place such as ``contacts.0.phone``; empty when there is none."""
    found: Any = tree
    for step in place.split("."):
        if isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return ""
    return found if isinstance(found, str) else ""


def names(tree: Mapping[str, Any], field: str) -> list[str]:
    """A list of names such as ``languages``; empty when there is none."""
    found = tree.get(field)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def with_value(tree: Tree, place: str, text: str) -> Tree:
    """A copy of the tree with another text at a place; without the field when it is empty."""
    tree = deepcopy(tree)
    *around, last = place.split(".")
    found: Any = tree
    for step in around:
        found = found[int(step)] if isinstance(found, list) else found.setdefault(step, {})
    if text:
        found[last] = text
    else:
        found.pop(last, None)
    return tree
