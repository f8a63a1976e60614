"""What changed since the run before, in words for who hands the packs out. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

WORDS = {"leaflet": "folder", "handout": "hand-out", "pocket-card": "zakkaartje"}
ORGANISATION, TRANSLATION = "organisatie ", "vertaling "
NEW = "nieuw"
REMOVED = "editie weggehaald"


@dataclass
class Change:
    """One edition: what it says otherwise, and what was made or removed."""

    edition: str
    facts: list[str] = field(default_factory=list)
    made: list[tuple[str, str]] = field(default_factory=list)  # language, product
    removed: list[tuple[str, str]] = field(default_factory=list)


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What is told otherwise, one phrase for each thing."""
    gone = [label.removeprefix(ORGANISATION) for label in before if _new(label, before, now)]
    come = [label.removeprefix(ORGANISATION) for label in now if _new(label, now, before)]
    said = [f"organisatie {name} toegevoegd" for name in come]
    said += [f"organisatie {name} weggehaald" for name in gone]
    for label in (*now, *(label for label in before if label not in now)):
        if label.startswith(ORGANISATION) or label.endswith(tuple(f" {n}" for n in gone + come)):
            continue
        old, new = before.get(label), now.get(label)
        if old != new:
            said.append(_phrase(label, old, new))
    return said


def _new(label: str, here: Mapping[str, str], there: Mapping[str, str]) -> bool:
    return label.startswith(ORGANISATION) and label not in there


def _phrase(label: str, old: str | None, new: str | None) -> str:
    if label == "logo":
        return (
            {True: "logo toegevoegd", False: "logo vervangen"}[old is None] if new else "logo weg"
        )
    if label.startswith(TRANSLATION) and new and old is not None:
        return f"{label} is {new}" if new != "concept" else f"{label} is weer concept"
    if old is None:
        return f"{label} toegevoegd: {new}"
    if new is None:
        return f"{label} weggehaald (was {old})"
    return f"{label} {old} -> {new}"


def as_rows(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """For the manifest and for machines."""
    return [
        {
            "edition": change.edition,
            "facts": change.facts,
            "made": [list(pair) for pair in change.made],
            "removed": [list(pair) for pair in change.removed],
        }
        for change in changes
    ]


def in_words(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """One line for all editions with the same change."""

    def same(row: Mapping[str, Any]) -> str:
        return repr((row["facts"], sorted(row["made"]), sorted(row["removed"])))

    lines = []
    for _, found in groupby(sorted(rows, key=same), key=same):
        group = sorted(found, key=lambda row: str(row["edition"]))
        line = f"{_names([str(row['edition']) for row in group])}: {'; '.join(_sentence(group[0]))}"
        lines.append(line if line.endswith(".") else line + ".")
    return sorted(lines)


def _names(names: list[str]) -> str:
    if len(names) > 6:
        return f"{len(names)} edities ({', '.join(names[:3])} ...)"
    return listed(names)


def _sentence(row: Mapping[str, Any]) -> Iterator[str]:
    said = list(row["facts"])
    if row["made"]:
        again = "" if row["facts"] == [NEW] else "opnieuw "
        made = f"{documents(row['made'])} {again}gemaakt."
        said = [". ".join(["; ".join(said), made[0].upper() + made[1:]])] if said else [made]
    if row["removed"]:
        said.append(f"{documents(row['removed'])} weggehaald: niemand vraagt er meer om")
    yield from said


def documents(pairs: Iterable[Sequence[str]]) -> str:
    """Documents in words: which products, in which languages."""
    languages: dict[str, list[str]] = {}
    for language, product in pairs:
        languages.setdefault(language, []).append(product)
    groups: dict[tuple[str, ...], list[str]] = {}
    for language, products in sorted(languages.items(), key=lambda item: (item[0] != "nl", item)):
        key = tuple(product for product in WORDS if product in products)
        groups.setdefault(key, []).append(language)
    return "; ".join(
        f"{listed([WORDS[product] for product in products])} in {listed(found)}"
        for products, found in groups.items()
    )


def listed(words: Sequence[str]) -> str:
    """``a, b en c``."""
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def markdown(report: Mapping[str, Any]) -> str:
    """The report as a mail."""
    lines = [f"# Wat er veranderde op {report['day']}", ""]
    return "\n".join(lines + [f"- {line}" for line in in_words(report["rows"])]) + "\n"
