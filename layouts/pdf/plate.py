"""Plates: a laid out document with gaps for what is an edition's own.

The national rest is compressed once. Printing draws nothing: it joins compressed stretches with
those of the edition's own fragments, and adds one small object stream for the text of these.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from wegwijs.layouts.pdf.content import Page
from wegwijs.layouts.pdf.copying import counterweight, places_for
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.fragment import Fragment, Packed
from wegwijs.layouts.pdf.kit import Kit, Uses, kit_of, used_in
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.metadata import Metadata, info, xmp
from wegwijs.layouts.pdf.objects import numbered, object_stream, place_in_file, stream_of
from wegwijs.layouts.pdf.operators import Picture, Type
from wegwijs.layouts.pdf.packing import Stretch, joined, quick, shared
from wegwijs.layouts.pdf.paper import IN_PLACE, Place
from wegwijs.layouts.pdf.skeleton import FORM, Pages, Section, Skeleton
from wegwijs.layouts.typesetting.fonts import Face, Symbol
from wegwijs.layouts.typesetting.lines import Piece
from wegwijs.layouts.typesetting.shaping import number
from wegwijs.sources.same import Same


class Plate:
    """``sections`` are the structure tree; ``orders`` are the fragments of each page in painting
    order. Own fragments are those of the edition for which the plate was made; when printed, those
    of other editions replace them one for one.
    """

    def __init__(
        self,
        pages: Pages,
        sections: Sequence[Section],
        orders: Sequence[Sequence[Fragment]],
        colour_profile: bytes,
    ) -> None:
        self.pages, self.sections, self.orders = pages, sections, orders
        self.colour_profile = colour_profile
        fragments = [one for section in sections for one in section.fragments()]
        self.own = [one for one in fragments if one.own]
        self._place = {id(one): index for index, one in enumerate(fragments)}
        self._own_place = {id(one): index for index, one in enumerate(self.own)}
        self._national = [one for one in fragments if not one.own]
        self._uses = used_in(piece for one in self._national for piece in one.type)
        self._first = [self._national_first(order) for order in orders]
        self.balances = [self._balance(order) for order in orders]
        self._letters: dict[tuple[Face, bool], tuple[frozenset[Symbol], frozenset[Symbol]]] = {}
        self._kits: Memory[Hashable, Kit] = Memory(64)
        self._prints: Memory[Same, _Print] = Memory(64)

    def _national_first(self, order: Sequence[Fragment]) -> Piece | None:
        """Return the first national piece of type on a page with right-to-left text, if any."""
        if not any(one.rtl for one in order):
            return None
        piece = next((one.first for one in order if one.first and not one.own), None)
        if piece:
            self._uses[piece.face] |= _marks_like(piece)
        return piece

    def first(self, index: int, own: Sequence[Fragment]) -> Piece | None:
        """Return the piece whose type direction marks on a page take; None for a page
        without marks.
        """
        if self._first[index]:
            return self._first[index]
        said = (own[place] for place in self.balances[index][1])
        return next((one.first for one in said if one.rtl and one.first), None)

    def _balance(self, order: Sequence[Fragment]) -> tuple[int, list[int]]:
        """Return the letter balance (``Fragment.balance``) of a page without own fragments, and the
        indices of its own fragments.
        """
        national = sum(one.balance for one in order if not one.own)
        return national, [self._own_place[id(one)] for one in order if one.own]

    def print(self, own: Sequence[Fragment], metadata: Metadata) -> bytes:
        """Return the file of an edition; ``own`` are its own fragments in reading order."""
        kit = self._kit(self._more(own))
        key = Same(kit, *[one.shape for one in own])
        found = self._prints.made(key, lambda: _Print(self, own, kit))
        return found.print(own, metadata)

    def _kit(self, more: Uses) -> Kit:
        """Return the kit that includes the symbols in ``more``. Cached, and shared
        between plates.
        """
        key = frozenset(more.items())
        return self._kits.made(key, lambda: kit_of(self._uses, more, self.colour_profile))

    def _more(self, own: Sequence[Fragment]) -> Uses:
        """Return the symbols that own fragments use beyond those of the plate. For each Latin face
        these are rounded up to all letters of names, or to the characters of numbers, so that
        editions share kits.
        """
        more: Uses = {}
        lettered = {piece.face for one in own for piece in one.type if piece.shaped.has_letters}
        for fragment in own:
            for face, symbols in fragment.uses.items():
                letters, known = self._known(face, face in lettered)
                before = more.get(face, letters)
                more[face] = before if symbols <= known else before | (symbols - known)
        for index, first in enumerate(self._first):
            piece = None if first else self.first(index, own)
            if piece:
                more[piece.face] = more.get(piece.face, frozenset()) | _marks_like(piece)
        return {face: symbols for face, symbols in more.items() if symbols}

    def _known(self, face: Face, lettered: bool) -> tuple[frozenset[Symbol], frozenset[Symbol]]:
        """Return the letters of names, or characters of numbers, that the plate lacks in a face;
        and all symbols including these.
        """
        found = self._letters.get((face, lettered))
        if found is None:
            plate = self._uses.get(face, frozenset())
            whole = face.common if lettered else face.digits
            found = self._letters[face, lettered] = whole - plate, whole | plate
        return found

    def filled(self, own: Sequence[Fragment]) -> list[Section]:
        """Return the sections with an edition's own fragments."""

        def fill(section: Section) -> Section:
            return Section(
                section.tag,
                section.attributes,
                [
                    fill(one)
                    if isinstance(one, Section)
                    else own[self._own_place[id(one)]]
                    if one.own
                    else one
                    for one in section.items
                ],
            )

        return [fill(section) for section in self.sections]


