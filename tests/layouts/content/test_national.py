"""What every edition says is built once; what an edition says itself is marked as its own."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from tests.layouts.content.test_own_organisation import HEAD, contact
from wegwijs.layouts.content import phrases
from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Words
from wegwijs.press.ledger.fingerprint import fingerprint
from wegwijs.press.reviewing import review
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

CHECKED = "checked: 2026-11-23"
HOURS = "hours: {days: workdays, times: 08:30-17:00}"
WIJK = contact("wijkagent", "label: Agent Jo", "phone: 0900-8844", CHECKED)
GEMEENTE = {
    name: HEAD.format(kind="municipality", name=name)
    + f"  contact: fout@{name.lower()}.example\n  title: Hulp in {name}\n  contacts:\n"
    + contact("gemeente", f"name: Balie {name}", f"phone: {phone}", HOURS, CHECKED)
    + WIJK.replace("Jo", f"Jo van {name}")
    for name, phone in (("Lindewaard", "030-286 00 01"), ("Elzenburg", "030-286 00 02"))
}
OWN_ORGANISATION = """\
organisations:
  - id: buurtlijn
    name: Buurtlijn
    group: hulp
    source: buurt
    checked: 2026-11-23
    audience: {text: Wie in de buurt woont, source: buurt, checked: 2026-11-23}
    what: {text: Luistert naar u., source: buurt, checked: 2026-11-23}
    when: {text: Bel als u twijfelt., source: buurt, checked: 2026-11-23}
    phone: {number: 030-286 00 09, source: buurt, checked: 2026-11-23}
    web: {address: "https://buurtlijn.example", source: buurt, checked: 2026-11-23}
sources:
  buurt: {title: Buurtlijn}
"""


def built(folder: Path, name: str, language: str = "nl") -> Outline:
    folders = (folder,) if (folder / "guidance.yaml").exists() else (SHIPPED, folder)
    return build_outline(in_language(load(name, *folders), language, folders, allow_drafts=True))


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions that differ in all that an edition may choose."""
    folder = tmp_path_factory.mktemp("mine")
    national = HEAD.format(kind="national", name="Ons Netwerk")
    texts = {
        **{name.lower(): text for name, text in GEMEENTE.items()},
        "school": HEAD.format(kind="school", name="De Linde")
        + "  contacts:\n"
        + contact("school", "email: zorg@delinde.example", CHECKED),
        "bare": national,
        "order": national + "  organisations: [lse, vertrouwensinspecteurs, politie]\n",
        "audience": national + "  audience: [familie, school]\n",
    }
    (folder / "editions").mkdir()
    for id_, text in texts.items():
        written = text.replace("id: x", f"id: {id_}")
        (folder / "editions" / f"{id_}.yaml").write_text(written, encoding="utf-8")
    return folder


def nodes(value: Any) -> Iterator[Any]:
    """All parts of an outline, and the parts of those."""
    if isinstance(value, Node | Words):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, Mapping):
        yield from nodes(tuple(value.values()))
    elif isinstance(value, Node | Outline):
        yield from nodes(structs.astuple(value))


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_what_two_editions_share_is_the_same_object_and_what_differs_is_their_own(
    mine: Path, language: str
) -> None:
    one, other = (built(mine, name, language) for name in ("lindewaard", "elzenburg"))
    known = {id(node) for node in nodes(one)}
    national = [node for node in nodes(other) if not node.own and isinstance(node, Words)]
    same = [node for node in national if id(node) in known]
    equal = set(nodes(one))
    assert len(same) > 150
    assert not [str(node) for node in national if node not in equal]
    for entry in other.entries:
        assert entry.own == (entry.id == "gemeente"), entry.id
        assert entry.own or id(entry) in known
    for situation in other.situations:
        numbers = [str(route.label) for route in situation.routes]
        assert situation.own == ("030-286" in " ".join(numbers).replace("\xa0", " "))
        assert situation.own or id(situation) in known
    assert other.labels is one.labels and other.calling is one.calling


def test_all_that_an_edition_typed_is_marked_as_its_own(mine: Path) -> None:
    outline = built(mine, "lindewaard", "en")
    runs = [run for words in nodes(outline) if isinstance(words, Words) for run in words.runs]

    def marks(part: str) -> set[bool]:
        return {run.own for run in runs if part in run.text.replace("\xa0", " ")}

    for part in ("Lindewaard", "286 00 01", "Jo van", "8:30", "fout@"):
        assert marks(part) == {True}, part
    assert marks("Police") == {False}
    assert marks("0900-8844") == {True, False}  # of its contact, and of the police of everybody
    version = next(words for words in outline.imprint if "Version" in str(words))
    assert [run.own for run in version.runs if run.text[0].isdigit()] == [True, True]


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Builds with a memory that knows nothing."""

    def build(*given: Any) -> Outline:
        phrases._national.cache_clear()
        return built(*given)

    return build


def test_an_edition_says_the_same_whatever_was_built_before_it(
    mine: Path, tmp_path: Path, anew: Any
) -> None:
    own, reviewed = tmp_path / "own", tmp_path / "reviewed"
    shutil.copytree(mine, own)
    (own / "organisations.yaml").write_text(OWN_ORGANISATION, encoding="utf-8")
    shutil.copytree(SHIPPED, reviewed, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(mine / "editions" / "bare.yaml", reviewed / "editions")
    review([reviewed], "pl", "Anna", date(2026, 11, 20), [])
    asked = [
        (mine, "bare", "nl"),
        (mine, "lindewaard", "nl"),
        (mine, "order", "nl"),
        (mine, "audience", "nl"),
        (mine, "school", "nl"),
        (own, "bare", "nl"),
        (mine, "bare", "pl"),
        (reviewed, "bare", "pl"),
        (mine, "school", "ar"),
        (own, "bare", "ar"),
    ]
    phrases._national.cache_clear()
    one_after_another = [built(*given) for given in asked]
    for given, outline in zip(asked, one_after_another, strict=True):
        assert outline == anew(*given), given
    said = [fingerprint(outline) for outline in one_after_another]
    assert len(set(said)) == len(said)
    both = [one_after_another[asked.index(given)] for given in asked[6:8]]
    assert [one.draft is None for one in both] == [False, True]


def test_what_is_shared_cannot_see_an_edition() -> None:
    pack = load("voorbeeld-gemeente", SHIPPED).pack
    words = Phrases(phrases.national(pack))
    with pytest.raises(AttributeError):
        words.once(_publisher)
    with pytest.raises(AssertionError, match="sees more than its arguments"):
        words.once(lambda known: known.words(pack.labels.kicker))
    with pytest.raises(AssertionError, match="says what is an edition's own"):
        words.once(_own)


def _publisher(known: Phrases) -> Words:
    return Words.dutch(known.pack.edition.publisher)


def _own(known: Phrases) -> Words:
    return Words.dutch(known.language, own=True)


def test_a_part_hashes_the_same_in_another_process_as_one_made_there(mine: Path) -> None:
    entry = built(mine, "bare").entries[0]
    hash(entry)
    assert entry.own is False
    there = pickle.loads(pickle.dumps(entry))
    assert not {"_hash", "own"} & set(vars(there))
    assert there == entry and hash(there) == hash(entry)
