"""Reads the structure tree of a PDF and holds it against the content of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from wegwijs.proof.readers.marked_content import MarkedContent

if TYPE_CHECKING:
    from collections.abc import Iterator

_INLINE: Final = frozenset(("Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Annot"))
_NOTHING: Final = (0, 0)  # pikepdf's number for an object that has none of its own


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation: its page, target, description and rectangle in pt."""

    page: int
    target: str
    says: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Element:
    """One structure element, its type read through the role map.

    `text` is all text inside, in logical order, with a line break between blocks. `language` is
    its own or the nearest one above. `pages` count from 1. `content` is its own marked content, by
    page and MCID; `links` are the annotations that belong to it. `within` is the marked content of
    it and all below it, in logical order; `spoken` is its text in stretches, each with its
    language. `replaced` tells whether /ActualText stands for what is shown.
    """

    tag: str
    text: str
    language: str
    alt: str | None
    pages: tuple[int, ...]
    children: tuple[Element, ...]
    content: tuple[tuple[int, int], ...] = ()
    links: tuple[Annotation, ...] = ()
    within: tuple[tuple[int, int], ...] = ()
    spoken: tuple[tuple[str, str], ...] = ()
    replaced: bool = False


def where(element: Element) -> str:
    """Return the page on which an element begins, in words."""
    return f"Page {element.pages[0]}" if element.pages else "On no page"


