"""A Word handout opened from its bytes, for the tests."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
DS = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
NBSP = "\N{NO-BREAK SPACE}"


class Docx:
    """A .docx file as its reader meets it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.entries = package.infolist()
            self.parts = {entry.filename: package.read(entry) for entry in self.entries}
        self.body = self.xml("word/document.xml").find(f"{W}body")
        self.relations = {item.get("Id"): item for item in self.xml("word/_rels/document.xml.rels")}

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.parts[name])

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Style and text of every paragraph, in reading order."""
        for paragraph in self.body.iter(f"{W}p"):
            yield paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), text_of(paragraph)

    def links(self) -> list[tuple[str, str]]:
        return [
            (text_of(link), self.relations[link.get(f"{R}id")].get("Target"))
            for link in self.body.iter(f"{W}hyperlink")
        ]

    def tables(self) -> list[list[list[str]]]:
        return [
            [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.body.iter(f"{W}tbl")
        ]

    def pictures(self) -> Iterator[tuple[Any, bytes]]:
        for inline in self.body.iter(f"{WP}inline"):
            relation = self.relations[next(inline.iter(f"{A}blip")).get(f"{R}embed")]
            yield inline, self.parts["word/" + relation.get("Target")]

    def fields(self) -> list[tuple[str, str]]:
        """Title and hint of every field to fill in."""
        return [
            (control.find(f"{W}sdtPr/{W}alias").get(f"{W}val"), text_of(control))
            for control in self.body.iter(f"{W}sdt")
        ]


def text_of(element: Any) -> str:
    pieces = {
        f"{W}t": lambda e: e.text or "",
        f"{W}tab": lambda _: "\t",
        f"{W}br": lambda _: "\n",
    }
    return "".join(
        pieces[child.tag](child)
        for child in element.iter(*pieces)
        if child.getparent().tag != f"{W}tabs"
    )


def printed(folder: Path) -> list[Path]:
    """Every .docx in a folder as LibreOffice prints it."""
    subprocess.run(
        [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", "pdf", "--outdir", str(folder),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        check=True, capture_output=True, timeout=170,
    )  # fmt: skip
    return sorted(folder.glob("*.pdf"))
