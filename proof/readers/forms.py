"""Inlines form XObjects, so that every reader sees them as content of the page.

A form is content that is written once and painted at several places, each time with the matrix of
that place. The readers of pages see only what a page contains itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

from wegwijs.proof.readers.damage import TooDeep, foreign_objects

DEEPEST = 5  # a form may hold forms
_MOST = 200_000  # operators of a page with its forms; ours have some thousands
# The resources that operators name, by what kind each takes.
_KINDS = {
    "Tf": "/Font", "gs": "/ExtGState", "cs": "/ColorSpace", "CS": "/ColorSpace",
    "scn": "/Pattern", "SCN": "/Pattern", "sh": "/Shading", "Do": "/XObject",
    "BDC": "/Properties", "DP": "/Properties",
}  # fmt: skip


@foreign_objects()
def without_forms(data: bytes) -> bytes:
    """Return the file with its forms inlined; the same bytes when it has none.

    Raises ``Damaged``, ``TooDeep``, ``pikepdf.PdfError``.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [page for page in pdf.pages if any(_forms(page.obj.get("/Resources")))]
        if not pages:
            return data
        for page in pages:
            whole = list(_Page(page).operators())
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(whole))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _forms(resources: Any) -> Iterator[Any]:
    for one in (resources or Dictionary()).get("/XObject", Dictionary()).values():
        if one.get("/Subtype") == Name.Form:
            yield one


class _Page:
    """A page into which forms are copied, with the resources that they use."""

    def __init__(self, page: pikepdf.Page) -> None:
        self._page = page
        # Pages may share a dictionary of resources, which then must not grow.
        own = page.obj.get("/Resources", Dictionary())
        self._resources = page.obj.Resources = _copied(own)
        self._numbers = count(1)
        self._taken: dict[tuple[str, tuple[int, int]], Name] = {}
        self._left = _MOST

    def operators(self) -> Iterator[Any]:
        """Yield all operators of the page, forms expanded."""
        yield from self._of(self._page, self._resources, own=True, depth=0)

    def _of(self, content: Any, resources: Any, *, own: bool, depth: int) -> Iterator[Any]:
        if depth > DEEPEST:
            raise TooDeep(f"meer dan {DEEPEST} formulieren in elkaar")
        for one in pikepdf.parse_content_stream(content):
            self._left -= 1
            if self._left < 0:
                raise TooDeep(f"meer dan {_MOST} opdrachten")
            name = _named(one)
            painted = _get(resources, "/XObject", name) if str(one.operator) == "Do" else None
            if painted is not None and painted.get("/Subtype") == Name.Form:
                yield from self._form(painted, resources, depth + 1)
            else:
                yield one if own or name is None else self._renamed(one, name, resources)

    def _form(self, form: Any, around: Any, depth: int) -> Iterator[Any]:
        """Yield the operators of a form with its matrix and clipped to its bounding box."""
        yield _operator("q")
        if "/Matrix" in form:
            yield _operator("cm", *form.Matrix)
        left, bottom, right, top = (float(side) for side in form.get("/BBox", Array([0, 0, 0, 0])))
        yield _operator("re", left, bottom, right - left, top - bottom)
        yield _operator("W")
        yield _operator("n")
        yield from self._of(form, form.get("/Resources", around), own=False, depth=depth)
        yield _operator("Q")

    def _renamed(self, one: Any, name: Any, resources: Any) -> Any:
        """Return an operator with its resource renamed, and add that resource to the page."""
        kind = _KINDS[str(one.operator)]
        found = _get(resources, kind, name)
        if found is None:
            return one
        if kind not in self._resources:
            self._resources[kind] = Dictionary()
        new = self._taken.get((kind, found.objgen)) if found.is_indirect else None
        if new is None:
            new = Name(f"/Form{next(self._numbers)}{str(name)[1:]}")
            self._resources[kind][new] = found
            self._taken[kind, found.objgen] = new
        *others, last = one.operands
        if isinstance(last, Name):  # the resource comes last, but for a font, that has a size
            return ContentStreamInstruction([*others, new], one.operator)
        return ContentStreamInstruction([new, last], one.operator)


def _copied(resources: Any) -> Any:
    """Copy a resource dictionary with the dictionary of each kind."""
    return Dictionary(
        {
            kind: Dictionary(dict(value.items())) if isinstance(value, Dictionary) else value
            for kind, value in resources.items()
        }
    )


def _named(one: Any) -> Any:
    """Return the resource that an operator names, None for other operators."""
    if str(one.operator) not in _KINDS:
        return None
    names = [operand for operand in one.operands if isinstance(operand, Name)]
    if str(one.operator) in ("BDC", "DP"):  # the first is the tag
        names = names[1:]
    return names[0] if names else None


def _get(resources: Any, kind: str, name: Any) -> Any:
    return resources.get(kind, Dictionary()).get(str(name)) if name is not None else None


def _operator(name: str, *operands: Any) -> Any:
    return ContentStreamInstruction(list(operands), Operator(name))
