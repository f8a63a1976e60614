"""Form fields: a dotted line on a light ground, part of its paragraph. They have no placeholder
words, since those would be printed as text.

Fields with the same key share their value through a custom XML part. Lengths are millimetres.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from msgspec import Struct

from wegwijs.layouts.word.styles import BODY, NAMESPACE

ANSWERS = "customXml/item1.xml"
PROPERTIES = "customXml/itemProps1.xml"
_SPACE = "urn:wegwijs:handout"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, _SPACE)}}}".upper()
_BLANK = "\N{NO-BREAK SPACE}"
_BLANK_WIDTH = 0.2 * BODY * 25.4 / 72  # width of a space of Source Sans 3 at body size
# LibreOffice sets the contents of a field in the font of its language, whose spaces are wider.
_OTHER_FONT = 1.4
LENGTHS: Mapping[str, float] = {"short": 22.0, "middle": 34.0, "long": 46.0}


class Field(Struct, frozen=True):
    """A form field: its ``number`` in the document, its title ``called``, the ``key`` of its value,
    its ``room`` in mm, and the character ``style`` of typed text. ``day`` makes it a date picker:
    Word's date pattern and locale. A ``bound`` field shares its value with others of the same key.
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
        """The name of the longest placeholder, a key of ``LENGTHS``, that fits in any font."""
        fitting = [name for name, long in LENGTHS.items() if long * _OTHER_FONT <= self.room]
        return fitting[-1] if fitting else "short"


class Form:
    """The fields of a document, numbered from 1; ``shared`` are the keys that several fields have:
    some, or in a document that is part of a ``collection`` all of them.

    A field whose key is unique is not bound: programs other than Word would read the empty store as
    its value.
    """

    def __init__(self, shared: Iterable[str] = (), *, collection: bool = False) -> None:
        self._shared = dict.fromkeys(shared)
        self._collection = collection
        self._titles: list[str] = []

    @property
    def shared(self) -> tuple[str, ...]:
        """The keys that several fields have."""
        return tuple(self._shared)

    def field(
        self,
        called: str,
        key: str,
        room: float,
        style: str | None = None,
        day: tuple[str, str] | None = None,
    ) -> Field:
        """Return the next field. Duplicate titles are numbered, so that a screen reader tells them
        apart.
        """
        if self._collection:
            self._shared[key] = None
        times = self._titles.count(called)
        self._titles.append(called)
        title = f"{called} ({times + 1})" if times else called
        return Field(len(self._titles), title, key, room, style, day, key in self._shared)


def blank(length: str) -> str:
    """Return the contents of an empty field: spaces at which Word never breaks a line."""
    return _BLANK * round(LENGTHS[length] / _BLANK_WIDTH)


def binding(key: str) -> dict[str, str]:
    """Return the data binding of a field to its value in the custom XML part."""
    return {
        "prefixMappings": f"xmlns:h='{_SPACE}'",
        "xpath": f"/h:answers[1]/h:{key}[1]",
        "storeItemID": _STORE,
    }


def answers(keys: Iterable[str]) -> str:
    """Return the custom XML part with the values: one empty element per key."""
    inner = "".join(f"<{key}/>" for key in dict.fromkeys(keys))
    return f'<answers xmlns="{_SPACE}">{inner}</answers>'


def answers_properties() -> str:
    """Return the properties part by which Word identifies the custom XML part."""
    return (
        f'<ds:datastoreItem xmlns:ds="{_DATA}" ds:itemID="{_STORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{_SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def glossary(font: str) -> str:
    """Return the glossary part: the placeholders that Word restores when a field is emptied."""
    return (
        f'<w:glossaryDocument xmlns:w="{NAMESPACE}"><w:docParts>'
        f"{''.join(_entry(length, font) for length in LENGTHS)}</w:docParts></w:glossaryDocument>"
    )


def _entry(length: str, font: str) -> str:
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{_SPACE}:{length}")).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{length}"/><w:category>'
        '<w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{{{guid}}}"/>'
        '</w:docPartPr><w:docPartBody><w:p><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/></w:rPr>'
        f'<w:t xml:space="preserve">{blank(length)}</w:t></w:r></w:p></w:docPartBody></w:docPart>'
    )
