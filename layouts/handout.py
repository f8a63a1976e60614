"""The Word handout for a workshop: who to call in one table, then the organisations one by one.

A trainer changes it in Word: it has real styles, real tables, and titled fields to fill in. The
look is spec 14; lengths are millimetres.
"""

from __future__ import annotations

import re
from functools import lru_cache

from layouts import qr
from layouts.outline import Entry, Outline
from layouts.theme import Theme
from layouts.word import Cell, Paragraph, Sheet, Story
from layouts.word_styles import INK, MEASURE, PAPER
from layouts.word_template import Look, Properties
from layouts.words import Words

OVERVIEW = (52.0, 46.7, 10.0, 61.3)  # for whom, who, numeral, phone and web
LOCAL = (50.0, 75.0, 45.0)  # who, name, phone
DETAILS = (63.0, 86.5, 20.5)  # name and number, explanation, QR code of version 4
NOTE_LINES, NOTE_HEIGHT = 12, 9.0
NBSP = "\N{NO-BREAK SPACE}"
BETWEEN_GROUPS = (1.0, INK)
BETWEEN_NUMERALS = (1.6, PAPER)


def render_handout(outline: Outline, theme: Theme | None = None) -> bytes:
    """The handout as a .docx file. The accent lies behind what can be called."""
    accent = theme.accent if theme else Theme().accent
    return _Handout(outline, "".join(f"{round(part * 255):02X}" for part in accent)).render()


@lru_cache(maxsize=1024)
def _qr_picture(address: str) -> tuple[bytes, float]:
    """A QR code as a picture, and its width with the quiet zone in mm."""
    code = qr.encode(address)
    return code.png(), (code.size + 2 * qr.QUIET_ZONE) * qr.MODULE


