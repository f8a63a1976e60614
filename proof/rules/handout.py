"""Rules for a handout in any format: names of tables, the draft mark, codes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from PIL import Image

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.copier import RENDER_DPI
from wegwijs.proof.rules.chapters import Block, Chapter
from wegwijs.proof.rules.codes import faults
from wegwijs.proof.rules.symbols import Code, measured
from wegwijs.proof.words import key, plain, same
from wegwijs.sources.kinds import KINDS

A4 = (210, 297)  # mm
_MOST_PIXELS = 4_000_000  # of the picture of a code; ours have a few thousand


def captions(truth: Truth) -> list[str]:
    """Return the captions of the tables in order: those of the headings above or in them."""
    notes, details = truth.labels["notes"], truth.labels["details_heading"]
    return [str(w) for w in (truth.situations_heading, truth.close_by_heading, details, notes)]


# The words above the columns of each table, by the label of its first column.
_HEADS = {
    "table_audience": [("table_organisation", "table_number", "table_contact")],
    "table_who": [
        (*names, way) for names in ((), ("table_name",)) for way in ("table_phone", "table_contact")
    ],
    "details_organisation": [("details_audience", "details_qr")],
    "notes": [()],
}


def column_heads(table: str, said: list[str], truth: Truth) -> Iterator[Finding]:
    """Column headers must describe their columns: a screen reader announces cells by them.

    ``table`` is the name of the table, ``said`` are the words above its columns.
    """
    heads = (
        [key(str(truth.labels[label])) for label in (first, *others)]
        for first, ways in _HEADS.items()
        for others in ways
    )
    if [key(words) for words in said] not in list(heads):
        what = f"Boven de kolommen van de tabel{called(table)} staan verkeerde woorden."
        yield Finding("table", what, detail=" | ".join(said))


def called(name: str) -> str:
    """Return the name of a table as it is told after the word table."""
    return f' "{name}"' if name else ""


def named(name: str, asked: str | None) -> Iterator[Finding]:
    """Check the name of a table; ``asked`` is None for one that is not asked for."""
    if not name:
        yield Finding("table", "Een tabel heeft geen naam voor wie laat voorlezen.")
    elif not same(name, asked or ""):
        right = f'moet "{asked}" heten' if asked else "hoort er niet"
        yield Finding("table", f'De tabel "{name}" {right}.')


def kind(headers: Iterable[str], truth: Truth) -> Iterator[Finding]:
    """Check the document kind in the header: only an edition for a workshop names a workshop."""
    right = str(truth.labels[KINDS[truth.pack.edition.kind].header])
    for header in headers:
        said = plain(header.partition("\n")[0].partition("\t")[2])
        if not same(said, right):
            what = f'De kop noemt dit document "{said}", dat moet "{right}" zijn.'
            yield Finding("text", what, at=Spot(panel="de kop van elke bladzijde"))


def draft(shown: Sequence[str], truth: Truth, every: Sequence[str] = ()) -> Iterator[Finding]:
    """Check the draft mark in the headers that pages show; ``every`` are those in the file."""
    mark = truth.mark
    headers = [key(text) for text in shown]
    if not truth.is_draft:
        if any(truth.draft_word in header for header in (*headers, *map(key, every))):
            what = f"Hier staat {truth.draft_word}, maar de vertaling is nagekeken."
            yield Finding("concept", what, at=Spot(panel="de kop van elke bladzijde"))
        return
    said = (mark.word, mark.explained, mark.dutch_word) if mark else (truth.draft_word,)
    asked = [key(str(words)) for words in said]
    if not headers or not all(text in header for header in headers for text in asked):
        what = f"Het merk {truth.draft_word} ontbreekt. Deze vertaling is niet nagekeken."
        spot = Spot(panel="de kop van elke bladzijde")
        yield Finding("concept", what, detail=truth.told_waiting, at=spot)


def codes(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """Check the codes: one beside each organisation, to where it is."""
    for chapter in chapters:
        place = chapter.place
        pictures = [block for block in chapter.blocks if block.alt is not None]
        if not place.code:
            for block in pictures:
                what = f'Bij {place.name} staat een plaatje dat er niet hoort: "{block.alt}".'
                yield Finding("picture", what)
            continue
        read = 0
        for block in pictures if chapter.blocks else ():
            found = _codes_in(block.picture, block.width)
            read += len(found)
            for code in found:
                for kind, what in faults(code, f"bij {place.name}"):
                    yield Finding(kind, what)
                if code.text != place.code:
                    what = (
                        f"De QR-code bij {place.name} gaat naar {code.text},"
                        f" dat moet {place.code} zijn."
                    )
                    yield Finding("qr", what)
        if chapter.blocks and not read:
            what = f"De QR-code bij {place.name} is er niet, of is niet te lezen."
            yield Finding("qr", what)


def printed(block: Block) -> Image.Image | None:
    """Return a picture as it is printed; None when it cannot be, or is no code of ours."""
    return _paper(block.picture, block.width)


@lru_cache(maxsize=256)  # copies of a handout have the same codes
def _codes_in(png: bytes, width: float) -> tuple[Code, ...]:
    paper = _paper(png, width)
    return tuple(code for _, code in measured(paper)) if paper else ()


def _paper(png: bytes, width: float) -> Image.Image | None:
    wide, high = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    if wide != high or wide * high > _MOST_PIXELS or not 0 < width <= A4[0]:
        return None
    side = max(1, round(width / 25.4 * RENDER_DPI))
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as image:
            return image.convert("L").resize((side, side), Image.Resampling.BOX)
    except (OSError, SyntaxError, ValueError):  # what Pillow makes of a broken PNG
        return None
