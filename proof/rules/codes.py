"""QR codes: position, target, and print quality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wegwijs.proof.expectations.paper import Format, Panel
from wegwijs.proof.findings import Finding, Spot, comma
from wegwijs.proof.readers.page import Page
from wegwijs.proof.rules.chapters import Block, Chapter
from wegwijs.proof.rules.symbols import Code, measured

# ISO/IEC 18004 and DENSO: four modules of quiet zone. The copier test of the layouts set the
# module: 0.5 mm survives three generations, under 0.4 mm a code is lost.
MODULE, FLOOR = 0.5, 0.4  # mm
QUIET = 4  # modules
CONTRAST = 7.0  # to 1, luminance; black on white is 21
_PIXELS_OFF = 0.3  # modules: what a measurement in pixels can be off


def on_page(page: Page) -> list[Code]:
    """Return every code on a rendered page."""
    return [replace(code, box=page.millimetres(sides)) for sides, code in measured(page.image)]


def faults(code: Code, name: str, module: float = MODULE) -> Iterator[tuple[str, str]]:
    """Yield the kind and description of each fault of a printed code, of which modules are to be
    ``module`` mm wide.
    """
    if code.mirrored:
        yield "qr", f"De QR-code {name} staat in spiegelbeeld. Veel telefoons lezen hem niet."
    if code.module < FLOOR - 0.01:
        yield (
            "qr-size",
            f"De QR-code {name} is te klein: blokjes van {comma(code.module, 2)} mm,"
            f" {comma(FLOOR, 1)} mm is het minste.",
        )
    elif code.module < module - 0.02:
        yield (
            "qr-size",
            f"De QR-code {name} is klein: blokjes van {comma(code.module, 2)} mm,"
            f" {comma(module, 1)} mm hoort het te zijn.",
        )
    if code.quiet < QUIET - _PIXELS_OFF:
        yield (
            "qr-quiet",
            f"De QR-code {name} heeft te weinig wit om zich heen: {comma(code.quiet, 1)} blokjes,"
            f" {QUIET} is het minste.",
        )
    if code.contrast < CONTRAST:
        yield (
            "qr-contrast",
            f"De QR-code {name} is te licht, of de grond te donker: contrast"
            f" {comma(code.contrast, 1)} op 1, {comma(CONTRAST, 0)} is het minste.",
        )
    for times, read in enumerate(code.copied, start=1):
        if not read:
            copied = "een kopie" if times == 1 else "een kopie van een kopie"
            yield "qr-copy", f"De QR-code {name} is niet meer te lezen op {copied}."
            break


def expected(chapters: Iterable[Chapter]) -> int:
    """Return the expected number of codes in one copy."""
    return sum(bool(chapter.place.code and chapter.blocks) for chapter in chapters)


def misleading(
    pages: Iterable[Page], chapters: Sequence[Chapter], format_: Format
) -> Iterator[Finding]:
    """Check every code of a PDF against the organisation beside it."""
    homes = [chapter for chapter in chapters if chapter.place.code and chapter.blocks]
    seen: dict[tuple[int, int], list[Code]] = {}
    for page in pages:
        for code in on_page(page):
            panel = format_.panel_of(page.number, code.box)
            home = _home(code, panel, homes, format_)
            place = f"bij {home.place.name}" if home else f"naar {code.text}"
            at = Spot(page.number, panel.name if panel else "", code.box)
            for kind, what in faults(code, place, format_.module):
                yield Finding(kind, what, at=at)
            if home is None or panel is None:
                what = f"Hier staat een QR-code die er niet hoort, naar {code.text}."
                yield Finding("qr", what, at=at)
                continue
            others = seen.setdefault((homes.index(home), panel.copy), [])
            others.append(code)
            if code.text != home.place.code:
                what = (
                    f"De QR-code bij {home.place.name} gaat naar {code.text},"
                    f" dat moet {home.place.code} zijn."
                )
                yield Finding("qr", what, at=at)
            elif len(others) > 1:
                what = f"Bij {home.place.name} staat meer dan één QR-code."
                yield Finding("qr", what, at=at)
    copies = {panel.copy for panel in format_.panels}
    for index, home in enumerate(homes):
        for copy_ in sorted(copies):
            if (index, copy_) not in seen:
                on = f" op {format_.panels[0].kind} {copy_ + 1}" if len(copies) > 1 else ""
                what = f"De QR-code bij {home.place.name}{on} is er niet, of is niet te lezen."
                figure = [block for block in home.blocks if block.alt is not None]
                yield Finding("qr", what, at=(figure or home.blocks)[0].at)


def _home(
    code: Code, panel: Panel | None, homes: Sequence[Chapter], format_: Format
) -> Chapter | None:
    """Return the organisation named last above the centre of a code in its panel."""
    if panel is None:
        return None
    middle = (code.box[1] + code.box[3]) / 2 - panel.box[1]
    best, found = -1.0, None
    for home in homes:
        head = home.blocks[0]
        if head.panel != panel.id or head.at.box is None or head.at.page is None:
            continue
        own = format_.panel_of(head.at.page, head.at.box)
        top = head.at.box[1] - (own.box[1] if own else 0)
        if best < top <= middle:
            best, found = top, home
    return found


def pictures(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """Check the alternative text of each code."""
    for chapter in chapters:
        place = chapter.place
        if not place.code or not chapter.blocks:
            continue
        said: list[Block] = [block for block in chapter.blocks if block.alt is not None]
        if len(said) != 1:
            what = f"Bij {place.name} hoort één plaatje: de QR-code. Er zijn er {len(said)}."
            yield chapter.finding("alt", what)
        for block in said:
            if block.alt != place.alt:
                what = (
                    f'De QR-code bij {place.name} heet voor wie niet ziet "{block.alt}",'
                    f' dat moet "{place.alt}" zijn.'
                )
                yield Finding("alt", what, at=block.at)