class _Handout:
    def __init__(self, outline: Outline, accent: str) -> None:
        self.outline = outline
        self.accent = accent
        self.rtl = outline.direction == "rtl"
        self.sheet = Sheet(
            Properties(
                title=str(outline.title),
                author=outline.publisher,
                date=outline.date,
                look=Look(
                    locale=outline.locales[outline.language],
                    rtl=self.rtl,
                    header=44.0 if outline.concept else 30.0,
                    accent=accent,
                    script_font=outline.fonts[0],
                ),
            )
        )
        self.starts_group = {group.entries[0].numeral for group in outline.groups[1:]}

    def render(self) -> bytes:
        self.running_lines()
        self.opening()
        self.overview()
        self.local()
        self.details()
        self.calling()
        self.notes()
        self.colophon()
        return self.sheet.save()

    def running_lines(self) -> None:
        """Header and footer."""
        header = self.sheet.header.paragraph("Header")
        self.write(header, self.outline.kicker, strong=True).text("\t")
        kind = "handout_workshop" if self.outline.kind == "workshop" else "handout_kind"
        self.write(header, self.label(kind))
        if concept := self.outline.concept:
            mark = self.sheet.header.paragraph("Concept")
            self.write(mark, concept.mark, strong=True).text(" \N{EN DASH} ")
            self.write(mark, concept.explained)
            mark = self.sheet.header.paragraph("Concept")
            self.write(mark, concept.dutch_mark, strong=True).text(
                " \N{EN DASH} ", locale="nl-NL", ltr=True
            )
            self.write(mark, concept.dutch_explained)
        version, checked, *sources = self.outline.imprint
        footer = self.sheet.footer.paragraph("Footer")
        self.write(footer, version + checked).text("\t")
        for piece in re.split(r"(\{page\}|\{pages\})", str(self.label("page"))):
            if piece == "{page}":
                footer.field("PAGE")
            elif piece == "{pages}":
                footer.field("NUMPAGES")
            elif piece:
                footer.text(piece)
        for source in sources:
            self.write(self.sheet.footer.paragraph("FooterMore"), source)

    def opening(self) -> None:
        """Title, the emergency number, and who gave the workshop when."""
        body, alert = self.sheet.body, self.outline.alert
        self.write(body.paragraph("Title"), self.outline.title)
        self.write(body.paragraph("Intro"), self.label("handout_lead"))
        emergency = self.write(body.paragraph("Alert"), alert.label)
        emergency.text(" ", style="AlertNumber")
        emergency.text(alert.number.display, style="AlertNumber", ltr=True)
        fields = body.paragraph("Fields")
        known = self.outline.workshop
        for tag, value in (
            ("date", known.date),
            ("place", known.place),
            ("trainer", known.trainer),
        ):
            if tag == "place" and not value:
                continue
            if tag == "trainer" and known.place:  # three are too much for a line
                fields = body.paragraph("Fields")
                if self.audience(fields):
                    fields.text("\t")
            elif tag != "date":
                fields.text("\t")
            label = self.label(f"handout_{tag}")
            self.write(fields, label.spaced(), strong=True)
            if value:
                fields.text(value, locale="nl-NL", ltr=True)
            else:
                fields.control(str(label), tag, str(self.label(f"fill_{tag}")))
        if self.outline.audience and not known.place:
            self.audience(body.paragraph("Fields"))

    def audience(self, fields: Paragraph) -> bool:
        """For whom the edition says that it is, if it does."""
        if self.outline.audience is None:
            return False
        self.write(fields, self.label("handout_audience").spaced(), strong=True)
        self.write(fields, self.outline.audience)
        return True

    def overview(self) -> None:
        """Every organisation in one row: for whom, who, numeral, phone and web."""
        heading = self.outline.situations_heading
        self.write(self.sheet.body.paragraph("Heading1"), heading)
        table = self.sheet.body.table("Overview", OVERVIEW, str(heading))
        names = ("audience", "organisation", "number", "contact")
        cells = table.row(*(Cell(inset=0 if n == "number" else None) for n in names), head=True)
        for cell, name in zip(cells, names, strict=True):
            self.write(
                cell.paragraph("TableHeadNumber" if name == "number" else "TableHead"),
                self.label(f"table_{name}"),
            )
        sentences = {
            numeral: situation.text
            for situation in reversed(self.outline.situations)  # the first one counts
            for route in situation.routes
            for numeral in route.numerals
        }
        for entry in self.outline.entries:
            rule = BETWEEN_GROUPS if entry.numeral in self.starts_group else None
            audience, title, numeral, contact = table.row(
                Cell(top=rule, centred=True),
                Cell(top=rule, centred=True),
                Cell(INK, BETWEEN_NUMERALS, BETWEEN_NUMERALS, inset=0, centred=True),
                Cell(self.accent if entry.phone else None, top=rule, centred=True),
            )
            self.write(audience.paragraph(), sentences.get(entry.numeral, entry.audience))
            self.write(title.paragraph(), entry.name)
            if entry.meaning:
                self.write(title.paragraph("Key"), entry.meaning)
            numeral.paragraph("TableNumber").text(str(entry.numeral), ltr=True)
            if entry.phone:
                self.write(contact.paragraph("TablePhone"), entry.links[entry.phone])
            elif entry.blank:
                self.phone_field(
                    contact.paragraph("TablePhoneBlank"), entry, "field_phone", "TablePhoneFilled"
                )
            if entry.url:
                self.write(contact.paragraph("Link"), entry.links[entry.url])
            if entry.blank and entry.email:
                self.write(contact.paragraph("Link"), entry.links[entry.email])

    def local(self) -> None:
        """Room for the contacts close by."""
        local = self.outline.local
        self.write(self.sheet.body.paragraph("Heading1"), local.heading)
        table = self.sheet.body.table("Overview", LOCAL, str(local.heading))
        cells = table.row(Cell(), Cell(), Cell(), head=True)
        for cell, name in zip(cells, ("who", "name", "phone"), strict=True):
            self.write(cell.paragraph("TableHead"), self.label(f"table_{name}"))
        for index, slot in enumerate(local.slots, start=1):
            who, person, phone = table.row(
                Cell(), Cell(), Cell(), keep_next=index < len(local.slots)
            )
            self.write(who.paragraph(), slot.label)
            if slot.name:
                self.write(person.paragraph(), slot.name)
            else:
                title = self.field_title("field_name", slot.label)
                hint = slot.name_hint.runs[0]
                person.paragraph().control(
                    title,
                    f"local-{index}-name",
                    str(slot.name_hint),
                    locale=self.outline.locales[hint.language],
                    ltr=hint.ltr,
                )
            for value in slot.values:
                self.write(phone.paragraph("Link"), value)
            if slot.hours:
                self.write(phone.paragraph("Key"), slot.hours)
            if not slot.is_filled:
                title = self.field_title("field_phone", slot.label)
                fill = str(self.label("fill_phone"))
                phone.paragraph().control(title, f"local-{index}-phone", fill)

    def details(self) -> None:
        """The organisations one by one, each with its sign."""
        heading = self.label("details_heading")
        self.write(self.sheet.body.paragraph("Heading1"), heading)
        table = self.sheet.body.table("Details", DETAILS, str(heading))
        cells = table.row(Cell(), Cell(), Cell(), head=True)
        for cell, name in zip(cells, ("organisation", "audience", "qr"), strict=True):
            self.write(cell.paragraph("TableHead"), self.label(f"details_{name}"))
        for entry in self.outline.entries:
            rule = BETWEEN_GROUPS if entry.numeral in self.starts_group else None
            contact, explanation, code = table.row(
                Cell(top=rule), Cell(top=rule), Cell(top=rule, inset=0)
            )
            self.contact(contact, entry)
            self.write(explanation.paragraph("Audience"), entry.audience)
            what = entry.what + entry.what_more if entry.what_more else entry.what
            for words in (what, entry.when, entry.examples, entry.when_not, entry.contact):
                if words:
                    self.write(explanation.paragraph("Explanation"), words)
            if not entry.code:
                code.paragraph()
                continue
            png, width = _qr_picture(entry.code)
            code.paragraph("QrCode").picture(png, width, f"QR {entry.numeral}", entry.qr_alt)

    def contact(self, cell: Story, entry: Entry) -> None:
        """Name, sign, addresses and short facts."""
        self.write(cell.paragraph("Heading2"), entry.title)
        if entry.meaning:
            self.write(cell.paragraph("Key"), entry.meaning)
        hero = entry.hero
        kind = "SignBlank" if hero is None else "Sign" if hero is entry.phone else "SignWeb"
        sign = cell.paragraph(kind)
        sign.text(f"\t{entry.numeral}\t", style="SignNumber", strong=True, ltr=True).text("\t")
        if hero:
            self.write(sign, entry.links[hero])
        else:
            self.phone_field(sign, entry, "field_phone_details", "SignFilled")
        if entry.url and hero is not entry.url:
            self.write(cell.paragraph("Link"), entry.links[entry.url])
        for key in entry.keys:
            self.write(cell.paragraph("Link" if key.icon == "mail" else "Key"), key.words)

    def calling(self) -> None:
        """What to do when calling, and what to do when you cannot."""
        self.write(self.sheet.body.paragraph("Heading1"), self.outline.calling_heading)
        for advice in self.outline.calling:
            self.write(self.sheet.body.paragraph("ListBullet"), advice)
        self.write(self.sheet.body.paragraph("Closing"), self.outline.alert.deaf)

    def notes(self) -> None:
        """Lines to write on, under a head that belongs to the table."""
        heading = self.label("notes")
        table = self.sheet.body.table("Lines", (MEASURE,), str(heading))
        (head,) = table.row(Cell(), head=True)
        self.write(head.paragraph("Heading1"), heading)
        for line in range(1, NOTE_LINES + 1):
            (cell,) = table.row(Cell(), height=NOTE_HEIGHT, keep_next=line < NOTE_LINES)
            cell.paragraph()

    def colophon(self) -> None:
        """Who made this, when, and from what."""
        about = (self.outline.about,) if self.outline.about else ()
        for words in (*self.outline.colophon, *about):
            self.write(self.sheet.body.paragraph("Colophon"), words)

    def label(self, name: str) -> Words:
        return self.outline.labels[name]

    def field_title(self, label: str, who: Words) -> str:
        return str(self.label(label)).format(who=who)

    def phone_field(self, paragraph: Paragraph, entry: Entry, label: str, style: str) -> None:
        tag = f"{label.replace('_', '-')}-{entry.numeral}"
        hint = str(self.label("fill_number"))
        paragraph.control(self.field_title(label, entry.name), tag, hint, style)

    def write(self, paragraph: Paragraph, words: Words, *, strong: bool = False) -> Paragraph:
        """Words with their bold parts, signs, languages and links."""
        for run in words.runs:
            paragraph.text(
                f"{NBSP}{run.text}{NBSP}" if run.sign and not self.rtl else run.text,
                style="Number" if run.sign else None,
                strong=strong or run.strong or run.sign,
                locale=self.outline.locales[run.language],
                ltr=run.ltr,
                target=run.target,
                tooltip=run.says or "",
            )
        return paragraph
