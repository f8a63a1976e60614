"""The stills for a screen and for a message: the question, the signs with their numbers, 112, and a
code that leads to the explanation. A pixel is a tenth of a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wegwijs.proof.expectations import parts, web
from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.paper import Format, Panel
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.poster import has_address
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.signpost import Arm
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Piece, Saying, known
from wegwijs.sources.values import QR_BYTES

PER_MM = 10  # pixels
OVERHANG = 0.7  # mm: of a large letter beside its margin
LEAST = 6.9  # pt
# pt of a number on a screen, by how many signs there are; a message is seen from nearby.
NUMBERS = {6: 18.0, 7: 15.0}
SMALLEST_NUMBER, NEARBY = 12.0, 0.62
# Up to so many letters of the title the lead has room, and of a domain that too.
TITLE, DOMAIN = 60, 20


@dataclass(frozen=True)
class Said:
    """A sign: for whom it is, its numbers or addresses, and the numerals beside each."""

    label: Saying
    ways: tuple[Saying, ...]
    signs: tuple[Sign, ...]
    brief: tuple[Saying, ...]


def _paper(width: float, height: float, safe: tuple[float, float], larger: float = 1.0) -> Format:
    x, y = safe[0] - OVERHANG, safe[1]
    panel = Panel("screen", 1, (0, 0, width, height), (x, y, width - x, height - y), post=True)
    return Format(
        width,
        height,
        (panel,),
        ("screen",),
        folds=((),),
        pages=1,
        bleeds=False,
        flips=None,
        smallest=LEAST,
        module=0.6,
        larger=larger,
    )


FORMATS = {
    "screen-1920x1080.png": _paper(192, 108, (9.6, 5.4)),
    "screen-1080x1920.png": _paper(108, 192, (7.2, 9.2)),
    "screen-1080x1080.png": _paper(108, 108, (5.4, 5.4), NEARBY),
}


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the title, a place for each arm of the signpost that leads to somebody who can be
    reached, and 112.
    """
    every = tuple(boards(truth))
    signs = sum(len(one.signs) for one in every)
    number = NUMBERS.get(max(6, signs), SMALLEST_NUMBER)
    return (
        _title(truth),
        *(_board(one, number) for one in every),
        parts.alert(truth, 1),
    )


def code_of(truth: Truth) -> str:
    """Return what the code says: the page in this language; empty where that is not published."""
    beside = web.beside_of(truth)
    if beside is None:
        return ""
    page = beside.languages.get(truth.language, beside.index)
    return next((one for one in (page, beside.index) if len(one.encode()) <= QR_BYTES), "")


def _title(truth: Truth) -> Place:
    has_room = len(str(truth.title)) <= TITLE
    must = (truth.title, *((truth.lead,) if has_room else ()))
    code, named = code_of(truth), truth.pack.edition.site
    if not code or named is None:
        return Place("de titel", starts(truth.title), must=must, may=(truth.lead,), level=1)
    says = truth.pack.labels.link_web.text.format(domain=named.display)
    beside = web.beside_of(truth)
    page = beside.languages.get(truth.language, beside.index) if beside else code
    domain = Saying((Piece(named.display, "nl", page, says),))
    is_short = len(named.display) <= DOMAIN
    return Place(
        "de titel",
        starts(truth.title),
        must=(*must, *((domain,) if is_short else ())),
        may=(truth.lead, domain, truth.labels["screen_scan"]),
        code=code,
        alt=truth.pack.labels.qr_alt.text.format(domain=named.display),
        level=1,
    )


def _board(one: Said, number: float) -> Place:
    return Place(
        f'het bord "{one.label}"',
        starts(one.label, *one.brief),
        must=one.ways,
        either=((one.label, *one.brief),),
        paragraph=True,
        times=len(one.signs),
        signs=one.signs,
        number=number,
    )


def boards(truth: Truth) -> Iterator[Said]:
    """Yield the signs in the order of the signpost. Whom an edition gives neither a number nor an
    address is left out: nobody fills in a screen with a pen.
    """
    by_numeral = {one.numeral: one for one in truth.organisations}
    for arm in truth.arms:
        if found := _said(arm, [by_numeral[one] for one in arm.numerals]):
            yield found


def _said(arm: Arm, led_to: Sequence[Listed]) -> Said | None:
    called = [one for one in led_to if one.phone]
    rest = [one for one in led_to if not one.phone and has_address(one)]
    signs = [Sign(known(one.phone), (one.numeral,)) for one in called]
    addresses = known(*(one.sign for one in rest))
    if rest:
        together = Saying(tuple(piece for one in addresses for piece in one.pieces))
        signs.append(Sign((together,), tuple(one.numeral for one in rest)))
    if not signs:
        return None
    label, *brief = arm.ways
    ways = (*known(*(one.phone for one in called)), *addresses)
    return Said(label, ways, tuple(signs), tuple(brief))


def description(truth: Truth) -> tuple[str, ...]:
    """Return the lines that tell a still to who cannot see it."""
    lines = [truth.title, truth.lead]
    told = [str(one) for one in lines]
    for one in boards(truth):
        for sign in one.signs:
            ways = [piece.text for words in sign.words for piece in words.pieces]
            told.append(f"{one.label}: {', '.join(ways)}")
    told += [str(truth.alert), str(truth.imprint[1])]
    marks = (str(truth.mark.word), str(truth.mark.dutch_word)) if truth.mark else ()
    return (*marks, *told)


PRODUCT = Product("screen", FORMATS, places, standard=False, dated=True)