class StructureTree:
    """Goes once through the structure tree and notes who owns what; then holds pages and parent
    tree against that.
    """

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.problems: list[str] = []
        self._root: Object = file.Root.get("/StructTreeRoot", Dictionary())
        self._roles: Object = self._root.get("/RoleMap", Dictionary())
        self._pages = {page.obj.objgen: (number, page) for number, page in enumerate(file.pages, 1)}
        self._contents: dict[int, MarkedContent] = {}
        for number, page in self._pages.values():
            self._contents[number] = MarkedContent(page)
            self.problems += (
                f"Page {number}: {problem}." for problem in self._contents[number].problems
            )
        self._seen: set[tuple[int, int]] = set()
        self._owners: dict[tuple[int, int], Object] = {}  # by page and MCID
        self._annotation_owners: dict[
            tuple[int, int], tuple[Object, int]
        ] = {}  # with the page it is said to be on

    def read(self, language: str) -> tuple[Element, ...]:
        """Return the elements below Document; `language` is that of the file."""
        elements = tuple(self._element(kid, self._root, language) for kid in _kids(self._root))
        if not elements:
            self.problems.append("The file has no structure tree.")
        parents = dict(_numbers(self._root.get("/ParentTree", Dictionary())))
        for number, page in self._pages.values():
            self._check_content(number, page, parents)
            self._check_annotations(number, page, parents)
        for owner, _ in self._annotation_owners.values():
            self.problems.append(f"A {self._tag(owner)} owns an annotation that is on no page.")
        return elements[0].children if [each.tag for each in elements] == ["Document"] else elements

    def _element(self, node: Object, parent: Object, language: str) -> Element:
        tag, language = self._tag(node), str(node.get("/Lang", language))
        if node.is_indirect and node.objgen in self._seen:
            self.problems.append(f"A {tag} stands in the structure tree twice.")
            return Element(tag, "", language, None, (), ())
        self._seen.add(node.objgen)
        text, pages, children, after_block = "", set[int](), list[Element](), False
        content, links = list[tuple[int, int]](), list[Annotation]()
        within, spoken = list[tuple[int, int]](), list[tuple[str, str]]()
        for kid in _kids(node):
            part, page, block = "", 0, False
            if not isinstance(kid, Dictionary) or kid.get("/Type") == Name.MCR:
                page, part = self._own_content(kid, node)
                content.append((page, int(kid.MCID if isinstance(kid, Dictionary) else kid)))
                within.append(content[-1])
                spoken.append((part, language))
            elif kid.get("/Type") == Name.OBJR:
                page = self._own_annotation(kid, node)
                links.append(_annotation(page, kid.Obj))
            else:
                child = self._element(kid, node, language)
                children.append(child)
                pages.update(child.pages)
                within += child.within
                spoken += child.spoken
                part, block = child.text, child.tag not in _INLINE
            pages.add(page)
            if part:
                text += "\n" * bool(text and (block or after_block)) + part
                after_block = block
        actual = node.get("/ActualText")
        if actual is not None:
            text = str(actual)
            spoken = [(text, language)]
        element = Element(
            tag=tag,
            text=text,
            language=language,
            alt=str(node.Alt) if "/Alt" in node else None,
            pages=tuple(sorted(pages - {0})),
            children=tuple(children),
            content=tuple(content),
            links=tuple(links),
            within=tuple(within),
            spoken=tuple(spoken),
            replaced=actual is not None,
        )
        if not _same(node.get("/P"), parent):
            self.problems.append(
                f'{where(element)}: the {tag} "{element.text[:40]}" does not name its parent in /P.'
            )
        return element

    def _tag(self, node: Object) -> str:
        name = str(node.get("/S", "/?"))
        return str(self._roles.get(name, name))[1:]

    def _page(self, kid: Object | int, node: Object) -> int:
        """Find the number of the page that a kid of `node` is on; 0 if it is not said or not in
        the file.
        """
        page = kid.get("/Pg") if isinstance(kid, Dictionary) else None
        page = page or node.get("/Pg")
        return self._pages[page.objgen][0] if page is not None and page.objgen in self._pages else 0

    def _own_content(self, kid: Object | int, node: Object) -> tuple[int, str]:
        tag, number = self._tag(node), self._page(kid, node)
        mcid = int(kid.MCID if isinstance(kid, Dictionary) else kid)
        if not number:
            self.problems.append(f"A {tag} does not say on which page its MCID {mcid} is.")
            return 0, ""
        if (number, mcid) in self._owners:
            other = self._tag(self._owners[number, mcid])
            self.problems.append(
                f"Page {number}: MCID {mcid} is in the structure tree twice,"
                f" in {other} and in {tag}."
            )
        self._owners.setdefault((number, mcid), node)
        if mcid not in self._contents[number].texts:
            self.problems.append(f"Page {number}: MCID {mcid} of a {tag} is not in the content.")
        return number, self._contents[number].texts.get(mcid, "")

    def _own_annotation(self, kid: Object, node: Object) -> int:
        number = self._page(kid, node)
        if kid.Obj.objgen in self._annotation_owners:
            self.problems.append(f"Page {number}: an annotation is in the structure tree twice.")
        self._annotation_owners.setdefault(kid.Obj.objgen, (node, number))
        return number

    def _check_content(self, number: int, page: pikepdf.Page, parents: dict[int, Object]) -> None:
        if page.get("/Tabs") != Name.S:
            self.problems.append(
                f"Page {number} does not follow the structure for the tab order (/Tabs /S)."
            )
        owned = {mcid: owner for (on, mcid), owner in self._owners.items() if on == number}
        for mcid in sorted(self._contents[number].texts.keys() - owned):
            self.problems.append(
                f"Page {number}: MCID {mcid} is in the content, but no structure element owns it."
            )
        if "/StructParents" not in page:
            self.problems.append(f"Page {number} has no /StructParents.")
            return
        entries = list(parents.get(int(page.StructParents), Array()))
        for mcid, owner in owned.items():
            if not _same(entries[mcid] if mcid < len(entries) else None, owner):
                tag = self._tag(owner)
                self.problems.append(
                    f"Page {number}: the parent tree does not give MCID {mcid}"
                    f" to the {tag} it is in."
                )

    def _check_annotations(
        self, number: int, page: pikepdf.Page, parents: dict[int, Object]
    ) -> None:
        for index, annotation in enumerate(page.get("/Annots", Array()), 1):
            name = (
                f"Page {number}: annotation {index} ({str(annotation.get('/Subtype', '/?'))[1:]})"
            )
            if not annotation.get("/Contents"):
                self.problems.append(f"{name} has no description (/Contents).")
            owner, said = self._annotation_owners.pop(annotation.objgen, (None, 0))
            if owner is None:
                self.problems.append(f"{name} is not in the structure tree.")
                continue
            if said != number:
                self.problems.append(
                    f"{name} is on page {said or '?'} according to the structure tree."
                )
            if not _same(parents.get(int(annotation.get("/StructParent", -1))), owner):
                tag = self._tag(owner)
                self.problems.append(
                    f"{name}: its /StructParent does not lead to the {tag} that owns it."
                )


def _same(one: Object | None, other: Object) -> bool:
    return one is not None and one.objgen == other.objgen != _NOTHING


def _annotation(page: int, annotation: Object) -> Annotation:
    action = annotation.get("/A", Dictionary())
    left, bottom, right, top = (float(side) for side in annotation.get("/Rect", (0, 0, 0, 0)))
    says = str(annotation.get("/Contents", ""))
    return Annotation(page, str(action.get("/URI", "")), says, (left, bottom, right, top))


def _kids(node: Object) -> list[Object]:
    kids = node.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _numbers(tree: Object) -> Iterator[tuple[int, Object]]:
    """Yield the entries of a number tree."""
    entries = list(tree.get("/Nums", Array()))
    yield from zip(map(int, entries[::2]), entries[1::2], strict=True)
    for kid in tree.get("/Kids", Array()):
        yield from _numbers(kid)
