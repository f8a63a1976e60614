"""An edition as it is written in its file: what was not changed stays as a person typed it."""

from __future__ import annotations

from desk.edition import Tree
from sources.editing.changes import set_values

HEAD = "# Gemaakt met Wegwijs. U mag dit bestand ook zelf veranderen.\n\nedition:\n  id: {id}\n"


def text_of(tree: Tree) -> str:
    """A new file for an edition. Raises ``Unwritable`` for what would be read back otherwise."""
    return changed(HEAD.format(id=tree["id"]), tree)


def changed(text: str, tree: Tree) -> str:
    """The text of a file, with what is different in an edition.

    Raises ``CannotEdit`` when it is written in a way that only a person can change, and
    ``Unwritable``.
    """
    return set_values(text, {("edition",): tree})
