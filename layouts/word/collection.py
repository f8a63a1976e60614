"""Several Word documents as one, to print them all at once.

Each is a section that begins on a new page and counts its own pages. Word has no field for the
pages of a section that LibreOffice knows too, so the end of each has a bookmark, and the footer
says on which page that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wegwijs.layouts.word.blocks import hyperlink, image
from wegwijs.layouts.word.document import Document
from wegwijs.layouts.word.fields import ANSWERS, answers
from wegwijs.layouts.word.markup import NUMBERED, TOTAL
from wegwijs.layouts.word.package import Member, Package, Stretch, deflated, member, stored
from wegwijs.layouts.word.parts import (
    CORE,
    DOCUMENT,
    FOOTER,
    HEADER,
    RELATIONS,
    core_properties,
    more_content_types,
    more_relationships,
    part,
    section,
)
from wegwijs.layouts.word.template import fixed_members, template
from wegwijs.layouts.word.writing import Block

_STEP = 1000  # more than a document has fields or pictures
_END_OF_BODY = "</w:body></w:document>"


def save_all(documents: Sequence[Document]) -> bytes:
    """Return one file with documents of the same format, equal bytes for equal documents."""
    properties = documents[0].properties
    frames = template(properties.format).frames
    names = {kind: [_name(kind, n) for n in range(2, len(documents) + 1)] for kind in _RUNNING}
    types = "".join(more_content_types(kind, several) for kind, several in names.items())
    blocks = [block for document in documents for block in document.body]
    pictures = {one.part: one for block in blocks for one in block.pictures}
    links = dict.fromkeys(target for block in blocks for target in block.references)
    relations = [more_relationships(kind, several) for kind, several in names.items()]
    relations += map(hyperlink, links)
    relations += map(image, pictures.values())
    keys = dict.fromkeys(key for document in documents for key in document.keys)
    core = frames[CORE].start.followed_by(core_properties(properties))
    related = frames[RELATIONS].start.followed_by("".join(relations))
    members = [
        *fixed_members(properties.format, types),
        deflated(ANSWERS, part(answers(keys))),
        frames[CORE].member((frames[CORE].start, core)),
        frames[RELATIONS].member((frames[RELATIONS].start, related)),
        member(DOCUMENT, _body(documents, frames[DOCUMENT].start)),
        *_running(documents, HEADER, frames[HEADER].start, frames[HEADER].end),
        *_running(documents, FOOTER, frames[FOOTER].start, frames[FOOTER].end),
        *(stored(f"word/{name}", picture.png) for name, picture in sorted(pictures.items())),
    ]
    return Package(members).file


_RUNNING = ("header", "footer")


def _name(kind: str, number: int) -> str:
    """Return the name of the header or footer of a document, counted from 1."""
    return kind if number == 1 else f"{kind}{number}"


def _body(documents: Sequence[Document], start: Stretch) -> Iterator[Stretch]:
    """Yield the body of each document, with the end of its section in its last paragraph."""
    yield start
    former = start
    for number, document in enumerate(documents, start=1):
        header, footer = (_name(kind, number) for kind in _RUNNING)
        ends = section(document.properties.format, (header, footer), counts_anew=True)
        xml, is_last = _numbered(document.body, number), number == len(documents)
        xml = _ended(xml, number, "" if is_last else ends)
        former = former.followed_by(xml + (ends + _END_OF_BODY if is_last else ""))
        yield former


def _numbered(blocks: Sequence[Block], number: int) -> str:
    """Return the XML of blocks, whose fields and pictures have numbers of their own."""

    def moved(found: re.Match[str]) -> str:
        own = int(found[2])
        assert own < _STEP, f"more than {_STEP} fields or pictures in a document"
        return f'{found[1]}{own + _STEP * (number - 1)}"'

    return NUMBERED.sub(moved, "".join(block.xml for block in blocks))


def _ended(xml: str, number: int, ends: str) -> str:
    """Return the XML of a body with a bookmark around its last run, and the properties of the
    section that ends there. LibreOffice drops an empty bookmark at the end of a document.
    """
    paragraph = xml.rindex("<w:p>")
    properties, run = xml.index("</w:pPr>", paragraph), xml.rindex("<w:r>")
    last = xml[run:].removesuffix("</w:p>")
    mark = f'<w:bookmarkStart w:id="{number}" w:name="{_mark(number)}"/>'
    marked = f'{mark}{last}<w:bookmarkEnd w:id="{number}"/></w:p>'
    return xml[:properties] + ends + xml[properties:run] + marked


def _mark(number: int) -> str:
    return f"end{number}"


def _running(
    documents: Sequence[Document], name: str, start: Stretch, end: Stretch
) -> Iterator[Member]:
    """Yield the header or the footer of each document."""
    kind = name.removeprefix("word/").removesuffix(".xml")
    for number, document in enumerate(documents, start=1):
        blocks = document.header if name == HEADER else document.footer
        xml = "".join(block.xml for block in blocks).replace(TOTAL, f"PAGEREF {_mark(number)}")
        yield member(f"word/{_name(kind, number)}.xml", (start, start.followed_by(xml), end))
