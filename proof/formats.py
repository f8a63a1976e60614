"""The formats of files that can be checked, by extension. A format is added here and nowhere else.

``find_faults`` of a format reads the bytes of a file, runs its rules and notes what they find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wegwijs.proof import calendars, html, linked, odt, pdf, png, slides, tables, vcards, word
from wegwijs.proof.case import Case, Verdict

FindFaults = Callable[[Case, bytes, Verdict], None]

FORMATS: Mapping[str, FindFaults] = {
    "pdf": pdf.find_faults,
    "png": png.find_faults,
    "docx": word.find_faults,
    "odt": odt.find_faults,
    "pptx": slides.find_faults,
    "vcf": vcards.find_faults,
    "csv": tables.find_faults,
    "json": linked.find_faults,
    "ics": calendars.find_faults,
    "html": html.find_faults,
}


def format_of(name: str) -> str:
    """Return the extension of a file name, without its dot; empty if it has none."""
    return name.rpartition(".")[2] if "." in name else ""
