"""The leaflet: cover, flap, three panels inside, back."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.close_by import CloseBy
from wegwijs.proof.expectations.organisations import Headed, Listed
from wegwijs.proof.expectations.paper import BLEED, EDGE, Air, Format, Panel
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.printing import STEPS, from_left, settings, width
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import name
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import measure
from wegwijs.proof.sayings import Saying, known
from wegwijs.sources.values import Url

FILE = "leaflet.pdf"
FOLD = 7.5  # mm; 8 by design: a letter may reach over the margin by its side bearing
INSIDE = ("inside 1", "inside 2", "inside 3")


WIDTH, HEIGHT = 297.0, 210.0
OUTSIDE, WITHIN = (97.0, 197.0), (100.0, 200.0)  # the folds of both pages, from the left
_LOWEST = 203.0


def _paper() -> Format:
    """A4 in a C-fold: the panel that folds in is narrower than the others."""
    sides = {
        1: zip(("flap", "back", "cover"), (0, *OUTSIDE), (*OUTSIDE, WIDTH), strict=True),
        2: zip(INSIDE, (0, *WITHIN), (*WITHIN, WIDTH), strict=True),
    }
    panels = tuple(
        Panel(
            id_,
            page,
            (left, 0, right, HEIGHT),
            (
                left + (FOLD if left else EDGE),
                EDGE,
                right - (FOLD if right < WIDTH else EDGE),
                _LOWEST,
            ),
        )
        for page, row in sides.items()
        for id_, left, right in row
    )
    order = ("cover", "flap", *INSIDE, "back")
    return Format(WIDTH, HEIGHT, panels, order, folds=(OUTSIDE, WITHIN), signpost="cover")


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the places: 112 on cover, flap and once inside; each organisation once, inside."""
    return (
        parts.alert(truth, 2),
        _cover(truth),
        _flap(truth),
        *(place for group in truth.groups for place in _group(group)),
        parts.calling(truth, panels=("back",), level=2),
        *_close_by(truth),
        parts.colophon(truth, "back"),
    )


def _cover(truth: Truth) -> Place:
    arms = truth.arms
    return Place(
        "de titel",
        starts(truth.title),
        must=(truth.publisher, truth.title, truth.lead),
        either=tuple(arm.ways for arm in arms),
        may=(truth.labels["kicker"],),
        panels=("cover",),
        level=1,
        items=tuple(way for arm in arms for way in arm.ways),
        logo=truth.picture,
        signs=tuple(Sign(arm.ways, arm.numerals) for arm in arms),
    )


def _flap(truth: Truth) -> Place:
    found = (
        words
        for situation in truth.situations
        for words in (situation.text, *(way for arm in situation.routes for way in arm.ways))
    )
    return Place(
        "de vragen",
        starts(truth.situations_heading),
        must=(truth.danger, Saying.of(truth.emergency), *found),
        may=truth.situations_lead,
        panels=("flap",),
        level=2,
        signs=tuple(Sign(arm.ways, arm.numerals) for one in truth.situations for arm in one.routes),
    )


def _group(group: Headed) -> Iterator[Place]:
    heading = group.heading
    yield Place(str(heading), starts(heading), may=group.lead, panels=INSIDE, level=2)
    for one in group.organisations:
        yield _organisation(one)


def _organisation(one: Listed) -> Place:
    """An organisation inside; of the edition's own only how it is reached.

    What the edition's contact adds stands here or on the back. What an organisation does may give
    way to the examples of when to call it.
    """
    must = (*known(one.sign, one.meaning, one.web), *(fact for _, fact in one.in_short(one.facts)))
    may = (*known(one.person), *(fact for _, fact in one.in_short(one.own_facts)))
    if not one.claim.is_of_the_edition:
        if one.examples:
            may += (one.what,)
        else:
            must += (one.what,)
        may += known(one.what_more)
        if not isinstance(one.claim.hero, Url):
            must += known(one.when, one.examples)
    return parts.organisation(one, one.title, must=must, may=may, panels=INSIDE, level=3)


