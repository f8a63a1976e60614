"""All rules for a file of vCards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.contacts import Record, drafts, records
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.vcards import Property, read_vcards
from wegwijs.proof.rules.content_lines import FORMAT, misfolded, text_of
from wegwijs.proof.rules.rows import WORDS, Field, Row, Rows
from wegwijs.proof.texts import other
from wegwijs.sources.ways import EMAIL, PHONE, TEXT_PHONE, WAYS

CONCEPT = "concept"
_FIELDS = {
    "FN": Field("de naam", named=True),
    "TEL": Field("het telefoonnummer"),
    "EMAIL": Field("het e-mailadres"),
    "URL": Field("het webadres"),
    "ORG": Field("de organisatie", named=True),
    "NOTE": Field("de notitie", WORDS, translated=True),
    CONCEPT: Field("het merk CONCEPT", CONCEPT),
    "CATEGORIES": Field("de groep", WORDS),
    "REV": Field("de dag van nakijken", WORDS),
    "SOURCE": Field("de bron"),
    "UID": Field("het kenmerk", "identity"),
    "KIND": Field("de soort", FORMAT),
    "VERSION": Field("de versie van vCard", FORMAT),
    "PRODID": Field("de naam van het programma", FORMAT),
}
# The parameters of each property; none for the others.
_PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "TEL": {"VALUE": "uri", "TYPE": "work"},
    "EMAIL": {"TYPE": "work"},
    "URL": {"TYPE": "work"},
    "FN": {"LANGUAGE": "nl"},
    "ORG": {"LANGUAGE": "nl"},
}


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a file of vCards and note the findings."""
    truth = case.truth
    asked, marks = _asked(truth), drafts(truth)
    cards = read_vcards(text_of(data))
    found = [_row(card, truth.draft_word, marks) for card in cards]
    if asked.is_other(found):
        verdict.note(other())
        return
    verdict.attempt(
        [
            lambda: misfolded(data),
            lambda: asked.differences(found),
            lambda: _parameters(cards, truth),
            lambda: _directions(cards, truth),
        ]
    )


def _asked(truth: Truth) -> Rows:
    marks = drafts(truth)
    checked = str(truth.imprint[1])
    kicker, phone = str(truth.labels["kicker"]), str(truth.labels["table_phone"])
    rows = tuple(
        _card(one, marks, (kicker, one.heading), f"{phone}: {one.display(PHONE)}", checked)
        for one in records(truth)
    )
    return Rows(_FIELDS, "FN", rows)


def _card(
    one: Record, marks: Sequence[str], groups: Sequence[str], called: str, checked: str
) -> Row:
    """Return the properties of a card."""
    number = [called] if one.display(PHONE) else []
    said = (*number, *(told for *_, told in one.numbers), *one.named.values())
    note = (one.meaning, one.person, one.audience, *one.advice, *said, one.hours, *one.terms)
    newest = max(check.day for check in one.checked)
    others = [one.target(way) for way in WAYS.values() if way not in (PHONE, EMAIL, TEXT_PHONE)]
    return {
        "VERSION": ("4.0",),
        "PRODID": ("-//Wegwijs//contacts//NL",),
        "UID": (one.id,),
        "REV": (f"{newest:%Y%m%d}T000000Z",),
        "KIND": ("org",),
        "FN": (one.name,),
        "ORG": (one.name,),
        "TEL": tuple(link for link, _ in _called(one)),
        "EMAIL": _known(one.mail),
        "URL": _known(*others),
        "CATEGORIES": (*groups, *marks[-1:]),
        "NOTE": _known(*note, checked),
        CONCEPT: tuple(marks),
        "SOURCE": _known(*(source.url for source in one.sources)),
    }


def _called(one: Record) -> tuple[tuple[str, str], ...]:
    """Return the links of its numbers with the type of each: the phone, the text telephone, then
    those with a purpose, of which the first may be the phone again.
    """
    first = [(one.target(PHONE), "work"), (one.target(TEXT_PHONE), "textphone")]
    further = [(link, "work") for _, _, link, _ in one.numbers if link != one.target(PHONE)]
    return tuple(called for called in (*first, *further) if called[0])


def _known(*values: str) -> tuple[str, ...]:
    return tuple(filter(None, values))


def _row(card: Iterable[Property], word: str, marks: Sequence[str]) -> Row:
    """Return the values of a card, with the lines that mark a draft apart from the note."""
    row: dict[str, list[str]] = {}
    for one in card:
        row.setdefault(one.name, []).extend(one.values)
    lines = [line for text in row.pop("NOTE", []) for line in text.split("\n")]
    row[CONCEPT] = [line for line in lines if line in marks or line.startswith(word)]
    row["NOTE"] = [line for line in lines if line not in row[CONCEPT]]
    return row


def _parameters(cards: Sequence[Sequence[Property]], truth: Truth) -> Iterator[Finding]:
    """Yield properties of which a phone does not know what they are, or in which language."""
    known = {**_PARAMETERS, "NOTE": {"LANGUAGE": truth.language}}
    numbers = {one.id: _called(one) for one in records(truth)}
    for card in cards:
        values = {one.name: one.values[0] for one in card if one.values}
        name, called = values.get("FN", ""), list(numbers.get(values.get("UID", ""), ()))
        for one in card:
            asked = {key: (value,) for key, value in known.get(one.name, {}).items()}
            if one.name == "TEL":
                asked["TYPE"] = (_taken(called, one.values),)
            if dict(one.parameters) != asked:
                what = f"{name}: bij {one.name} staat niet hoe een telefoon dat leest."
                yield Finding(FORMAT, what, AGAIN, detail=str(dict(one.parameters))[:200])


def _taken(called: list[tuple[str, str]], links: Sequence[str]) -> str:
    """Take the number with this link from those of a card, and return its type. One number may be
    there twice, such as a phone that takes texts too.
    """
    for one in called:
        if one[0] in links:
            called.remove(one)
            return one[1]
    return "work"  # a link that does not belong here has a finding of its own


def _directions(cards: Sequence[Sequence[Property]], truth: Truth) -> Iterator[Finding]:
    """In a text from the right each number is isolated, or its groups change places."""
    said = str(truth.labels["table_phone"])
    numbers = [one.display(PHONE) for one in records(truth)] if truth.rtl else []
    turned = {f"{said}: {number}": number for number in numbers}
    notes = [text for card in cards for one in card if one.name == "NOTE" for text in one.values]
    for line in "\n".join(notes).split("\n"):
        if number := turned.get(line.replace("\N{POP DIRECTIONAL ISOLATE}", "")):
            what = f"{number} loopt in de notitie niet van links naar rechts."
            yield Finding("direction", what)