_ELEMENT, _LINK = range(2)
# index of an own fragment, and its first mark number; None: without marks
Gap = tuple[int, int | None]


class _Content(NamedTuple):
    """A page, or the form of its copies: object number, head of a form, and the compressed contents
    with gaps for own fragments.
    """

    number: int
    head: str
    parts: list[Stretch | Gap]
    page: int | None = None  # index of the page, if it is one

    @classmethod
    def of(
        cls, number: int, head: str, parts: Iterable[str | Gap], page: int | None = None
    ) -> _Content:
        """Return the content; what is national between two gaps is compressed as one."""
        found, said = list[Stretch | Gap](), ""
        for part in [*parts, None]:
            if isinstance(part, str):
                said += part
                continue
            if said:
                found.append(shared(said.encode("ascii")))
                said = ""
            if part is not None:
                found.append(part)
        return cls(number, head, found, page)


class _Print:
    """A plate for own fragments of certain shapes, with a kit."""

    def __init__(self, plate: Plate, own: Sequence[Fragment], kit: Kit) -> None:
        self.plate, self.kit = plate, kit
        self.skeleton = Skeleton(plate.pages, plate.filled(own), kit)
        self._balances: Memory[tuple[int, int, Face, float], Packed] = Memory(128)
        spots = self.skeleton.spots
        self.spots = [spots[plate._place[id(one)]] for one in plate.own]
        # Own elements, links and bookmarks by object number: index of the fragment, index in it,
        # which of the three.
        self._says = sorted(
            (at, which, index, kind)
            for which, (one, spot) in enumerate(zip(own, self.spots, strict=True))
            for kind, places in enumerate((spot.elements, spot.links, spot.bookmarks))
            for index, at in places.items()
            if kind or one.shape.nodes[index].says
        )
        numbers = self.skeleton.numbers
        self.contents = [
            _Content.of(number, "", self._page(index), index)
            for index, number in enumerate(numbers.contents)
        ] + [
            _Content.of(number, self.skeleton.form(index), self._order(index, read=False))
            for index, number in enumerate(numbers.forms)
        ]
        national = (
            part.packed for one in self.contents for part in one.parts if isinstance(part, Stretch)
        )
        self.sum = hashlib.sha256(kit.sum + self.skeleton.sum + b"".join(national)).digest()

    def _page(self, index: int) -> Iterator[str | Gap]:
        """Yield the contents of a page, and those of its copies."""
        pages = self.plate.pages
        yield pages.under[index]
        if pages.place == IN_PLACE:
            yield from self._order(index, read=True)
        else:
            yield f"q {_moved(pages.place)}\n"
            yield from self._order(index, read=True)
            yield "Q\n"
        if pages.copies:
            yield "/Artifact <</Type /Layout>> BDC\n"
            yield from (f"q {_moved(place)} /{FORM} Do Q\n" for place in pages.copies)
            yield "EMC\n"

    def _order(self, index: int, *, read: bool) -> Iterator[str | Gap]:
        """Yield the fragments of a page; copies are not ``read`` aloud."""
        plate, spots = self.plate, self.skeleton.spots
        for one in plate.orders[index]:
            first = spots[plate._place[id(one)]].first if read else None
            if one.own:
                yield plate._own_place[id(one)], first
            else:
                yield one.written(self.kit.fonts, first)

    def print(self, own: Sequence[Fragment], metadata: Metadata) -> bytes:
        """Return the file; it depends on nothing that was printed before."""
        skeleton, numbers = self.skeleton, self.skeleton.numbers
        head, raw = object_stream(self._objects(own, metadata))
        digest = hashlib.sha256(self.sum)
        digest.update(raw)
        parts = [skeleton.object]
        packed = joined([quick(raw)])
        parts.append(numbered(numbers.own, stream_of(f"{head} /Filter /FlateDecode", packed)))
        for one in self.contents:
            content = self._content(one, own, digest.update)
            head = f"{one.head} /Filter /FlateDecode".lstrip()
            parts.append(numbered(one.number, stream_of(head, content)))
        digest.update(about := xmp(metadata))
        parts.append(numbered(numbers.metadata, about))
        pictures = [picture for one in own for picture in one.pictures]
        for (_, at), picture in zip(numbers.pictures, pictures, strict=True):
            data = _picture(picture)
            digest.update(data)
            parts.append(numbered(at, data))
        return self._finished(parts, digest.hexdigest()[:32])

    def _objects(self, own: Sequence[Fragment], metadata: Metadata) -> list[tuple[int, str]]:
        """Return the objects with an edition's own text, by number: document title,
        elements, links, bookmarks.
        """
        place, spots = self.plate.pages.place, self.spots
        found = [(self.skeleton.numbers.info, info(metadata))]
        for at, which, index, kind in self._says:
            fragment, spot = own[which], spots[which]
            if kind == _LINK:
                found.append((at, spot.link(fragment.links[index], index, place)))
            elif kind == _ELEMENT:
                found.append((at, spot.element(fragment, index, place)))
            else:
                found.append((at, spot.bookmark(fragment, index, place)))
        return found

    def _content(
        self, content: _Content, own: Sequence[Fragment], told: Callable[[bytes], None]
    ) -> bytes:
        """Return the content of a page or a form; ``told`` receives the own fragments on it."""
        parts: list[Stretch] = []
        for part in content.parts:
            if isinstance(part, Stretch):
                parts.append(part)
                continue
            which, first = part
            for said, stretch in own[which].packed(self.kit.fonts, first):
                told(said)
                parts.append(stretch)
        if content.page is not None and (marks := self._marks(content.page, own)):
            said, stretch = marks
            told(said)
            parts.append(stretch)
        return joined(parts)

    def _marks(self, index: int, own: Sequence[Fragment]) -> Packed | None:
        """Return direction marks that tell readers the direction of a page."""
        plate = self.plate
        first = plate.first(index, own)
        if first is None:
            return None
        national, places = plate.balances[index]
        balance = national + sum([own[place].balance for place in places])
        balance *= 1 + len(plate.pages.copies)
        key = index, places_for(balance), first.face, first.size
        return self._balances.made(key, lambda: self._balanced(index, first, balance))

    def _balanced(self, index: int, first: Piece, balance: int) -> Packed:
        paper = self.plate.pages.papers[index]
        page = Page(index, paper.width, paper.height, FontUses(), paper.margin)
        page.balance(first, balance)
        rows = [
            one.written(self.kit.fonts) if isinstance(one, Type) else str(one)
            for one in page.operators
        ]
        said = "\n".join([*rows, ""]).encode("ascii")
        return said, quick(said)

    def _finished(self, parts: list[bytes], digest: str) -> bytes:
        """Return the file: kit, parts, and the cross-reference stream (ISO 32000-1, 7.5.8)."""
        numbers, at = self.skeleton.numbers, len(self.kit.data)
        entries = []
        for part in parts:
            entries.append(at)
            at += len(part)
        rows = b"".join(map(place_in_file, [*entries, at]))
        table = b"\x00\x00\x00\x00\xff\xff" + self.kit.entries + rows + self.skeleton.entries
        head = (
            f"/Type /XRef /Size {numbers.size} /W [1 3 2] /Root {numbers.catalogue} 0 R"
            f" /Info {numbers.info} 0 R /ID [<{digest}> <{digest}>]"
        )
        end = b"startxref\n%d\n%%%%EOF\n" % at
        return b"".join(
            [self.kit.data, *parts, numbered(numbers.xref, stream_of(head, table)), end]
        )


def _marks_like(piece: Piece) -> frozenset[Symbol]:
    """Return the symbols that direction marks use in the face of a piece."""
    return frozenset().union(*[mark.symbols for mark in counterweight(piece, 1)])


def _moved(place: Place) -> str:
    scale = "1" if place.scale == 1.0 else f"{place.scale:.6f}"
    return f"{scale} 0 0 {scale} {number(place.right)} {number(place.up)} cm"


def _picture(picture: Picture) -> bytes:
    width, height = picture.size
    head = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
        " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
    )
    return stream_of(head, _pixels(picture.pixels))


_PIXELS: Memory[bytes, bytes] = Memory(32)


def _pixels(data: bytes) -> bytes:
    return _PIXELS.made(data, lambda: zlib.compress(data))
