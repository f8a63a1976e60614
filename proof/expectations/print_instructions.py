"""The sheet for who prints: in Dutch, with a part for each product and drawings of the leaflet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from proof.expectations import leaflet, pocket_card
from proof.expectations.paper import BLEED, EDGE, Format, Panel
from proof.expectations.place import Place, starts
from proof.expectations.product import Product
from proof.expectations.speech import name
from proof.expectations.truth import Truth
from proof.sayings import Piece, Saying
from sources.model import PrintNotes, PrintSetting, Text

FILE = "print-instructions.pdf"
_STEPS = "1234"  # beside the drawings of how to cut and fold
_PAPER = Format(
    210,
    297,
    (Panel("print", 1, (0, 0, 210, 297), (EDGE, EDGE, 210 - EDGE, 297 - EDGE)),),
    ("print",),
    folds=((),),
    pages=1,
    bleeds=False,
    flips=None,
    dutch=True,
)


def places(truth: Truth, profile: str) -> tuple[Place, ...]:
    """The head, and a part for each product that the edition makes."""
    notes = truth.pack.print_notes
    head = Place(
        "de kop",
        starts(truth.say(notes.title)),
        must=(_edition(truth), truth.last_day),
        may=(truth.say(notes.kicker), _languages(truth)),
        level=1,
    )
    parts: Mapping[str, Callable[[Truth, str], Place]] = {
        "leaflet": _leaflet,
        "pocket-card": _card,
        "handout": _handout,
    }
    return (head, *(part(truth, profile) for id_, part in parts.items() if truth.is_made(id_)))


def _edition(truth: Truth) -> Saying:
    """Whose, in which language, and of when."""
    edition = truth.pack.edition
    return truth.say(
        truth.pack.print_notes.edition,
        publisher=truth.publisher,
        language=truth.language_names[1],
        version=str(edition.version),
        date=edition.date,
    )


def _languages(truth: Truth) -> Saying:
    """The language in its own tongue, and in Dutch where that is another."""
    own, dutch = truth.language_names
    if truth.language == "nl":
        return own
    return Saying((*own.pieces, Piece(" \N{MIDDLE DOT} ", truth.language), *dutch.pieces))


def _settings(
    say: Callable[[Text], Saying], notes: PrintNotes, file: Format, paper: PrintSetting
) -> tuple[Saying, ...]:
    edge = {"short": notes.edges.short, "long": notes.edges.long}[file.flips or ""]
    return tuple(say(text) for one in (notes.scale, edge, paper) for text in (one.word, one.note))


def leaflet_paper(truth: Truth) -> Format:
    """The paper of the leaflet, as it lies in the language of the pack."""
    (paper,) = leaflet.PRODUCT.files.values()
    assert paper
    return paper.mirrored() if truth.rtl else paper


def _leaflet(truth: Truth, profile: str) -> Place:
    every, notes, say = truth.pack.print_notes, truth.pack.print_notes.leaflet, truth.say
    paper = leaflet_paper(truth)
    flap = next(panel for panel in paper.panels if panel.id == "flap")
    if profile == "press":
        widths = "-".join(width(panel) for panel in from_left(paper, 1))
        values = {"panels": widths, "flap": width(flap), "bleed": f"{BLEED:.0f}"}
        how: tuple[Saying, ...] = (say(notes.press, **values),)
    else:
        how = (*_settings(say, every, paper, notes.paper), say(notes.first))
    inside_left = paper.width - flap.box[2]  # seen from the other side of the paper
    side = every.left if inside_left == 0 else every.right
    numerals = map(name, {*_STEPS, *(str(one.numeral) for one in truth.organisations)})
    blank = not all(one.is_filled for one in truth.close_by)
    blank = blank or any(one.claim.is_blank for one in truth.organisations)
    return Place(
        "de folder",
        starts(say(notes.heading)),
        must=(
            Saying.of(leaflet.FILE),
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
    """What stands under a drawn panel: its name where it has one, and its width."""
    notes = truth.pack.print_notes
    wide = truth.say(notes.width, width=width(panel))
    names = {"cover": notes.leaflet.cover, "back": notes.leaflet.back, "flap": notes.leaflet.flap}
    narrowest = min(from_left(paper, panel.page), key=lambda one: one.box[2] - one.box[0])
    called = names.get(panel.id) or (notes.leaflet.narrow if panel == narrowest else None)
    return truth.say(called) + wide if called else wide


def headings(truth: Truth) -> tuple[tuple[Saying, Saying], ...]:
    """All that panels of the leaflet can be known by, each with its Dutch."""
    guidance, edition = truth.pack.guidance, truth.pack.edition
    texts = [
        edition.title or guidance.title,
        guidance.situations_heading,
        guidance.calling.heading,
        *(group.heading for group in truth.pack.groups),
    ]
    return tuple((truth.say(text), truth.say(text.original)) for text in texts)


def _card(truth: Truth, profile: str) -> Place:
    notes, say = truth.pack.print_notes.card, truth.say
    files = pocket_card.PRODUCT.files
    card, sheet = files[pocket_card.FILE], files[pocket_card.SHEET]
    assert card and sheet
    if profile == "press":
        values = {"width": card.width, "height": card.height, "bleed": BLEED}
        how = say(notes.press, **{key: f"{value:.0f}" for key, value in values.items()})
        must: tuple[Saying, ...] = (name(pocket_card.FILE), how)
    else:
        settings = _settings(say, truth.pack.print_notes, sheet, notes.paper)
        must = (name(pocket_card.SHEET), *settings, say(notes.first), say(notes.cut))
    return Place(
        "het kaartje",
        starts(say(notes.heading)),
        must=(*must, say(notes.fold), say(notes.closed)),
        may=tuple(map(name, _STEPS)),
        level=2,
    )


def _handout(truth: Truth, _profile: str) -> Place:
    notes = truth.pack.print_notes.handout
    must = (name("handout.docx"), truth.say(notes.text))
    return Place("de hand-out", starts(truth.say(notes.heading)), must=must, level=2)


def from_left(paper: Format, page: int) -> list[Panel]:
    """The panels of a page."""
    panels = [panel for panel in paper.panels if panel.page == page]
    return sorted(panels, key=lambda panel: panel.box[0])


def width(panel: Panel) -> str:
    """Its width in whole mm."""
    return f"{panel.box[2] - panel.box[0]:.0f}"


PRODUCT = Product("print-instructions", {FILE: _PAPER}, places, shows=leaflet.FILE)
