"""A file that a person wrote stays as it is when the program changes one thing in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.sources.editing.changes import (
    CannotEdit,
    clear,
    rearrange,
    set_value,
    set_values,
)
from wegwijs.sources.editing.edition import facts_of, set_logo
from wegwijs.sources.editing.lines import Lines
from wegwijs.sources.editing.scalars import Unwritable
from wegwijs.sources.editing.tree import Node, Tree
from wegwijs.sources.importers.edition_text import empty
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import Place, Value, as_read, faults, parse, parse_leniently

TODAY = date(2026, 11, 27)
HAND = """\
# yaml-language-server: $schema=../schema.json
# Van ons, 2026. 'Niet' "weggooien": {zie} [map]

edition:
  id:   lindewaard      # de naam van dit bestand
  kind: municipality
  name: 's-Gravenmoer'
  # Zo staat het achterop.
  publisher:   "Gemeente \\"Lindewaard\\": afdeling
    veiligheid"   # twee regels
  title: >-           # de voorkant
     Wie kunt u
     bellen?

  version: 3\t# met een tab
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [ nl, en ,   # Engels voor de haven
     ar ]
  products:
  - leaflet      # vouwen
  # alleen voor trainers
  - handout

  accent: '#BFDCC4'
  logo: {file: logo.png , alt: Wapen}   # van de drukker
  contacts:
    # Het algemene nummer.
    - role: gemeente   # balie
      phone: 14 030
      web:
      # sinds maart
      source: site
        van ons
      checked: 2026-11-23
      #email: later@lindewaard.example

    # Los van alles.

    # De wijkagent.
    -
      # eerst de rol
      role: wijkagent
      label: Wijkagent, via de politie
      hours:
        days: workdays      # niet in het weekend
        times: 09:00-17:00
      phone: 0900-8844
      checked: 2026-11-23
    - {role: jongerenwerk, label: "Jong", email: a@b.nl, checked: 2026-11-23}  # kort
    # Er passen er drie op de folder.
  # Naar keuze
  #audience: [school]
# einde
""".replace("'s-Gravenmoer'", '"\'s-Gravenmoer"')
FLOW = "edition: {id: x, languages: [nl, ar], logo: {file: a.png, alt: A},\n  contacts: [{role: a, phone: 14 030}, # een\n    {role: b}]} # eind"  # fmt: skip
SHIPPED_ONES = [path.read_text("utf-8") for path in sorted(SHIPPED.glob("editions/*.yaml"))]
NEW_ONES = [empty(kind, "x", "Proef", TODAY, tuple(PRODUCTS)) for kind in KINDS.values()]
TEXTS = [
    HAND,
    HAND.replace("\n", "\r\n"),
    "\ufeff" + HAND.rstrip("\n"),
    HAND.replace("\n  - ", "\n    - "),
    "---\n" + HAND + "...\n# onder de streep\n",
    FLOW,
    *SHIPPED_ONES,
    *NEW_ONES,
]
CONTACTS: Place = ("edition", "contacts")


def data(text: str) -> Any:
    return parse_leniently(text, "x")[0].data


def set_field(text: str, field: str, value: Value) -> str:
    return set_value(text, ("edition", field), value)


def change_contact(text: str, index: int, fields: dict[str, Value]) -> str:
    return set_values(text, {(*CONTACTS, index, field): value for field, value in fields.items()})


def contacts(text: str) -> list[Any]:
    found: list[Any] = data(text)["edition"].get("contacts", [])
    return found


def comments(text: str) -> Counter[str]:
    return Counter(text[start:end] for start, end in Tree(text).comments)


def rows(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def differing(old: str, new: str) -> tuple[list[str], list[str], int]:
    """The lines that differ, before and after, and how many are the same above them."""
    a, b = rows(old), rows(new)
    above = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    a, b = a[above:], b[above:]
    below = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a[::-1], b[::-1], strict=False)))  # fmt: skip
    return a[: len(a) - below], b[: len(b) - below], above


def lines_of(text: str, place: Place) -> tuple[int, int]:
    """Where a value begins, and where the next one does, as the reader counts lines from 0."""
    lines = parse_leniently(text, "x")[0].lines
    own = [line - 1 for other, line in lines.items() if other[: len(place)] == place]
    later = [line - 1 for other, line in lines.items() if other[: len(place)] != place]
    behind = min((line for line in later if line > own[0]), default=len(rows(text)))
    return min(own), max(behind, max(own) + 1)


def at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def places(value: Any, place: Place = ()) -> list[Place]:
    """Every place in the data."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    return [found for step, one in steps for found in [(*place, step), *places(one, (*place, step))]]  # fmt: skip


