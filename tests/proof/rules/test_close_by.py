"""Contacts close by: each detail stands at its own contact, and alike details are not taken for
each other.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import in_part
from tests.proof.truths import pack_in, with_edition
from wegwijs.layouts.content.outline import Slot
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.place import Place
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.proof.rules.chapters import Block, Chapter, Link
from wegwijs.proof.rules.contacts import Contacts, misprints
from wegwijs.proof.words import key
from wegwijs.sources.model import LocalContact, Pack

SITE = "https://www.lindewaard.example"
LEAFLET, CARD, HANDOUT = "leaflet.pdf", "pocket-card.pdf", "handout.docx"
RENDERERS = {name: file.render for name, file in FILES_BY_NAME.items()}
Change = Callable[[tuple[Slot, ...]], tuple[Slot, ...]]


def contact(role: str, label: str, **known: object) -> LocalContact:
    return LocalContact(
        role=role, label=label, **({"web": SITE} | known), source="proef", checked="2026-11-21"
    )


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Three contacts that have the same website; the name at one begins as the next is called."""
    return with_edition(
        pack_in("nl"),
        contacts=(
            contact("wijkagent", "Team Oost", phone="0900-8844"),
            contact("school", "School", name="Jongerenwerk Oost", email="a@lindewaard.example"),
            contact("jongerenwerk", "Jongerenwerk", email="c@lindewaard.example"),
        ),
    )


@pytest.fixture
def judged(pack: Pack, theme: Theme, tmp_path: Path) -> Callable[..., list[Finding]]:
    """What proof says of a document whose contacts were changed while it was made."""

    def judged(file: str, change: Change = lambda slots: slots) -> list[Finding]:
        outline = build_outline(pack)
        slots = change(outline.local.slots)
        outline = replace(outline, local=replace(outline.local, slots=slots))
        path = tmp_path / file
        path.write_bytes(RENDERERS[file](outline, theme.for_outline(outline), Profile.OFFICE))
        name = f"{pack.edition.id}/nl/{file}"
        case = Case(name, name, path, Truth(pack), Profile.OFFICE.value, rules=False)
        return judge(case).findings

    return judged


@pytest.mark.parametrize("file", in_part([CARD, HANDOUT, LEAFLET], always=(CARD, HANDOUT)))
def test_a_name_may_have_a_year_in_it(file: str, theme: Theme, tmp_path: Path) -> None:
    school = contact("school", "Zorgcoördinator", phone="030 123 45 67")
    lyceum = with_edition(
        pack_in("nl"),
        kind="school",
        name="Lyceum 1830",
        publisher="Lyceum 1830",
        contacts=(school,),
    )
    outline = build_outline(lyceum)
    path = tmp_path / file
    path.write_bytes(RENDERERS[file](outline, theme.for_outline(outline), Profile.OFFICE))
    name = f"{lyceum.edition.id}/nl/{file}"
    case = Case(name, name, path, Truth(lyceum), Profile.OFFICE.value, rules=False)
    assert judge(case).findings == []


@pytest.mark.parametrize("file", in_part([CARD, LEAFLET]))
def test_contacts_may_share_a_website(file: str, judged: Callable[..., list[Finding]]) -> None:
    assert judged(file) == []


@pytest.mark.parametrize("lost", in_part([0, 1, 2]))
def test_a_website_that_another_contact_has_too_may_not_be_lost(
    lost: int, judged: Callable[..., list[Finding]]
) -> None:
    def without(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        one = slots[lost]
        return (*slots[:lost], replace(one, ways=one.ways[:1]), *slots[lost + 1 :])

    found = judged(LEAFLET, without)
    who = ("Team Oost", "School", "Jongerenwerk")[lost]
    assert [one.kind for one in found] == ["text"]
    assert found[0].what.startswith(f"Bij {who} op de achterkant ontbreekt deze tekst")
    assert found[0].what.endswith('"lindewaard.example".')


def test_a_website_stands_once_at_a_contact(pack: Pack) -> None:
    contacts = Contacts(Truth(pack))
    site = Truth(pack).close_by[0].details["web"]
    place = Place("School", frozenset(), loose=(site,), spare=(site,))
    (link,) = (Link(one.text, one.target or "", one.says or "") for one in site.pieces)
    blocks = [Block(link.text, key(link.text), links=(link,))]
    assert list(misprints([Chapter(place, blocks)], contacts)) == []
    (found,) = misprints([Chapter(place, blocks * 2)], contacts)
    assert found.what == "lindewaard.example staat 1 keer te veel bij School."
