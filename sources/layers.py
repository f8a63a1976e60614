"""Layering: the user's organisations override the shipped ones, field by field.

An organisation with a known id takes the user's fields, each as a whole: a fact without its source
and date would claim a check that nobody made. Its other fields stay. One with a new id is added,
under the heading that it names or under the guidance's default for additions.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from wegwijs.sources.consistency import Section
from wegwijs.sources.model import Group, Guidance, Organisation
from wegwijs.sources.problems import Problem
from wegwijs.sources.reader import ParsedFile, Place, Value
from wegwijs.sources.same import Same

SECTION = "organisations"
# The fields that an organisation's own ``source`` and ``checked`` cover.
NAMED = {"name", "abbreviation", "sign"}
PROVENANCE = {"source", "checked"}


def laid_over(own: ParsedFile, former: ParsedFile) -> tuple[ParsedFile, list[Problem]]:
    """Return a document with the organisations of both; each place knows its origin."""
    mine, theirs = _rows(own), _rows(former)
    if not isinstance(own.data, dict) or mine is None or theirs is None:
        return own, []
    both = _Both(own, former, list(theirs))
    for number, one in enumerate(mine):
        both.add(one, (SECTION, number))
    data = own.data | {SECTION: both.rows}
    return ParsedFile(own.file, data, own.lines, both.origins, former), both.problems


class _Both:
    """The organisations of two documents, merged."""

    def __init__(self, own: ParsedFile, former: ParsedFile, rows: list[Value]) -> None:
        self.own, self.former, self.rows = own, former, rows
        self.problems: list[Problem] = []
        self.origins: dict[Place, tuple[ParsedFile, Place]] = {
            (SECTION, index): (former, (SECTION, index)) for index in range(len(rows))
        }
        self._known = {id_: index for index, one in enumerate(rows) if (id_ := _id(one))}
        self._seen: set[str] = set()

    def add(self, one: Value, there: Place) -> None:
        """Add one of the user's organisations."""
        id_ = _id(one)
        told = ""
        if id_ in self._seen:
            told = f"{id_!r} staat er al. Zet alles van één organisatie bij elkaar"
        elif id_ and isinstance(one, dict):
            told = _mistyped(id_, one, self._known)
        if told:
            self.problems.append(self.own.problem((*there, "id"), told))
            return
        self._seen |= {id_} - {""}
        if id_ in self._known and isinstance(one, dict):
            self._replace(self._known[id_], one, there)
        else:
            self.rows.append(one)
            self.origins[SECTION, len(self.rows) - 1] = (self.own, there)

    def _replace(self, index: int, one: Mapping[str, Value], there: Place) -> None:
        """Override the fields of the organisation at an index."""
        row, place = self.rows[index], (SECTION, index)
        dropped = PROVENANCE if NAMED & one.keys() else set()
        fields = row.items() if isinstance(row, dict) else ()
        kept = {field: value for field, value in fields if field not in dropped}
        self.rows[index] = kept | dict(one)
        self.origins[place] = (self.own, there)
        self.origins |= {(*place, field): (self.former, (*place, field)) for field in kept}
        self.origins |= {(*place, field): (self.own, (*there, field)) for field in one}


def _rows(document: ParsedFile) -> list[Value] | None:
    rows = document.data.get(SECTION) if isinstance(document.data, dict) else None
    return rows if isinstance(rows, list) else None


def _id(one: Value) -> str:
    id_ = one.get("id") if isinstance(one, dict) else None
    return id_ if isinstance(id_, str) else ""


def _mistyped(id_: str, one: Mapping[str, Value], known: Mapping[str, int]) -> str:
    """Return what to say of a partial organisation under an unknown id."""
    if id_ in known or "name" in one:
        return ""
    close = difflib.get_close_matches(id_.lower(), known, n=1)
    advice = f"Bedoelt u {close[0]!r}?" if close else f"Bekend zijn: {', '.join(sorted(known))}"
    return f"organisatie {id_!r} is er niet. {advice} Een nieuwe heeft ook een 'name'"


def added(document: ParsedFile) -> frozenset[str]:
    """Return the ids of the organisations that are not in the lowest layer."""
    return frozenset(_ids(document)) - frozenset(_ids(document.lowest))


def _ids(document: ParsedFile) -> Iterator[str]:
    yield from filter(None, map(_id, _rows(document) or ()))


def placed(organisations: Section, guidance: Section) -> tuple[Guidance, list[Problem]]:
    """Return the guidance with each organisation under a heading, and those without one."""
    found, problems = _placed(
        Same(organisations.value, organisations.document, guidance.value, guidance.document)
    )
    return found, list(problems)


@lru_cache(maxsize=16)  # shared by hundreds of editions
def _placed(parts: Same) -> tuple[Guidance, tuple[Problem, ...]]:
    organisations, document, guidance, guided = parts.objects
    groups: dict[str, Group] = {group.id: group for group in guidance.groups}
    new, problems = added(document), []
    own_guidance = guided.folder != document.lowest.folder
    for index, one in enumerate(organisations):
        if one.only_for is not None:  # it goes into the first group
            continue
        has_one = any(one.id in group.organisations for group in groups.values())
        wanted = one.group or (guidance.added_to if one.id in new and not has_one else None)
        if wanted in groups:
            _move(one, wanted, groups)
        elif wanted or (one.id in new and not has_one):
            heads = ", ".join(f"{id_} ({group.heading.text})" for id_, group in groups.items())
            message = f"geef een 'group', de kop waar dit onder staat. Kies uit: {heads}"
            problems.append(document.problem((SECTION, index, "group"), message))
        elif not has_one and not own_guidance:  # the user's own guidance lists all it wants
            message = f"organisatie {one.id!r} staat in geen enkele groep"
            problems.append(guided.problem(("guidance", "groups"), message))
    if all(groups[group.id] is group for group in guidance.groups):
        return guidance, tuple(problems)
    return guidance.model_copy(update={"groups": tuple(groups.values())}), tuple(problems)


def _move(one: Organisation, wanted: str, groups: dict[str, Group]) -> None:
    for id_, group in groups.items():
        others = tuple(name for name in group.organisations if name != one.id)
        ids = (*others, one.id) if id_ == wanted else others
        if ids != group.organisations:
            groups[id_] = group.model_copy(update={"organisations": ids})
