"""Describe what changed since the previous run. Loads nothing heavy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Annotated, TypedDict

from msgspec import Meta, Struct

from wegwijs.layouts.products.registry import PRODUCTS

Facts = dict[str, list[str]]  # label and value, by the keys of ``press.ledger.facts``
Pair = Annotated[list[str], Meta(min_length=2, max_length=2)]  # language, product
Names = Mapping[str, str]  # Dutch names of languages, by code

WORDS = {id_: product.dutch for id_, product in PRODUCTS.items()}
NEW = "nieuwe editie"
REMOVED = "editie weggehaald"
SAME = "geen document is daardoor anders"
DONE = {
    "new": "{} voor het eerst gemaakt",
    "made": "{} opnieuw gemaakt",
    "removed": "{} weggehaald: niemand vraagt er meer om",
}
_THING = re.compile(r"(organisation|contact)/[^/]+")
CONCEPT = "concept"  # state of a translation that is not fully reviewed
# The beginnings of the keys of facts that only some products tell, by what these state.
_APART = {
    "checks": ("review/",),
    "published": ("site",),
    "exit": ("exit",),
    "stickers": ("stickers/",),
}
FEW = 6  # most names of editions in the summary of a build


class Change(Struct):
    """Documents of an edition with the same changes and the same outcome."""

    edition: str
    facts: list[str] = []
    new: list[Pair] = []
    made: list[Pair] = []
    removed: list[Pair] = []


class Row(TypedDict):
    """A ``Change`` for the manifest and for JSON."""

    edition: str
    facts: list[str]
    new: list[Pair]
    made: list[Pair]
    removed: list[Pair]


class Report(TypedDict):
    """The changes of the last run that changed anything; ``aside`` are the files it put aside."""

    day: str
    ended: bool
    rows: list[Row]
    aside: list[str]


def shown(facts: Facts, product: str) -> Facts:
    """Return the facts that a product shows, or that it is made from."""
    states = PRODUCTS[product].states
    others = tuple(key for apart, keys in _APART.items() if apart not in states for key in keys)
    return {key: fact for key, fact in facts.items() if not key.startswith(others)}


def differences(before: Facts, now: Facts) -> list[str]:
    """Return the differences between two sets of facts, one phrase for each
    organisation or contact.
    """
    once = before.keys() ^ now.keys()
    said = []
    for key in dict.fromkeys((*now, *before)):
        old, new = before.get(key), now.get(key)
        if key.rpartition("/")[0] in once:  # reported with its organisation or contact
            continue
        if key in once and _THING.fullmatch(key):
            said.append(_came(key, now) if new else _went(key, before))
        elif (old and old[1]) != (new and new[1]):
            said.append(_phrase(key, old, new))
    return said


def _came(thing: str, facts: Facts) -> str:
    values = ", ".join(value for key, (_, value) in facts.items() if key.startswith(f"{thing}/"))
    return " ".join(facts[thing]) + " toegevoegd" + (f" ({values})" if values else "")


def _went(thing: str, facts: Facts) -> str:
    return " ".join(facts[thing]) + " weggehaald"


def _phrase(key: str, old: list[str] | None, new: list[str] | None) -> str:
    if key == "program":
        return "het programma is vernieuwd"
    if key == "logo":
        return "logo weg" if not new else "logo vervangen" if old else "logo toegevoegd"
    if not old or not new:
        label, value = new or old or ("", "")
        return f"{label} toegevoegd: {value}" if new else f"{label} weggehaald (was {value})"
    label, value = new
    if key == "translation":
        return f"{label} is {value}" if value != CONCEPT else f"{label} is weer {CONCEPT}"
    if _THING.fullmatch(key):
        return f"{label} {old[1]} heet nu {value}"
    return f"{label} {old[1]} -> {value}"


def as_rows(changes: Iterable[Change]) -> list[Row]:
    """Return changes for the manifest and for JSON."""
    return [
        Row(edition=one.edition, facts=one.facts, new=one.new, made=one.made, removed=one.removed)
        for one in changes
    ]


def in_words(rows: Iterable[Row], languages: Names, *, short: bool = False) -> list[str]:
    """Describe changes, one line per group of editions; ``short`` does not name them all."""

    def same(row: Row) -> str:
        return repr((row["facts"], *(sorted(pairs) for pairs in _done(row).values())))

    lines = []
    for _, found in groupby(sorted(rows, key=same), key=same):
        group = list(found)
        names = sorted({str(row["edition"]) for row in group})
        who = listed_short(names) if short else listed(names)
        lines.append(f"{who}: {'. '.join(_sentences(group[0], languages))}.")
    return sorted(lines)


def kept_in_words(report: Report) -> list[str]:
    """Describe the files that were put aside, by their new names."""
    return [
        f"Bewaard onder een andere naam, want iemand had het veranderd: {path}"
        for path in report["aside"]
    ]


def _done(row: Row) -> dict[str, list[Pair]]:
    return {"new": row["new"], "made": row["made"], "removed": row["removed"]}


def _sentences(row: Row, languages: Names) -> Iterator[str]:
    facts = "; ".join(row["facts"])
    done = [
        DONE[key].format(documents(found, languages)) for key, found in _done(row).items() if found
    ]
    sentences = [*filter(None, [facts]), *(done or [SAME])]
    yield sentences[0]
    yield from (sentence[0].upper() + sentence[1:] for sentence in sentences[1:])


def documents(pairs: Iterable[Sequence[str]], names: Names) -> str:
    """Describe documents: which products, in which languages."""
    languages: dict[str, list[str]] = {}
    for language, product in pairs:
        languages.setdefault(language, []).append(product)
    groups: dict[tuple[str, ...], list[str]] = {}
    for language, products in sorted(languages.items(), key=lambda item: (item[0] != "nl", item)):
        key = tuple(product for product in WORDS if product in products)
        groups.setdefault(key, []).append(names.get(language, language))
    return "; ".join(
        f"{listed([WORDS[product] for product in products])} in het {listed(found)}"
        for products, found in groups.items()
    )


def is_draft(facts: Facts) -> bool:
    """Return whether a document with these facts is marked CONCEPT."""
    return facts.get("translation", ["", ""])[1] == CONCEPT


def listed(words: Sequence[str]) -> str:
    """Return ``a, b en c``."""
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def listed_short(names: Sequence[str]) -> str:
    """Return names of editions as ``listed`` does, or of many the number and the first ones."""
    if len(names) <= FEW:
        return listed(names)
    return f"{len(names)} edities ({', '.join(names[:3])} ...)"


def markdown(report: Report, languages: Names) -> str:
    """Return the report as an e-mail."""
    lines = [f"# Wat er veranderde op {report['day']}", ""]
    told = [*in_words(report["rows"], languages), *kept_in_words(report)]
    lines += [f"- {_escaped(line)}" for line in told]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Escape Markdown: names and numbers may contain any character."""
    text = re.sub(r"[\\`*\[\]<&~|]|(?<!\w)_|_(?!\w)", r"\\\g<0>", text)
    return re.sub(r"^(\d*)([-+#>.)=])", r"\1\\\2", text)
