"""Tables as people and programs make them, for tests."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, change: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of a workbook with these rows; ``change`` gets its sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Contacten"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one part of it changed, or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        parts = {part: old.read(part) for part in old.namelist()}
        parts[name] = change(parts.get(name, b""))
        for part, content in parts.items():
            new.writestr(part, content)
    return file.getvalue()


def with_shared_texts(data: bytes) -> bytes:
    """A workbook as Excel saves it: its texts in a part of their own, in pieces with fonts."""
    texts: list[bytes] = []

    def share(found: re.Match[bytes]) -> bytes:
        texts.append(found[2])
        return found[1] + b't="s"><v>%d</v></c>' % (len(texts) - 1)

    def strings(_old: bytes) -> bytes:
        items = b"".join(
            b"<si><r><t>" + text[:2] + b'</t></r><r><rPr><b/></rPr><t xml:space="preserve">' + text[2:]
            + b"</t></r></si>"
            for text in texts
        )  # fmt: skip
        return b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + items + b"</sst>"  # fmt: skip

    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    inline = re.compile(rb'(<c [^>]*?)t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>')
    data = with_part(data, "xl/worksheets/sheet1.xml", lambda xml: inline.sub(share, xml))
    data = with_part(data, "[Content_Types].xml", lambda xml: xml.replace(b"</Types>", override))
    return with_part(data, "xl/sharedStrings.xml", strings)