# --- what a person sees ------------------------------------------------------------------------


def changed(old: str, new: str) -> list[tuple[str, ...]]:
    gone, come, _ = differing(old, new)
    return [tuple(line.strip() for line in gone), tuple(line.strip() for line in come)]


def test_a_number_is_changed_on_its_line_and_nowhere_else() -> None:
    new = change_contact(HAND, 0, {"phone": "030-286 10 00"})
    assert changed(HAND, new) == [("phone: 14 030",), ("phone: 030-286 10 00",)]


def test_what_stands_behind_a_value_stays_behind_it() -> None:
    new = set_field(HAND, "version", "4")
    assert changed(HAND, new) == [("version: 3\t# met een tab",), ("version: 4\t# met een tab",)]


def test_a_text_of_several_lines_becomes_one_line_with_its_comment() -> None:
    new = set_field(HAND, "title", "Hulp: 112 #1")
    assert changed(HAND, new) == [
        ("title: >-           # de voorkant", "Wie kunt u", "bellen?"),
        ("title: 'Hulp: 112 #1'           # de voorkant",),
    ]


def test_a_new_field_stands_where_the_model_has_it() -> None:
    new = set_field(HAND, "contact", "a@lindewaard.example")
    assert changed(HAND, new) == [(), ("contact: a@lindewaard.example",)]
    assert list(data(new)["edition"])[3:5] == ["publisher", "contact"]


def test_a_new_field_stands_below_the_comment_that_explains_it() -> None:
    text = NEW_ONES[list(KINDS).index("municipality")]
    new = set_field(set_field(text, "contact", "a@b.nl"), "accent", "#BFDCC4")
    for field, value in (("contact", "a@b.nl"), ("accent", "'#BFDCC4'")):
        below = new.splitlines()[next(i for i, line in enumerate(new.splitlines()) if f"#{field}:" in line) + 1]  # fmt: skip
        assert below == f"  {field}: {value}"


def test_a_field_without_value_is_filled_in_before_its_explanation() -> None:
    text = NEW_ONES[list(KINDS).index("school")]
    new = change_contact(text, 0, {"phone": "030", "source": "'t Hek", "checked": "2026-11-27"})
    lines = [line.split("#")[0].strip() for line in new.splitlines()]
    assert {"phone: '030'", 'source: "\'t Hek"', "checked: 2026-11-27"} <= set(lines)
    assert comments(new) == comments(text)


def test_a_contact_takes_its_comments_along_when_it_moves() -> None:
    first, second, third = contacts(HAND)
    new = set_value(HAND, CONTACTS, [second, first, third])
    body = new[new.index("contacts:") : new.index("- {role")]
    assert body.index("# De wijkagent.") < body.index("role: wijkagent") < body.index("# niet in het weekend") < body.index("# Los van alles.") < body.index("# Het algemene nummer.") < body.index("# balie") < body.index("#email: later")  # fmt: skip
    assert Counter(rows(new)) == Counter(rows(HAND))
    assert set_value(new, CONTACTS, [first, second, third]) == HAND


def test_of_a_contact_that_is_removed_the_comments_stay() -> None:
    first, _, third = contacts(HAND)
    new = set_value(HAND, CONTACTS, [first, third])
    assert "wijkagent:" not in new
    assert [one["role"] for one in data(new)["edition"]["contacts"]] == ["gemeente", "jongerenwerk"]
    assert comments(new) == comments(HAND)


