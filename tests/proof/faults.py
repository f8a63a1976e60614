"""Ways to spoil a finished file, as a bug, a bad disk or a helpful hand would."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
from pikepdf import Name

from wegwijs.proof.readers.inspection import inspect, walk

PT = 25.4 / 72


@contextmanager
def opened(data: bytes) -> Iterator[tuple[pikepdf.Pdf, io.BytesIO]]:
    """A PDF to change, and where it is saved afterwards."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf, out
        pdf.save(out)


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with opened(data) as (pdf, out):
        change(pdf)
    return out.getvalue()


def content(data: bytes, page: int, old: str, new: str) -> bytes:
    """The operators of a page, the first ``old`` replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        assert old in text
        contents.write(text.replace(old, new, 1).encode("latin-1"))

    return changed(data, change)


def painted_over(data: bytes, page: int, operators: str) -> bytes:
    """Something painted last, as decoration."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        marked = f"\n/Artifact <</Type /Layout>> BDC {operators} EMC".encode()
        contents.write(contents.read_bytes() + marked)

    return changed(data, change)


def element(data: bytes, words: str, page: int | None = None) -> tuple[int, int]:
    """Page and MCID of the first innermost element that says these words."""
    for one in walk(inspect(data).elements):
        if one.text.strip() == words and one.content and page in (None, one.content[0][0]):
            return one.content[0]
    raise AssertionError(f"nothing says {words!r}")


def moved(data: bytes, words: str, x: float, y: float, page: int | None = None) -> bytes:
    """The words, ``x`` mm to the right and ``y`` mm down."""
    page, mcid = element(data, words, page)

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        start = re.search(rf"<</MCID {mcid}>> BDC", text)
        assert start
        end = text.index("EMC", start.end())

        def shift(match: re.Match[str]) -> str:
            across, up = float(match[1]) + x / PT, float(match[2]) - y / PT
            return f"1 0 0 1 {across:.3f} {up:.3f} Tm"

        inside = re.sub(r"1 0 0 1 (\S+) (\S+) Tm", shift, text[start.end() : end])
        contents.write((text[: start.end()] + inside + text[end:]).encode("latin-1"))

    return changed(data, change)


def structure(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    """Every structure element of a kind."""
    found = []

    def visit(node: Any) -> None:
        if not isinstance(node, pikepdf.Dictionary):
            return
        if node.get("/S") == Name(f"/{tag}"):
            found.append(node)
        for kid in node.get("/K", []):
            visit(kid)

    visit(pdf.Root.StructTreeRoot.K)
    return found


def part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            read = source.read(entry)
            if entry.filename == name:
                after = change(read)
                assert after != read, "the fault is not planted"
                read = after
            target.writestr(entry, read)
    return out.getvalue()


def body(data: bytes, old: str, new: str) -> bytes:
    """The text of a Word file, the first ``old`` replaced."""
    return part(data, "word/document.xml", lambda xml: xml.replace(old.encode(), new.encode(), 1))


def misread(data: bytes, words: str, page: int) -> bytes:
    """The last glyph of the words is that of their first, but what is read aloud stays right."""
    _, mcid = element(data, words, page)

    def change(pdf: pikepdf.Pdf) -> None:
        (link,) = (
            one
            for one in structure(pdf, "Link")
            if one.Pg.objgen == pdf.pages[page - 1].obj.objgen and one.K[0] == mcid
        )
        link.ActualText = pikepdf.String(words)
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        start = text.index(f"<</MCID {mcid}>> BDC")
        end = text.index("EMC", start)
        codes = list(
            re.finditer(
                r"[0-9A-F]{4}", re.sub(r"^.*?BDC", lambda m: " " * len(m[0]), text[start:end])
            )
        )
        first, last = codes[0][0], codes[-1]
        at = start + last.start()
        contents.write((text[:at] + first + text[at + 4 :]).encode("latin-1"))

    return changed(data, change)


def within(data: bytes, words: str, page: int, change: Callable[[str], str]) -> bytes:
    """The operators of the words changed; they may be put between others."""
    page, mcid = element(data, words, page)

    def edit(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        begin = re.search(rf"<</MCID {mcid}>> BDC", text)
        assert begin
        start, end = begin.end(), text.index("EMC", begin.end())
        after = change(text[start:end])
        assert after != text[start:end], "the fault is not planted"
        contents.write((text[:start] + after + text[end:]).encode("latin-1"))

    return changed(data, edit)


def place(data: bytes, words: str, page: int) -> tuple[float, float]:
    """Where the words begin, in pt from the lower left corner."""
    found: list[tuple[float, float]] = []

    def note(text: str) -> str:
        at = re.search(r"1 0 0 1 (\S+) (\S+) Tm", text)
        assert at
        found.append((float(at[1]), float(at[2])))
        return text + " "

    within(data, words, page, note)
    return found[0]


def said_instead(data: bytes, words: str, page: int, text: str, how: str = "ActualText") -> bytes:
    """The words keep their glyphs, but a screen reader says something else."""
    _, mcid = element(data, words, page)

    def change(pdf: pikepdf.Pdf) -> None:
        (one,) = (
            one
            for tag in ("P", "Link", "H2", "H3")
            for one in structure(pdf, tag)
            if one.get("/Pg") is not None
            and one.Pg.objgen == pdf.pages[page - 1].obj.objgen
            and mcid in [kid for kid in one.K if isinstance(kid, int)]
        )
        setattr(one, how, pikepdf.String(text))

    return changed(data, change)


def redrawn(data: bytes, words: str, page: int, change: Callable[[list[str]], list[str]]) -> bytes:
    """Other glyphs for the words, which are read aloud as they were."""

    def drawn(text: str) -> str:
        codes = change(re.findall(r"[0-9A-F]{4}", "".join(re.findall(r"<([0-9A-F]+)>", text))))
        return re.sub(r"\[.*\] TJ", f"<{''.join(codes)}> Tj", text, count=1)

    return within(said_instead(data, words, page, words), words, page, drawn)
