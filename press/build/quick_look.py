"""A quick check by file sizes and times: which editions must be read. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.products.registry import DATED, PRODUCTS
from wegwijs.press.files.store import OutputFolder
from wegwijs.press.ledger.entry import Entry
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.outdated import expired, inputs_of, left_out
from wegwijs.press.offset import NONE
from wegwijs.press.order import FILES, ByFolder, Document, Order, document_in

if TYPE_CHECKING:
    from wegwijs.press.build.settings import BuildSettings
    from wegwijs.press.ledger.manifest import Manifest


class QuickLook(Struct):
    """The documents that are up to date, and the editions to read for the others."""

    fresh: list[Document] = []
    wanted: dict[str, Mapping[str, tuple[str, ...]]] = {}  # requested files, by folder and product
    suspect: dict[str, list[str]] = {}  # languages; all when empty
    unsure: dict[str, list[str]] = {}  # languages of documents that are left out
    gone: list[Document] = []  # no longer requested

    @property
    def vouches(self) -> bool:
        """Whether there is nothing to do, and nothing to read."""
        return not (self.suspect or self.unsure or self.gone)


def quick_look(order: Order, settings: BuildSettings, known: Manifest, inputs: Inputs) -> QuickLook:
    """Compare the manifest with the output folder by file sizes and times.

    The innermost loop runs for each of thousands of documents, so it computes nothing that is the
    same for a folder.
    """
    found = QuickLook()
    fresh, documents = found.fresh, known.documents
    output, profile, drafts = OutputFolder(settings.output), settings.profile, settings.allow_drafts
    offset = settings.offset
    typed = order.languages and order.products  # then a draft that is refused is told as a failure
    for edition in order.editions:
        row = known.editions.get(edition)
        of_edition = inputs.of_edition(edition, row.assets) if row else ""
        if row is None or row.inputs != of_edition or settings.force:
            found.suspect[edition] = []
            continue
        products = {id_: FILES[id_] for id_ in order.products or row.products or FILES}
        taken = {id_: files for id_, files in products.items() if PRODUCTS[id_].drafts}
        for language in dict.fromkeys(order.languages or row.languages):
            asked = taken if language in row.drafts and not typed else products
            now = inputs.of_both(of_edition, language)
            folder = f"{edition}/{language}"
            place = f"{output.path}/{folder}"
            found.wanted[folder] = asked
            entries = {} if output.leads_away(folder) else documents.get(folder, {})
            standing = [
                Document(edition, language, product, files)
                for product, files in asked.items()
                if (entry := entries.get(product)) is not None
                and entry.inputs == now
                and entry.profile == profile
                and entry.drafts == drafts
                and (offset is None or _is_moved(product, entry, offset))
                and not entry.stale
                and entry.stands(place)
                and not (product in DATED and expired(entry, settings.today))
            ]
            fresh += standing
            # With nothing standing, nothing says that the language is still a draft.
            if len(standing) < len(asked) or not standing:
                found.suspect.setdefault(edition, []).append(language)
    found.gone = gone(order, known, inputs, found.wanted, found.suspect)
    for document, entry in left_out(order, known, found.wanted, set(found.gone)):
        row = known.editions.get(document.edition)
        if entry.inputs != inputs_of(document, row.assets if row else (), inputs):
            found.unsure.setdefault(document.edition, []).append(document.language)
    return found


def _is_moved(product: str, entry: Entry, offset: Offset) -> bool:
    """Whether a document is as far on its paper as is asked, if it can be moved at all."""
    return (entry.offset or NONE) == offset or not PRODUCTS[product].moves


def gone(
    order: Order,
    known: Manifest,
    inputs: Inputs,
    wanted: ByFolder,
    unsure: Container[str],
) -> list[Document]:
    """The documents that no edition asks for any more.

    An edition that is away counts only when its folder is one of this run: another run may
    fill the same output folder from elsewhere.
    """
    folders = set(inputs.ids.values())
    editions = set(order.editions)
    found = []
    for folder, entries in known.documents.items():
        edition = folder.partition("/")[0]
        away = edition not in inputs.editions
        if away:
            row = known.editions.get(edition)
            if not (order.every and row and row.folder in folders):
                continue
        elif edition in unsure or edition not in editions or not order.whole:
            continue
        asked = wanted.get(folder, ())
        found += [
            document_in(folder, product)
            for product, entry in entries.items()
            if product not in asked and (away or entry.asked)
        ]
    return found