def test_without_its_last_contact_an_edition_has_no_contacts() -> None:
    text = HAND
    for _ in range(3):
        text = set_value(text, CONTACTS, contacts(text)[1:])
    assert "contacts" not in data(text)["edition"]
    assert comments(text) == comments(HAND)
    back = set_value(
        text, CONTACTS, [{"role": "gemeente", "phone": "14 030", "checked": "2026-11-27"}]
    )
    assert data(back)["edition"]["contacts"] == [
        {"role": "gemeente", "phone": "14 030", "checked": "2026-11-27"}
    ]
    assert "  contacts:\n    - role: gemeente\n      phone: 14 030\n      checked: 2026-11-27\n" in back  # fmt: skip


def test_a_new_contact_is_written_as_people_write_it() -> None:
    hours = {"days": "workdays", "times": "09:00-17:00"}
    more = {"role": "x", "label": "X, y", "hours": hours, "checked": "2026-11-27"}
    new = set_value(HAND, CONTACTS, [*contacts(HAND), more])
    assert changed(HAND, new) == [
        (),
        ("- role: x", "label: X, y", "hours: {days: workdays, times: 09:00-17:00}", "checked: 2026-11-27"),
    ]  # fmt: skip


def test_languages_change_between_their_brackets() -> None:
    new = set_field(HAND, "languages", ["ar", "nl", "pl", "tr"])
    assert changed(HAND, new) == [
        ("languages: [ nl, en ,   # Engels voor de haven", "ar ]"),
        ("languages: [ ar, nl ,   # Engels voor de haven", "pl, tr ]"),
    ]
    shorter = set_field(HAND, "languages", ["nl"])
    assert data(shorter)["edition"]["languages"] == ["nl"]
    assert comments(shorter) == comments(HAND)


def test_products_in_a_list_take_their_comments_along() -> None:
    new = set_field(HAND, "products", ["handout", "pocket-card", "leaflet"])
    assert (
        "  # alleen voor trainers\n  - handout\n  - pocket-card\n  - leaflet      # vouwen\n" in new
    )


def test_a_choice_that_was_no_list_becomes_one() -> None:
    text = HAND.replace("kind: municipality", "kind: municipality\n  audience: school, familie")
    new = set_field(text, "audience", ["school", "familie"])
    assert "  audience: [school, familie]\n" in new


def test_a_logo_is_set_changed_and_taken_away() -> None:
    new = set_logo(HAND, "nieuw, groot.svg", "Wapen")
    assert "logo: {file: 'nieuw, groot.svg' , alt: Wapen}   # van de drukker" in new
    gone = set_logo(new, None)
    assert "logo" not in data(gone)["edition"]
    assert comments(gone) == comments(HAND)


def test_a_workshop_is_written_in_lines() -> None:
    new = set_field(
        HAND, "workshop", {"date": "10 december 2026", "place": "de Bibliotheek: zaal 2"}
    )
    assert "  workshop:\n    date: 10 december 2026\n    place: 'de Bibliotheek: zaal 2'\n" in new
    assert (
        "workshop"
        not in data(
            clear(clear(new, ("edition", "workshop", "date")), ("edition", "workshop", "place"))
        )["edition"]
    )


def test_the_facts_of_an_organisation_of_ones_own_are_found_to_be_dated() -> None:
    text = "organisations:\n  - id: lse\n    phone: {number: 088 20 80 080, source: belronde, checked: 2025-11-27} # gebeld\n    what:\n      text: Advies.\n      source: belronde\n      checked: 2025-11-27\n"  # fmt: skip
    facts = facts_of(text, "lse")
    assert facts == [("organisations", 0, "phone"), ("organisations", 0, "what")]
    dated = set_values(text, {(*place, "checked"): "2026-11-27" for place in facts})
    assert dated == text.replace("2025-11-27", "2026-11-27")


