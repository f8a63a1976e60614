"""An edition as written in its file: unchanged parts stay as a person typed them."""

from __future__ import annotations

from wegwijs.desk.edition import Tree
from wegwijs.sources.editing.changes import set_values

HEAD = "# Gemaakt met Wegwijs. U mag dit bestand ook zelf veranderen.\n\nedition:\n  id: {id}\n"


def text_of(tree: Tree) -> str:
    """Return the text of a new edition. Raises ``Unwritable`` for values that YAML would read back
    differently.
    """
    return changed(HEAD.format(id=tree["id"]), tree)


def changed(text: str, tree: Tree) -> str:
    """Return the text of a file with the changes of an edition.

    Raises ``CannotEdit`` when the file is written in a way that only a person can change, and
    ``Unwritable``.
    """
    return set_values(text, {("edition",): tree})
