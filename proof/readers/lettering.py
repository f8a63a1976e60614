"""Reduces a PDF to its text: paths, pictures, clips, annotations and ActualText are removed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from wegwijs.proof.readers.damage import foreign_objects

# What sets letters, and what places and colours them.
_SETS = (
    "BT",
    "ET",
    "Tf",
    "Tm",
    "Td",
    "TD",
    "T*",
    "TL",
    "Tc",
    "Tw",
    "Tz",
    "Ts",
    "Tj",
    "TJ",
    "'",
    '"',
)
_COLOURS = ("q", "Q", "cm", "g", "rg", "k", "cs", "sc", "scn")
_KEPT = frozenset((*_SETS, *_COLOURS))
_NAMELESS = pikepdf.ContentStreamInstruction([Name.Span], Operator("BMC"))


@foreign_objects()
def letters_only(data: bytes) -> bytes:
    """The same pages without paths, pictures, clips and annotations. Hidden letters are shown, and
    no text stands for another. Raises ``Damaged``, ``pikepdf.PdfError``.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept = pikepdf.unparse_content_stream(list(_letters(page)))
            page.obj.Contents = pdf.make_stream(kept)
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        pdf.save(out)
    return out.getvalue()


def _letters(page: pikepdf.Page) -> Iterator[Any]:
    for one in pikepdf.parse_content_stream(page):
        match str(one.operator):
            case "BDC":  # its number is needed, its /ActualText is not
                yield _numbered(one)
            case "BMC" | "EMC":
                yield one
            case operator if operator in _KEPT:
                yield one


def _numbered(begin: Any) -> Any:
    properties = begin.operands[1]
    if not isinstance(properties, Dictionary) or "/MCID" not in properties:
        return _NAMELESS
    numbered = Dictionary(MCID=properties.MCID)
    return pikepdf.ContentStreamInstruction([begin.operands[0], numbered], begin.operator)
