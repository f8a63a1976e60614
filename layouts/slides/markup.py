"""The shapes of a slide, as XML: text in placeholders, signs, codes, links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.escaping import escape, quoteattr
from wegwijs.layouts.slides.look import (
    ACCENT,
    INK,
    OUTLINE,
    PAPER,
    SOFT,
    Box,
    DeckFormat,
    Holder,
    emu,
)
from wegwijs.layouts.slides.relations import hyperlink, jump, picture_in, relation_of
from wegwijs.layouts.word.writing import InlinePicture

_LTR_MARK = "\N{LEFT-TO-RIGHT MARK}"
# A drawing that says nothing is passed over by a screen reader.
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
RECTANGLE, ARROW = "rect", "homePlate"


class Look(Struct, frozen=True):
    """How a shape is drawn: its geometry, and colours of the theme for ground and outline."""

    geometry: str = RECTANGLE
    fill: str | None = None
    line: str | None = None
    dashed: bool = False
    flipped: bool = False  # points to the left
    insets: tuple[float, float] = (0.0, 0.0)  # left and right, mm
    anchor: str = "ctr"
    hatched: bool = False


class Link(Struct, frozen=True):
    """Where a click on a whole shape leads: a slide by its number, or a number or address."""

    target: str
    says: str
    slide: int = 0


class SlideMarkup:
    """Writes shapes, and collects the pictures and links that they refer to."""

    def __init__(self, settings: DeckFormat) -> None:
        self.settings = settings
        self.rtl = settings.rtl
        self.locales: Mapping[str, str] = dict(settings.locales)
        self.blocks: Any = None
        self.own = True
        self.references: dict[str, None] = {}
        self.pictures: list[InlinePicture] = []
        self._last = 1

    def numbered_from(self, number: int) -> None:
        """Number the next shapes from here on: numbers are unique on a slide."""
        self._last = number - 1

    # --- text -----------------------------------------------------------------------------------

    def runs(
        self,
        words: Words,
        *,
        size: float | None = None,
        bold: bool = False,
        colour: str | None = None,
        links: bool = True,
    ) -> str:
        """Write words run by run, each in its language; ``links`` False leaves out their links."""
        return "".join(self._run(run, size, bold, colour, links) for run in words.runs if run.text)

    def _run(
        self, run: Run, size: float | None, bold: bool, colour: str | None, links: bool
    ) -> str:
        locale = self.locales[run.language]
        link = ""
        if run.target and links:
            self.references[hyperlink(run.target)] = None
            says = quoteattr(run.says or run.text)
            link = f'<a:hlinkClick r:id="{relation_of(run.target)}" tooltip={says}/>'
        strong = bold or run.strong or run.sign
        properties = _properties(locale, size, strong, colour, link)
        mark = self.mark() if run.ltr and not run.target else ""
        pieces = f"<a:br>{properties}</a:br>".join(
            f"<a:r>{properties}<a:t>{mark}{escape(line)}{mark}</a:t></a:r>"
            for line in run.text.split("\n")
        )
        if run.target and self.rtl:
            # Beside the address and never in it, so that copying it yields nothing else.
            plain = _properties(locale, size, strong, colour, "")
            beside = f"<a:r>{plain}<a:t>{self.mark()}</a:t></a:r>"
            return f"{beside}{pieces}{beside}"
        return pieces

    def mark(self) -> str:
        """Return the mark that keeps a number in right-to-left text from changing its groups."""
        return _LTR_MARK if self.rtl else ""

    def paragraph(
        self,
        content: str,
        *,
        align: str = "",
        before: float = 0,
        bullet: bool | None = None,
        ltr: bool = False,
    ) -> str:
        """Write a paragraph. ``align`` is ``ctr``, or empty for the side where reading begins;
        ``before`` is the room above it in points. ``ltr`` is for numbers and addresses alone.
        """
        attributes, inner = "", ""
        if bullet is False:
            attributes += ' marL="0" indent="0"'
        if self.rtl or align:
            attributes += f' algn="{align or "r"}"'
        if self.rtl:
            attributes += f' rtl="{0 if ltr else 1}"'
        if before:
            inner += f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
        if bullet is False:
            inner += "<a:buNone/>"
        properties = f"<a:pPr{attributes}>{inner}</a:pPr>" if attributes or inner else ""
        return f"<a:p>{properties}{content}</a:p>"

    def empty(self) -> str:
        """Write a paragraph to type in."""
        return self.paragraph(f'<a:endParaRPr lang="{self.settings.locale}"/>')

    # --- shapes ---------------------------------------------------------------------------------

    def placeholder(self, holder: Holder, paragraphs: Sequence[str]) -> str:
        """Write the text of a placeholder of the layout."""
        index = f' idx="{holder.index}"' if holder.index else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self._number()}" name={quoteattr(holder.name)}/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{holder.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr/>'
            "<p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>"
            f"{''.join(paragraphs)}</p:txBody></p:sp>"
        )

    def shape(
        self,
        name: str,
        box: Box,
        look: Look,
        paragraphs: Sequence[str] = (),
        *,
        alt: str = "",
        link: Link | None = None,
    ) -> str:
        """Write a shape; one without text and without ``alt`` is an ornament."""
        inner = self._click(link) if link else ""
        if not (paragraphs or alt):
            inner += _DECORATIVE
        told = f" descr={quoteattr(alt)}" if alt else ""
        given = f'id="{self._number()}" name={quoteattr(name)}{told}'
        head = f"<p:cNvPr {given}>{inner}</p:cNvPr>" if inner else f"<p:cNvPr {given}/>"
        body = "".join(paragraphs) or self.empty()
        left, right = look.insets[::-1] if self.rtl else look.insets
        return (
            f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{self._place(box, look)}{_drawn(look)}</p:spPr>"
            f'<p:txBody><a:bodyPr wrap="square" lIns="{emu(left)}" tIns="0" rIns="{emu(right)}"'
            f' bIns="0" anchor="{look.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{body}'
            "</p:txBody></p:sp>"
        )

    def picture(self, holder: Holder, picture: InlinePicture, alt: str) -> str:
        """Write a picture in its placeholder."""
        self.pictures.append(picture)
        self.references[picture_in(picture)] = None
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{self._number()}" name={quoteattr(holder.name)}'
            f' descr={quoteattr(alt)}/><p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/>'
            f'</p:cNvPicPr><p:nvPr><p:ph type="pic" idx="{holder.index}"/></p:nvPr></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/>'
            f"</a:stretch></p:blipFill><p:spPr/></p:pic>"
        )

    def group(self, name: str, box: Box, inner: str) -> str:
        """Write shapes that belong together, which somebody moves as one."""
        placed = box.mirrored() if self.rtl else box
        at = f'x="{emu(placed.left)}" y="{emu(placed.top)}"'
        size = f'cx="{emu(placed.width)}" cy="{emu(placed.height)}"'
        return (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{self._number()}" name={quoteattr(name)}/>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {at}/><a:ext {size}/>"
            f"<a:chOff {at}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
        )

    def _click(self, link: Link) -> str:
        says = quoteattr(link.says)
        if link.slide:
            self.references[jump(link.slide)] = None
            return (
                f'<a:hlinkClick r:id="slide{link.slide}" action="ppaction://hlinksldjump"'
                f" tooltip={says}/>"
            )
        self.references[hyperlink(link.target)] = None
        return f'<a:hlinkClick r:id="{relation_of(link.target)}" tooltip={says}/>'

    def _place(self, box: Box, look: Look) -> str:
        placed = box.mirrored() if self.rtl else box
        flip = ' flipH="1"' if look.flipped != self.rtl and look.geometry == ARROW else ""
        return (
            f'<a:xfrm{flip}><a:off x="{emu(placed.left)}" y="{emu(placed.top)}"/>'
            f'<a:ext cx="{emu(placed.width)}" cy="{emu(placed.height)}"/></a:xfrm>'
        )

    def _number(self) -> int:
        self._last += 1
        return self._last


@lru_cache(maxsize=4096)
def _properties(locale: str, size: float | None, bold: bool, colour: str | None, link: str) -> str:
    """Return the properties of a run."""
    written = f' lang="{locale}"'
    if size:
        written += f' sz="{round(size * 100)}"'
    if bold:
        written += ' b="1"'
    inner = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else ""
    inner += link
    return f"<a:rPr{written}>{inner}</a:rPr>" if inner else f"<a:rPr{written}/>"


@lru_cache(maxsize=64)
def _drawn(look: Look) -> str:
    """Return the geometry, ground and outline of a shape."""
    depth = '<a:gd name="adj" fmla="val 40000"/>' if look.geometry == ARROW else ""
    written = f'<a:prstGeom prst="{look.geometry}"><a:avLst>{depth}</a:avLst></a:prstGeom>'
    if look.hatched:
        written += (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:schemeClr val="{INK}"/></a:fgClr>'
            f'<a:bgClr><a:schemeClr val="{PAPER}"/></a:bgClr></a:pattFill>'
        )
    elif look.fill:
        written += f'<a:solidFill><a:schemeClr val="{look.fill}"/></a:solidFill>'
    else:
        written += "<a:noFill/>"
    if not look.line:
        return f"{written}<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if look.dashed else ""
    return (
        f'{written}<a:ln w="{round(OUTLINE * 12700)}"><a:solidFill><a:schemeClr val="{look.line}"/>'
        f"</a:solidFill>{dash}<a:round/></a:ln>"
    )


CALL = Look(fill=ACCENT, line=INK)  # what can be called
OTHER = Look(fill=PAPER, line=INK)
TO_TYPE_IN = Look(fill=SOFT, line=INK, dashed=True)
TIP = Look(geometry=ARROW, fill=INK)
ALARM = Look(geometry=ARROW, fill=INK)
