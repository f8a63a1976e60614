"""Stale documents that an order leaves out: their data changed since they were made.

The order did not ask for them, so they stay as they are, and are reported with the command that
remakes them. Loads nothing heavy.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import chain, groupby
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.products.contract import day_of
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.ledger.entry import Entry
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.order import FILES, ByFolder, Document, Order, document_in
from wegwijs.sources.too_old import is_too_old

WHOLE = ("--language", "all")  # the options for everything that an edition asks for


class Outdated(Struct, frozen=True):
    """A stale document; ``asked`` by the edition itself, made in ``profile``, with ``drafts``
    allowed.
    """

    document: Document
    asked: bool
    profile: str
    drafts: bool = False

    @classmethod
    def of(cls, document: Document, entry: Entry) -> Outdated:
        """Return a document as it was made."""
        return cls(document, entry.asked, entry.profile, entry.drafts)

    @property
    def options(self) -> tuple[str, ...]:
        """The options of ``build`` with which it was made."""
        profile = () if self.profile == "office" else ("--profile", self.profile)
        return (*profile, *(("--allow-drafts",) if self.drafts else ()))


def inputs_of(document: Document, assets: Iterable[str], inputs: Inputs) -> str:
    """Return the digest of the input files of a document, without its profile.

    ``assets`` are the picture files of its edition.
    """
    return inputs.of_both(inputs.of_edition(document.edition, assets), document.language)


def expired(entry: Entry, today: date) -> bool:
    """Return whether a file of a document says in its name that its facts were checked more than a
    year ago.
    """
    days = (day_of(file) for file in entry.files)
    return any(day and is_too_old(day, today) for day in days)


def left_out(
    order: Order, known: Manifest, wanted: ByFolder, gone: Container[Document] = ()
) -> Iterator[tuple[Document, Entry]]:
    """Yield existing documents of the ordered editions that are neither ``wanted`` nor ``gone``."""
    editions = set(order.editions)
    for folder, entries in known.documents.items():
        if folder.partition("/")[0] in editions:
            asked = wanted.get(folder, ())
            for product, entry in entries.items():
                if product not in asked and (document := document_in(folder, product)) not in gone:
                    yield document, entry


def outdated(order: Order, known: Manifest, output: Path, wanted: ByFolder) -> list[Outdated]:
    """Return stale documents that the order leaves out and whose files exist."""
    return [
        Outdated.of(document, entry)
        for document, entry in left_out(order, known, wanted)
        if (entry.stale or entry.pending)
        and any(os.path.exists(f"{output}/{document.folder}/{file}") for file in entry.files)  # noqa: PTH110
    ]


def never_made(
    order: Order, known: Manifest, profile: str, *, allow_drafts: bool
) -> list[Outdated]:
    """Return documents that editions request, in a language that the order leaves out, and that
    were never made. A product that only the order names is requested by no edition; of a language
    that was never made it is unknown whether it is a draft, which some products do not take.
    """
    found = []
    for edition in order.editions if order.languages else ():
        if row := known.editions.get(edition):
            whole = Order((edition,), (), order.products)
            products = row.products or FILES
            for document in whole.documents(edition, row.languages, products, row.drafts):
                if document.product not in products or document.language in order.languages:
                    continue
                made = known.documents.get(document.folder, {})
                if document.product not in made and (made or PRODUCTS[document.product].drafts):
                    found.append(Outdated(document, True, profile, allow_drafts))
    return found


def remedies(
    found: Iterable[Outdated], *, every: bool, current: Container[Document] = ()
) -> list[tuple[list[str], list[Document]]]:
    """Return the arguments of ``build`` that remake documents, each with the documents
    that it remakes. ``current``: documents in the office profile that a build leaves as they are,
    so that a command may name them along with others.
    """
    groups: dict[tuple[str, ...], list[Document]] = {}
    alone: dict[tuple[tuple[str, ...], str], dict[str, list[Document]]] = {}  # options, edition
    needed = list(found)
    together = _together(needed, current)
    for one in needed:
        document = one.document
        if not one.options and document.edition in together:
            groups.setdefault(together[document.edition], []).append(document)
        elif one.asked and one.profile == "office":
            groups.setdefault((*WHOLE, *one.options), []).append(document)
        else:
            languages = alone.setdefault((one.options, document.edition), {})
            languages.setdefault(document.language, []).append(document)
    for (made_with, _), languages in alone.items():
        alike = sorted(languages, key=lambda code: _products(languages[code]))
        for products, codes in groupby(alike, key=lambda code: _products(languages[code])):
            chosen = list(codes)
            options = [("--language", code) for code in chosen]
            options += [("--product", product) for product in products]
            some = [document for code in chosen for document in languages[code]]
            groups.setdefault((*chain(*options), *made_with), []).extend(some)
    said = []
    for words, documents in groups.items():
        editions = list(dict.fromkeys(document.edition for document in documents))
        whole = every and words[:2] == WHOLE
        said.append(([*(["--all"] if whole else editions), *words], documents))
    return said


def _together(
    found: Iterable[Outdated], current: Container[Document]
) -> dict[str, tuple[str, ...]]:
    """Return the arguments of one command for each edition of which both documents that it requests
    and others must be made, where that command makes nothing else.
    """
    editions: dict[str, dict[Document, bool]] = {}
    for one in found:
        if not one.options:
            editions.setdefault(one.document.edition, {})[one.document] = one.asked
    said = {}
    for edition, asked in editions.items():
        if all(asked.values()):
            continue
        languages = dict.fromkeys(one.language for one in asked)
        named = {one.product for one in asked}
        products = [product for product in FILES if product in named]
        every = (Document(edition, code, id_, FILES[id_]) for code in languages for id_ in products)
        if all(one in asked or one in current for one in every):
            options = [("--language", code) for code in languages]
            options += [("--product", product) for product in products]
            said[edition] = tuple(chain(*options))
    return said


def _products(documents: Iterable[Document]) -> list[str]:
    return [document.product for document in documents]