def test_what_a_comment_would_cut_off_is_quoted() -> None:
    text = HAND.replace("kind: municipality", "kind: municipality #soort")
    assert "kind: 'school' #soort" in set_field(text, "kind", "school")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("edition: 'x'\n", "x:1: edition.contacts: dit is zo geschreven"),
        ("- a\n- b\n", "x:1: edition: dit is zo geschreven"),
        ("edition:\n  ? id\n  : x\n  ? contacts\n  :\n    ? a\n    : b\n", "dit is zo geschreven"),
    ],
)
def test_what_cannot_be_changed_line_by_line_is_told_with_its_place(text: str, says: str) -> None:
    with pytest.raises(CannotEdit) as raised:
        set_value(text, CONTACTS, [{"role": "a"}], "x")
    assert says in str(raised.value)
    assert "Schrijf het veld op een eigen regel" in str(raised.value)


# --- whatever is typed, whatever is done -------------------------------------------------------

_ANY = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("aé ':\"#-,[]{}?&*!|>%@`0_~\t\n\r\u200f\u202e\u0085\u2028\ufeff\x00\ud800é"), max_size=12),
    st.sampled_from(["030", "0o14", "1_000", "yes", "~", "null", "2026-11-27", "- a", "a: b", "a #b", "'", '"', "", "é", "=", "<<", "---", "...", "#", "VUL IN", "12:30", "1e3", "\U0001f469"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_ANY, st.sampled_from([(*CONTACTS, 0, "label"), ("edition", "publisher"), ("edition", "logo", "alt"), ("edition", "title")]), st.sampled_from([HAND, HAND.replace("\n", "\r\n"), FLOW]))  # fmt: skip
def test_whatever_a_visitor_types_is_read_back_as_typed_or_refused_with_words(
    typed: str, place: Place, text: str
) -> None:
    good = as_read(typed) == typed and not list(faults(typed))
    if not good:
        with pytest.raises(Unwritable) as raised:
            set_value(text, place, typed, "x")
        assert len(str(raised.value)) > 20
        return
    new = set_value(text, place, typed, "x")
    assert at(data(new), place) == typed
    assert comments(new) == comments(text)
    parse(new, "x")
    assert set_value(new, place, typed) == new


_WORDS = st.text(st.sampled_from("abé :#'\"-,{}[]!0"), min_size=1, max_size=10).map(as_read).filter(bool)  # fmt: skip
_CONTACT = st.fixed_dictionaries({"role": _WORDS, "checked": st.just("2026-11-27")}, optional={"label": _WORDS, "hours": st.just({"days": "daily", "times": "09:00-17:00"})})  # fmt: skip
_NOTE = st.tuples(st.integers(0, 60), st.sampled_from(["# los", "    # diep", "        # dieper - a: b", "", "   ", "  #accent: x"]))  # fmt: skip


def pruned(goal: Any, place: Place) -> Place:
    """Take a place away, and what becomes empty by that."""
    while len(place) > 1 and len(at(goal, place[:-1])) == 1:
        place = place[:-1]
    del at(goal, place[:-1])[place[-1]]
    return place


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(_NOTE, max_size=4), st.data())
def test_random_edits_change_what_is_meant_and_nothing_else(
    text: str, notes: list[tuple[int, str]], draw: st.DataObject
) -> None:
    former = data(text)
    for where, note in notes:  # a person adds comments and empty lines
        lines = rows(text)
        end = "\r\n" if "\r\n" in text else "\n"
        lines.insert(min(where, len(lines)), note + end)
        added = "".join(lines)
        try:
            text = added if parse_leniently(added, "x")[0].data == former else text
        except InvalidSources:
            continue
    for _ in range(draw.draw(st.integers(1, 4))):
        text = one_edit(text, draw)


def one_edit(text: str, draw: st.DataObject) -> str:
    """One change at random, with all that must be so afterwards."""
    goal = data(text)
    kind = draw.draw(st.sampled_from(sorted(EDITS)))
    done = EDITS[kind](text, goal, draw.draw)
    if done is None:
        return text
    new, place = done
    gone, _, above = differing(text, new)
    first, behind = lines_of(text, place)
    if gone and not Tree(text).nodes[place[:-1]].flow:  # brackets and commas share lines
        assert first <= above
        assert above + len(gone) <= behind
    if kind in {"add", "insert"}:  # the last line of a file may get an end, or brackets more
        assert len(gone) <= 1 or Tree(text).nodes[place].flow
    if kind == "move" and not Tree(text).nodes[place].flow:
        ended = [Counter(line.rstrip("\r\n") for line in rows(one)) for one in (text, new)]
        assert ended[0] == ended[1]
    assert data(new) == goal
    assert not comments(text) - comments(new)
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.count("\n") == new.count("\r\n") or "\r\n" not in new
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    return new


