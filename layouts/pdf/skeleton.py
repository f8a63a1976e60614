"""The parts of a file that depend only on the shapes of its fragments: object numbers, structure
tree, pages, catalogue, and the links of national fragments. They are compressed once, in one object
stream.

Objects of a file, in order: the kit; this object stream; that of the edition; the content of each
page; that of its copies, as a form; the metadata; pictures; the cross-reference stream. Then the
objects inside streams: first those in this one, then the edition's own.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

from wegwijs.layouts.pdf.bookmarks import entries_of, nested, root_object
from wegwijs.layouts.pdf.content import Link, mm
from wegwijs.layouts.pdf.fragment import Fragment, Node
from wegwijs.layouts.pdf.kit import Kit
from wegwijs.layouts.pdf.objects import (
    ascii_string,
    box,
    dictionary,
    numbered,
    object_stream,
    place_in_stream,
    stream_of,
    text,
)
from wegwijs.layouts.pdf.packing import ONCE
from wegwijs.layouts.pdf.paper import IN_PLACE, Paper, Place, viewer_preferences
from wegwijs.layouts.pdf.structure import figure_attributes

FORM = "Copy"  # name of the form in page resources


class Section(Struct):
    """A structure element that contains blocks, in reading order."""

    tag: str
    attributes: str | None = None
    items: list[Section | Fragment] = []

    def fragments(self) -> Iterator[Fragment]:
        """Yield all fragments, in reading order."""
        for item in self.items:
            if isinstance(item, Section):
                yield from item.fragments()
            else:
                yield item


class Spot(Struct):
    """The numbers of a fragment in a document: of its first mark on the page and of its objects."""

    parent: int
    page: int
    first: int
    elements: dict[int, int] = {}
    links: dict[int, int] = {}
    struct_parents: dict[int, int] = {}  # of links
    bookmarks: dict[int, int] = {}
    beside: dict[int, str] = {}  # what is around a bookmark among the others
    around: dict[int, tuple[str, str]] = {}  # start and end of elements, around their text

    def element(self, fragment: Fragment, index: int, place: Place) -> str:
        """Return a structure element as a PDF object."""
        element, around = fragment.elements[index], self.around.get(index)
        if around is None:  # equal for all fragments of this shape
            around = self.around[index] = self._around(fragment.shape.nodes[index])
        begin, end = around
        alt, said = element.alt, element.actual_text
        if alt is not None:
            begin += f" /Alt {text(alt)}"
        if said is not None:
            begin += f" /ActualText {text(said)}"
        if element.box:
            begin += f" /A << {figure_attributes(place.moved(element.box))} >>"
        elif element.attributes:
            begin += f" /A << {element.attributes} >>"
        return begin + end

    def _around(self, node: Node) -> tuple[str, str]:
        """Return the start and end of an element, around its text."""
        parent = self.parent if node.parent < 0 else self.elements[node.parent]
        begin = f"<< /Type /StructElem /S /{node.tag} /P {parent} 0 R"
        if any(kind != "element" for kind, _ in node.kids):
            begin += f" /Pg {self.page} 0 R"
        if node.language:
            begin += f" /Lang {ascii_string(node.language)}"
        kids = "".join([f"{self._kid(kind, kid)} " for kind, kid in node.kids])
        return begin, f" /K [ {kids}] >>"

    def _kid(self, kind: str, kid: int) -> str:
        if kind == "element":
            return f"{self.elements[kid]} 0 R"
        if kind == "mark":
            return str(self.first + kid)
        return f"<< /Type /OBJR /Pg {self.page} 0 R /Obj {self.links[kid]} 0 R >>"

    def link(self, link: Link, index: int, place: Place) -> str:
        """Return a link annotation as a PDF object."""
        return (
            f"<< /Type /Annot /Subtype /Link /Rect {box(place.moved(link.rect))} /Border [0 0 0]"
            f" /F 4 /Contents {text(link.contents)} /StructParent {self.struct_parents[index]}"
            f" /A << /S /URI /URI {ascii_string(link.target)} >> >>"  # flag 4: printed
        )

    def bookmark(self, fragment: Fragment, index: int, place: Place) -> str:
        """Return the bookmark of an element as a PDF object."""
        bookmark = fragment.elements[index].bookmark
        assert bookmark
        said, top = bookmark
        target = f"[{self.page} 0 R /XYZ null {top * place.scale + place.up:.0f} null]"
        return f"<< /Title {text(said)} /Dest {target}{self.beside[index]} >>"


class Pages(Struct, frozen=True):
    """What documents of a plate share besides their fragments."""

    papers: tuple[Paper, ...]  # of each page
    language: str
    under: tuple[str, ...]  # operators below everything else on each page: the marks of its sheet
    place: Place = IN_PLACE  # position of the drawing on its page
    copies: tuple[Place, ...] = ()  # positions of further copies, which are not read aloud


class _Numbering:
    """Numbers for all objects of a file before it is written, following those of the kit."""

    def __init__(self, pages: Pages, sections: Sequence[Section], kit: Kit) -> None:
        papers = pages.papers
        self._next = kit.count + 1
        self.structure, self.own = self._take(), self._take()
        self.contents = [self._take() for _ in papers]
        self.forms = [self._take() for _ in papers if pages.copies]
        self.metadata = self._take()
        fragments = [one for section in sections for one in section.fragments()]
        self.pictures = [(one.page, self._take()) for one in fragments for _ in one.pictures]
        self.xref = self._take()
        self.catalogue, self.root, self.parents, self.page_tree = (self._take() for _ in range(4))
        self.pages = [self._take() for _ in papers]
        self.spots: list[Spot] = []  # those of all fragments, in reading order
        self.containers: list[tuple[int, int, Section, list[int | Spot]]] = []
        self._marks = [0] * len(papers)
        self._later: list[tuple[dict[int, int], int]] = []
        self.document = self._take()
        self.sections = [self._section(section, self.document) for section in sections]
        self.outlines = self._take() if any(one.shape.bookmarks for one in fragments) else None
        self.info = self._take()  # the first of the edition's own objects
        for holder, index in self._later:
            holder[index] = self._take()

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    @property
    def size(self) -> int:
        """The last number plus one."""
        return self._next

    def _section(self, section: Section, parent: int) -> int:
        """Number a section and everything below it, in reading order."""
        number, kids = self._take(), list[int | Spot]()
        self.containers.append((number, parent, section, kids))
        for item in section.items:
            if isinstance(item, Section):
                kids.append(self._section(item, number))
            else:
                kids.append(self._spot(item, number))
        return number

    def _spot(self, fragment: Fragment, parent: int) -> Spot:
        shape, page = fragment.shape, fragment.page
        spot = Spot(parent, self.pages[page], self._marks[page])
        self._marks[page] += len(shape.owners)
        for index, node in enumerate(shape.nodes):
            self._number(spot.elements, index, later=fragment.own and node.says)
        for index in range(len(shape.link_owners)):
            self._number(spot.links, index, later=fragment.own)
        for index in shape.bookmarks:
            self._number(spot.bookmarks, index, later=fragment.own)
        self.spots.append(spot)
        return spot

    def _number(self, holder: dict[int, int], index: int, *, later: bool) -> None:
        if later:
            self._later.append((holder, index))
        else:
            holder[index] = self._take()


class Skeleton:
    """Made from the sections of one document; serves all documents with the same shapes.

    ``object`` is the compressed stream; ``entries`` are the cross-reference rows for the objects in
    it and in the edition's own stream.
    """

    def __init__(self, pages: Pages, sections: Sequence[Section], kit: Kit) -> None:
        self.pages, self.kit = pages, kit
        self.numbers = _Numbering(pages, sections, kit)
        self.spots = self.numbers.spots
        self._bodies: dict[int, str] = {}
        self._owners: list[list[int]] = [[] for _ in pages.papers]
        self._annotations: list[list[int]] = [[] for _ in pages.papers]
        self._link_owners: list[int] = []
        fragments = [one for section in sections for one in section.fragments()]
        for fragment, spot in zip(fragments, self.spots, strict=True):
            self._fragment(fragment, spot)
        for number, parent, section, kids in self.numbers.containers:
            self._bodies[number] = self._container(section, parent, kids)
        self._tree()
        self._bookmarks(fragments)
        self._pages()
        self._catalogue()
        self._pack()

    def _fragment(self, fragment: Fragment, spot: Spot) -> None:
        """Add the objects of a fragment, except an edition's own text; and map marks and links back
        to elements.
        """
        shape, page, place = fragment.shape, fragment.page, self.pages.place
        self._owners[page] += [spot.elements[owner] for owner in shape.owners]
        for index, node in enumerate(shape.nodes):
            if not (fragment.own and node.says):
                self._bodies[spot.elements[index]] = spot.element(fragment, index, place)
        for index, owner in enumerate(shape.link_owners):
            self._annotations[page].append(spot.links[index])
            # Structure parent keys: first the pages, then the links.
            spot.struct_parents[index] = len(self.pages.papers) + len(self._link_owners)
            self._link_owners.append(spot.elements[owner])
            if not fragment.own:
                link = fragment.links[index]
                self._bodies[spot.links[index]] = spot.link(link, index, place)

    def _container(self, section: Section, parent: int, kids: Sequence[int | Spot]) -> str:
        below: list[int] = []
        for kid, item in zip(kids, section.items, strict=True):
            if isinstance(kid, int):
                below.append(kid)
            else:
                assert isinstance(item, Fragment)
                below += [kid.elements[top] for top in item.shape.tops]
        return _element(section.tag, parent, below, section.attributes)

    def _tree(self) -> None:
        numbers, pages = self.numbers, len(self.pages.papers)
        document = _element("Document", numbers.root, numbers.sections, None)
        language = f"/S /Document /Lang {ascii_string(self.pages.language)}"
        self._bodies[numbers.document] = document.replace("/S /Document", language)
        rows = [f"{page} [{_references(owners)}]" for page, owners in enumerate(self._owners)]
        rows += [f"{pages + i} {owner} 0 R" for i, owner in enumerate(self._link_owners)]
        self._bodies[numbers.parents] = f"<< /Nums [{' '.join(rows)}] >>"
        self._bodies[numbers.root] = dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": f"{numbers.document} 0 R",
                "ParentTree": f"{numbers.parents} 0 R",
                "ParentTreeNextKey": len(rows),
            }
        )

    def _bookmarks(self, fragments: Sequence[Fragment]) -> None:
        """Add the bookmarks, except an edition's own."""
        root = self.numbers.outlines
        if root is None:
            return
        known = list(zip(fragments, self.spots, strict=True))
        places = [(one, spot, at) for one, spot in known for at in one.shape.bookmarks]
        rows = [(s.bookmarks[at], int(one.shape.nodes[at].tag[1:])) for one, s, at in places]
        top, *others = nested(root, rows)
        self._bodies[root] = root_object(top)
        for (fragment, spot, at), bookmark in zip(places, others, strict=True):
            spot.beside[at] = entries_of(bookmark)
            if not fragment.own:
                body = spot.bookmark(fragment, at, self.pages.place)
                self._bodies[spot.bookmarks[at]] = body

    def _pages(self) -> None:
        numbers, pages = self.numbers, self.numbers.pages
        for index, paper in enumerate(self.pages.papers):
            form = f" /{FORM} {numbers.forms[index]} 0 R" if numbers.forms else ""
            page = {
                "Type": "/Page",
                "Parent": f"{numbers.page_tree} 0 R",
                **paper.boxes,
                "Resources": self._resources(index, form),
                "Contents": f"{numbers.contents[index]} 0 R",
                "StructParents": index,
                "Tabs": "/S",
            }
            if annotations := self._annotations[index]:
                page["Annots"] = f"[{_references(annotations)}]"
            self._bodies[pages[index]] = dictionary(page)
        tree = {"Type": "/Pages", "Count": len(pages), "Kids": f"[{_references(pages)}]"}
        self._bodies[numbers.page_tree] = dictionary(tree)

    def _resources(self, index: int, form: str = "") -> str:
        """Return the resources of a page; ``form`` is the number of the form of its copies."""
        pictures = [number for page, number in self.numbers.pictures if page == index]
        names = form + "".join(
            f" /Im{i} {number} 0 R" for i, number in enumerate(pictures, start=1)
        )
        xobjects = f" /XObject <<{names} >>" if names else ""
        return f"<< /Font {self.kit.names} 0 R{xobjects} >>"

    def form(self, index: int) -> str:
        """Return the dictionary of the form of a page, from which copies are painted."""
        paper = self.pages.papers[index]
        area = box((0, 0, mm(paper.width), mm(paper.height)))
        return f"/Type /XObject /Subtype /Form /BBox {area} /Resources {self._resources(index)}"

    def _catalogue(self) -> None:
        numbers = self.numbers
        outlines = {"Outlines": f"{numbers.outlines} 0 R"} if numbers.outlines else {}
        self._bodies[numbers.catalogue] = dictionary(
            {
                **outlines,
                "Type": "/Catalog",
                "Pages": f"{numbers.page_tree} 0 R",
                "StructTreeRoot": f"{numbers.root} 0 R",
                "MarkInfo": "<< /Marked true >>",
                "Lang": ascii_string(self.pages.language),
                "PageMode": "/UseNone",
                "Metadata": f"{numbers.metadata} 0 R",
                "ViewerPreferences": f"<< {viewer_preferences(self.pages.papers)} >>",
                "OutputIntents": "[<< /Type /OutputIntent /S /GTS_PDFA1"
                " /OutputConditionIdentifier (sRGB IEC61966-2.1)"
                f" /DestOutputProfile {self.kit.profile} 0 R >>]",
            }
        )

    def _pack(self) -> None:
        numbers, bodies = self.numbers, sorted(self._bodies.items())
        assert [number for number, _ in bodies] == list(range(numbers.xref + 1, numbers.info))
        head, raw = object_stream(bodies)
        packed = stream_of(f"{head} /Filter /FlateDecode", zlib.compress(raw, ONCE))
        self.object = numbered(numbers.structure, packed)
        self.sum = hashlib.sha256(self.object).digest()
        own = numbers.size - numbers.info
        places = [(numbers.structure, i) for i in range(len(bodies))]
        places += [(numbers.own, i) for i in range(own)]
        self.entries = b"".join(place_in_stream(*place) for place in places)
        del self._bodies, self._owners, self._annotations, self._link_owners


def _references(numbers: Sequence[int]) -> str:
    return " ".join([f"{number} 0 R" for number in numbers])


def _element(tag: str, parent: int, kids: Sequence[int], attributes: str | None) -> str:
    """Return a structure element that contains only elements."""
    more = f" /A << {attributes} >>" if attributes else ""
    return f"<< /Type /StructElem /S /{tag} /P {parent} 0 R{more} /K [{_references(kids)}] >>"
