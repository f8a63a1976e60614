"""An edition that is being filled in: typed values are kept, including wrong ones.

These types travel between the screens and the worker processes. The tree of texts is the
``edition`` of a YAML file as ``sources.reader`` returns it: mappings, lists and strings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Tree = dict[str, Any]
_INDEX = re.compile("[0-9]{1,6}")


@dataclass(frozen=True)
class Written:
    """An edition as written: its YAML text, its logo, and its source folders.

    Hashable, so that results can be cached. A different text or logo gives a different ``mark``;
    ``shared`` are numbers that differ after another file in the folders was saved. With ``travels``
    the text is a portable edition (``sources.portable``), which is not stored on disk.
    """

    id: str
    text: str
    folders: tuple[Path, ...]
    logo: tuple[str, bytes] | None = None
    shared: tuple[int, ...] = ()
    travels: bool = False

    @property
    def mark(self) -> str:
        """A short identifier of exactly this content."""
        known = hashlib.sha256(self.text.encode())
        if self.logo:
            known.update(b"\0" + self.logo[0].encode() + b"\0" + self.logo[1])
        return known.hexdigest()[:16]


def shared_by(folder: Path) -> tuple[int, ...]:
    """Return when the files of a folder that all its editions read were saved."""
    files = (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("locale/*.po")))
    return tuple(file.stat().st_mtime_ns for file in files)


@dataclass(frozen=True)
class Fault:
    """A fault in a field: ``place`` as ``contacts.0.phone``, empty for the whole edition.

    ``right`` is the value that was probably meant, if known. A ``mild`` fault does not block
    making.
    """

    place: str
    message: str
    right: str = ""
    mild: bool = False


def contacts(tree: Tree) -> list[Tree]:
    """Return the contacts of an edition, as far as they are valid mappings."""
    found = tree.get("contacts")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def value(tree: Mapping[str, Any], place: str) -> str:
    """Return the text at a place such as ``contacts.0.phone``; empty when there is none."""
    found: Any = tree
    for step in place.split("."):
        if isinstance(found, list) and 0 <= index_of(step) < len(found):
            found = found[int(step)]
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return ""
    return found if isinstance(found, str) else ""


def index_of(text: str) -> int:
    """Return the number that a browser sent; -1 for anything else.

    ``str.isdigit`` also holds for ``²``, and ``int`` refuses thousands of digits.
    """
    return int(text) if _INDEX.fullmatch(text) else -1


def names(tree: Mapping[str, Any], field: str) -> list[str]:
    """Return a list of names such as ``languages``; empty when there is none."""
    found = tree.get(field)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def with_value(tree: Tree, place: str, text: str) -> Tree:
    """Return a copy of the tree with another text at a place; without the field when
    the text is empty.
    """
    tree = deepcopy(tree)
    *around, last = place.split(".")
    found: Any = tree
    if around[:1] == ["contacts"]:  # counted as on the screen, without what is no mapping
        found, around = contacts(tree)[int(around[1])], around[2:]
    for step in around:
        found = found[int(step)] if isinstance(found, list) else found.setdefault(step, {})
    if text:
        found[last] = text
    else:
        found.pop(last, None)
    return tree