def _close_by(truth: Truth) -> Iterator[Place]:
    """The heading on the back, and a place for each sign below it: a detail of one contact beside
    the label of another is as wrong as none.
    """
    heading = truth.close_by_heading
    yield Place(str(heading), starts(heading), panels=("back",), level=2)
    inside = {one.claim.own.role for one in truth.organisations if one.claim.own}
    for one in truth.close_by:
        yield _sign(one, str(heading), is_inside=one.role in inside)


def _sign(one: CloseBy, heading: str, *, is_inside: bool) -> Place:
    """What a contact is of and how to reach it. What more is known of it gives way where the back
    is full; what an organisation inside may say for it need not stand here.
    """
    details = tuple(one.short_details.values())
    loose = () if is_inside else details
    return Place(
        f"{one.who} op de achterkant",
        starts(one.label),
        must=known(one.label, *(way for _, way in one.ways[:1])),
        loose=loose,
        spare=loose,
        may=(Saying.of(":"),),
        shared=details if is_inside else (),
        role=one.role,
        panels=("back",),
        paragraph=True,
        within=heading,
        to_write_on=not one.is_filled,
    )


# --- on the print instructions ---


def leaflet_paper(truth: Truth) -> Format:
    """Return the paper of the leaflet, mirrored for a right-to-left language."""
    paper = _paper()
    return paper.mirrored() if truth.rtl else paper


def printing(truth: Truth, profile: str) -> Place:
    """Return the part of the print instructions about the leaflet."""
    every, notes, say = truth.pack.print_notes, truth.pack.print_notes.leaflet, truth.say
    paper = leaflet_paper(truth)
    flap = next(panel for panel in paper.panels if panel.id == "flap")
    if profile == "press":
        widths = "-".join(width(panel) for panel in from_left(paper, 1))
        values = {"panels": widths, "flap": width(flap), "bleed": measure(BLEED)}
        how: tuple[Saying, ...] = (say(notes.press, **values),)
    else:
        how = (*settings(say, every, paper, notes.paper), say(notes.first))
    inside_left = paper.width - flap.box[2]  # seen from the other side of the paper
    side = every.left if inside_left == 0 else every.right
    numerals = map(name, {*STEPS, *(str(one.numeral) for one in truth.organisations)})
    blank = not all(one.is_filled for one in truth.close_by)
    blank = blank or any(one.claim.is_blank for one in truth.organisations)
    return Place(
        "de folder",
        starts(say(notes.heading)),
        must=(
            Saying.of(FILE),
            *how,
            *_sides(truth, paper),
            say(notes.lay, side=side.text),
            say(notes.fold_flap),
            say(notes.fold_other),
            say(notes.closed),
            *([say(notes.fill_in)] if blank else []),
        ),
        may=(*(one for pair in headings(truth) for one in pair), *numerals),
        level=2,
    )


def _sides(truth: Truth, paper: Format) -> Iterator[Saying]:
    notes = truth.pack.print_notes.leaflet
    for page, title in ((1, notes.outside), (2, notes.inside)):
        yield truth.say(title)
        for panel in from_left(paper, page):
            yield panel_label(truth, paper, panel)


def panel_label(truth: Truth, paper: Format, panel: Panel) -> Saying:
    """Return the caption of a drawn panel: its name, if it has one, and its width."""
    notes = truth.pack.print_notes
    wide = truth.say(notes.width, width=width(panel))
    names = {"cover": notes.leaflet.cover, "back": notes.leaflet.back, "flap": notes.leaflet.flap}
    narrowest = min(from_left(paper, panel.page), key=lambda one: one.box[2] - one.box[0])
    called = names.get(panel.id) or (notes.leaflet.narrow if panel == narrowest else None)
    return truth.say(called) + wide if called else wide


def headings(truth: Truth) -> tuple[tuple[Saying, Saying], ...]:
    """Return the headings by which panels are identified, each with its Dutch."""
    guidance, edition = truth.pack.guidance, truth.pack.edition
    texts = [
        edition.title or guidance.title,
        guidance.situations_heading,
        guidance.calling.heading,
        *(group.heading for group in truth.pack.groups),
    ]
    return tuple((truth.say(text), truth.say(text.original)) for text in texts)


# A detail that gives way takes a whole line with it, and its sign what stood around that.
PRODUCT = Product("leaflet", {FILE: _paper()}, places, air=Air(2.5, 18), printing=printing)
