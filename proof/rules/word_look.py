"""Whether the text of a Word file is legible, has the right direction and is marked with its
language.

Properties come from the run, then its style, then the style of its paragraph.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import W, WordFile, around, text_of, value
from wegwijs.proof.rules import wording
from wegwijs.proof.words import plain

PAPER, _INK = "FFFFFF", "000000"


class Looks:
    """Resolve properties of runs and paragraphs, direct or through styles."""

    def __init__(self, file: WordFile) -> None:
        self.styles = file.styles
        self._defaults = file.xml("word/styles.xml").find(f"{W}docDefaults")
        self._known: dict[tuple[str, ...], list[Any]] = {}

    def said(self, element: Any, name: str, attribute: str = "val") -> str:
        """Return the value of the nearest property, "" if absent, "on" for a toggle that is on."""
        for properties in self.of(element):
            found = properties.find(f"{W}{name}")
            if found is not None:
                said = found.get(f"{W}{attribute}")
                if said is None and attribute != "val":
                    continue
                return "" if said in ("0", "false", "off") else said or "on"
        return ""

    def of(self, element: Any) -> Iterator[Any]:
        """Yield the properties, nearest first."""
        if element.tag == f"{W}p":
            kind, names = "pPr", [value(element, "pPr", "pStyle")]
        else:
            paragraph = next(element.iterancestors(f"{W}p"), None)
            names = [value(element, "rPr", "rStyle"), value(paragraph, "pPr", "pStyle")]
            kind = "rPr"
        yield from element.findall(f"{W}{kind}")
        if (kind, *names) not in self._known:
            self._known[kind, *names] = list(self._of_styles(kind, names))
        yield from self._known[kind, *names]

    def _of_styles(self, kind: str, names: Sequence[str]) -> Iterator[Any]:
        for name in names:
            chain: dict[str, Any] = {}
            base = name
            while base in self.styles and base not in chain:
                chain[base] = self.styles[base]
                base = value(chain[base], "basedOn")
            for style in chain.values():
                yield from style.findall(f"{W}{kind}")
        if self._defaults is not None:
            yield from self._defaults.findall(f"{W}{kind}Default/{W}{kind}")


def misread(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check appearance, direction and language of all text."""
    looks = Looks(file)
    parts = [file.body, *(xml for kind in ("header", "footer") for _, xml in file.running(kind))]
    yield from _default_language(file, truth)
    yield from _directions(file, looks, parts, truth.rtl)
    known = wording.KnownWords(truth)
    for run in (run for part in parts for run in part.iter(f"{W}r")):
        text = plain(text_of(run))
        if text:
            yield from _legible(run, text, looks)
            said = looks.said(run, "lang", "bidi" if _has(run, "rPr", "rtl") else "val")
            yield from known.judge(text, said)
            yield from wording.kept(text, said, truth)
            yield from _direction(run, text, turns=truth.rtl and known.own in known.locales(text))


def _legible(run: Any, text: str, looks: Looks) -> Iterator[Finding]:
    """Check size, contrast and line height."""
    paragraph = around(run, "p")
    turned = run.find(f"{W}rPr/{W}rtl") is not None
    size = _number(looks.said(run, "szCs" if turned else "sz")) / 2
    yield from wording.small(text, size)
    line = _number(looks.said(paragraph, "spacing", "line")) / 20
    if looks.said(paragraph, "spacing", "lineRule") == "exact" and line < size:
        yield Finding("legible", f'De regels zijn te laag voor de tekst "{text}".')
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in run.iterancestors(f"{W}tr")]
    if any(one is not None and one.get(f"{W}hRule") != "atLeast" for one in heights):
        yield Finding("legible", f'De tekst "{text}" staat in een rij met een vaste hoogte.')
    ink = looks.said(run, "color") or _INK
    cells = [cell.find(f"{W}tcPr/{W}shd") for cell in run.iterancestors(f"{W}tc")]
    fills = [looks.said(one, "shd", "fill") for one in (run, paragraph)]
    fills += [shade.get(f"{W}fill", "") for shade in cells if shade is not None]
    ground = next((fill for fill in fills if fill not in ("", "auto")), PAPER)
    yield from wording.pale(text, ink, ground)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else 0


def _directions(file: WordFile, looks: Looks, parts: Sequence[Any], rtl: bool) -> Iterator[Finding]:
    """Check the direction of paragraphs and tables."""
    ways = "van links naar rechts", "van rechts naar links"
    wrong, right = ways if rtl else ways[::-1]
    paragraphs = [one for part in parts for one in part.iter(f"{W}p")]
    for name, turned in (
        ("alinea's", [bool(looks.said(one, "bidi")) for one in paragraphs]),
        ("tabellen", [_has(one, "tblPr", "bidiVisual") for one in file.body.iter(f"{W}tbl")]),
        ("bladzijden", [_has(one, "bidi") for one in file.body.iter(f"{W}sectPr")]),
    ):
        count = sum(one != rtl for one in turned)
        if count:
            share = "De" if count == len(turned) else f"{count} van de {len(turned)}"
            yield Finding("direction", f"{share} {name} lopen {wrong}, dat moet {right} zijn.")


def _direction(run: Any, text: str, *, turns: bool) -> Iterator[Finding]:
    """Words of a right-to-left language say so. Numbers never do, or Word turns them round; nor
    does a name in another script, which keeps the direction of its own letters.
    """
    marked = _has(run, "rPr", "rtl")
    ways = {unicodedata.bidirectional(char) for char in text}
    if marked and ways & {"EN", "AN"}:
        yield Finding("direction", f'Word draait de cijfers om in "{text}".')
    elif turns and not marked and ways & {"R", "AL"}:
        yield Finding("direction", f'De tekst "{text}" begint links, dat moet rechts zijn.')
    elif marked and not turns and ways & {"L"}:
        yield Finding("direction", f'De tekst "{text}" begint rechts, dat moet links zijn.')


def _has(element: Any, *path: str) -> bool:
    found = element.find("/".join(f"{W}{name}" for name in path))
    return found is not None and found.get(f"{W}val") not in ("0", "false", "off")


def _default_language(file: WordFile, truth: Truth) -> Iterator[Finding]:
    own = truth.locale
    default = file.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    said = default.get(f"{W}{'bidi' if truth.rtl else 'val'}", "") if default is not None else ""
    if said != own:
        told = said or "niet ingevuld"
        yield Finding("language", f"De taal van het document is {told}, dat moet {own} zijn.")
