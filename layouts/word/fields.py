"""Fields to fill in: room on a light ground, over a dotted line that belongs to the paragraph.
Never words: those would be printed as if they were said.

What is typed into fields with the same key is kept once, in a part of the file of its own (custom
XML), and all of them show it. Lengths are millimetres.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from layouts.typesetting.fonts import LATIN
from layouts.word.styles import BODY, NAMESPACE

ANSWERS = "customXml/item1.xml"
PROPERTIES = "customXml/itemProps1.xml"
_SPACE = "urn:wegwijs:handout"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, _SPACE)}}}".upper()
_BLANK = "\N{NO-BREAK SPACE}"
_BLANK_WIDTH = 0.2 * BODY * 25.4 / 72  # of Source Sans 3 in the size of the body
# LibreOffice sets what is in a field in the font of the language, whose spaces are wider.
_OTHER_FONT = 1.4
LENGTHS: Mapping[str, float] = {"short": 22.0, "middle": 34.0, "long": 46.0}


@dataclass(frozen=True)
class Field:
    """A field: its ``number`` in the document, what it is ``called`` when read aloud, the ``key``
    of what is typed into it, the ``room`` that it has, the character ``style`` of what is typed.
    ``day`` offers a calendar: how Word writes a date, and in which locale. A ``bound`` field shows
    what is typed into another one with its key.
    """

    number: int
    called: str
    key: str
    room: float
    style: str | None = None
    day: tuple[str, str] | None = None
    bound: bool = False

    @property
    def length(self) -> str:
        """How long it is while it is empty: as there is room for in any font."""
        fitting = [name for name, long in LENGTHS.items() if long * _OTHER_FONT <= self.room]
        return fitting[-1] if fitting else "short"


class Form:
    """The fields of a document, numbered from 1; ``shared`` are the keys that several have.

    Of a field that is alone with its key nothing is kept: other programs than Word would take the
    empty store for what was typed.
    """

    def __init__(self, shared: Iterable[str] = ()) -> None:
        self.shared = tuple(dict.fromkeys(shared))
        self._titles: list[str] = []

    def field(
        self,
        called: str,
        key: str,
        room: float,
        style: str | None = None,
        day: tuple[str, str] | None = None,
    ) -> Field:
        """The next field. Two of one name are numbered: read aloud they would be the same."""
        times = self._titles.count(called)
        self._titles.append(called)
        title = f"{called} ({times + 1})" if times else called
        return Field(len(self._titles), title, key, room, style, day, key in self.shared)


def blank(length: str) -> str:
    """What an empty field shows: spaces that Word never breaks."""
    return _BLANK * round(LENGTHS[length] / _BLANK_WIDTH)


def binding(key: str) -> dict[str, str]:
    """Where what is typed is kept, as Word finds it."""
    return {
        "prefixMappings": f"xmlns:h='{_SPACE}'",
        "xpath": f"/h:answers[1]/h:{key}[1]",
        "storeItemID": _STORE,
    }


def answers(keys: Iterable[str]) -> str:
    """The part that keeps what is typed: empty, one element for each key."""
    inner = "".join(f"<{key}/>" for key in dict.fromkeys(keys))
    return f'<answers xmlns="{_SPACE}">{inner}</answers>'


def answers_properties() -> str:
    """The part by which Word knows that part."""
    return (
        f'<ds:datastoreItem xmlns:ds="{_DATA}" ds:itemID="{_STORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{_SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def glossary() -> str:
    """What Word puts back when somebody empties a field."""
    return (
        f'<w:glossaryDocument xmlns:w="{NAMESPACE}"><w:docParts>'
        f"{''.join(map(_entry, LENGTHS))}</w:docParts></w:glossaryDocument>"
    )


def _entry(length: str) -> str:
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{_SPACE}:{length}")).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{length}"/><w:category>'
        '<w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{{{guid}}}"/>'
        '</w:docPartPr><w:docPartBody><w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/>'
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}"/></w:rPr>'
        f'<w:t xml:space="preserve">{blank(length)}</w:t></w:r></w:p></w:docPartBody></w:docPart>'
    )