Draw = Callable[[st.SearchStrategy[Any]], Any]
Done = tuple[str, Place] | None  # the new text, and the place that it may have touched


def setting(text: str, goal: Any, draw: Draw) -> Done:
    known = [one for one in places(goal) if len(one) > 1 and isinstance(at(goal, one), str)]
    place, value = draw(st.sampled_from(known)), draw(_WORDS)
    at(goal, place[:-1])[place[-1]] = value
    return set_value(text, place, value, "x"), place


def clearing(text: str, goal: Any, draw: Draw) -> Done:
    place = draw(st.sampled_from([place for place in places(goal) if len(place) > 1]))
    new = clear(text, place, "x")
    place = pruned(goal, place)
    # Without its first field a contact begins with the next one.
    return new, place[:-1] if {int} & {type(step) for step in place[-2:]} else place


def adding(text: str, goal: Any, draw: Draw) -> Done:
    field = draw(st.sampled_from(["contact", "accent", "workshop", "audience", "title"]))
    value = {"workshop": {"place": "a: b"}, "audience": ["a", "b"]}.get(field, "x #y")
    if field in goal["edition"]:
        return None
    goal["edition"][field] = value
    return set_value(text, ("edition", field), value, "x"), ("edition",)


def inserting(text: str, goal: Any, draw: Draw) -> Done:
    contact, now = draw(_CONTACT), goal["edition"].get("contacts") or []
    index = draw(st.integers(0, len(now)))
    goal["edition"]["contacts"] = [*now[:index], contact, *now[index:]]
    plan = [*range(index), contact, *range(index, len(now))]
    return rearrange(text, CONTACTS, plan, "x"), CONTACTS if now else ("edition",)


def a_list(goal: Any, draw: Draw) -> Place | None:
    lists = [place for place in places(goal) if isinstance(at(goal, place), list)]
    return draw(st.sampled_from([place for place in lists if at(goal, place)])) if lists else None


def moving(text: str, goal: Any, draw: Draw) -> Done:
    if (place := a_list(goal, draw)) is None:
        return None
    now = at(goal, place)
    index, to = (draw(st.integers(0, len(now) - 1)) for _ in "ab")
    plan = list(range(len(now)))
    for moved in (now, plan):
        moved.insert(to, moved.pop(index))
    return rearrange(text, place, plan, "x"), place


def choosing(text: str, goal: Any, draw: Draw) -> Done:
    if (place := a_list(goal, draw)) is None:
        return None
    now = at(goal, place)
    plan = draw(st.permutations(range(len(now))))[: draw(st.integers(1, len(now)))]
    at(goal, place[:-1])[place[-1]] = [*(now[index] for index in plan), "n: 1"]
    return rearrange(text, place, [*plan, "n: 1"], "x"), place


EDITS: dict[str, Callable[[str, Any, Draw], Done]] = {
    "set": setting,
    "clear": clearing,
    "add": adding,
    "insert": inserting,
    "move": moving,
    "choose": choosing,
}


def with_the_rest_of_the_line(lines: Lines, node: Node, new: str) -> tuple[int, int, str]:
    return node.start, lines.tree.line_end(node.end), f"{new}\n"


@pytest.mark.parametrize(
    "replaced", [lambda *_: (0, 0, "# meer\n"), lambda *_: (0, 0, "{"), with_the_rest_of_the_line]
)
def test_a_change_that_would_say_or_lose_something_else_is_refused(
    replaced: Callable[..., tuple[int, int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lines, "replaced", replaced)
    with pytest.raises(CannotEdit, match="verander het zelf in het bestand"):
        set_values(HAND, {("edition", "id"): "y"})
