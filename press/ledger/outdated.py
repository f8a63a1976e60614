"""Stale documents that an order leaves out: made from data that changed since.

Nobody asked to make them now, so they are left, and named with the command that makes them anew.
Loads nothing heavy.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

from msgspec import Struct

from press.ledger.entry import Entry
from press.ledger.inputs import Inputs
from press.ledger.manifest import Manifest
from press.order import FILES, Document, Order


class Outdated(Struct, frozen=True):
    """A stale document; ``asked`` for by the edition itself, made in ``profile``."""

    document: Document
    asked: bool
    profile: str


def inputs_of(document: Document, assets: Iterable[str], inputs: Inputs) -> str:
    """Return the digest of the input files of a document, without its profile.

    ``assets`` are those of its edition.
    """
    return inputs.of_both(inputs.of_edition(document.edition, assets), document.language)


def left_out(
    order: Order, known: Manifest, wanted: Container[str]
) -> Iterator[tuple[Document, Entry]]:
    """Yield documents of the editions of an order that were made but are not ``wanted``."""
    editions = set(order.editions)
    for name, entry in known.documents.items():
        if name not in wanted and name.split("/", 1)[0] in editions:
            edition, language, product = name.split("/")
            yield Document(edition, language, product, FILES[product]), entry


def outdated(order: Order, known: Manifest, output: Path, wanted: Container[str]) -> list[Outdated]:
    """Return stale documents that the order leaves out, as far as their files exist."""
    return [
        Outdated(document, entry.asked, entry.profile)
        for document, entry in left_out(order, known, wanted)
        if (entry.stale or entry.pending)
        and any(os.path.exists(f"{output}/{path}") for path in entry.files)  # noqa: PTH110
    ]


def never_made(order: Order, known: Manifest) -> list[Outdated]:
    """Return documents that editions ask for in a language left out of the order, never made."""
    found = []
    for edition in order.editions if order.languages else ():
        if row := known.editions.get(edition):
            whole = Order((edition,), (), order.products)
            for document in whole.documents(edition, row.languages, row.products or FILES):
                if document.language not in order.languages and not known.entry(document):
                    found.append(Outdated(document, asked=True, profile="office"))
    return found


def remedies(found: Iterable[Outdated], *, every: bool) -> list[tuple[list[str], list[Document]]]:
    """Return the arguments of ``build`` that remake documents, and which of them each remakes."""
    groups: dict[tuple[str, ...], list[Document]] = {}
    alone: dict[tuple[str, str], dict[str, list[Document]]] = {}  # profile, edition; language
    for one in found:
        document = one.document
        if one.asked and one.profile == "office":
            groups.setdefault(("--language", "all"), []).append(document)
        else:
            languages = alone.setdefault((one.profile, document.edition), {})
            languages.setdefault(document.language, []).append(document)
    for (profile, _), languages in alone.items():
        alike = sorted(languages, key=lambda code: _products(languages[code]))
        for products, codes in groupby(alike, key=lambda code: _products(languages[code])):
            chosen = list(codes)
            options = [("--language", code) for code in chosen]
            options += [("--product", product) for product in products]
            options += [("--profile", profile)] if profile != "office" else []
            some = [document for code in chosen for document in languages[code]]
            groups.setdefault(tuple(chain(*options)), []).extend(some)
    said = []
    for words, documents in groups.items():
        editions = list(dict.fromkeys(document.edition for document in documents))
        whole = every and words == ("--language", "all")
        said.append(([*(["--all"] if whole else editions), *words], documents))
    return said


def _products(documents: Iterable[Document]) -> list[str]:
    return [document.product for document in documents]
