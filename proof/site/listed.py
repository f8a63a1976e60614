"""``packs.json`` and what it lists: files with their sizes and digests, zips, site maps."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from wegwijs.proof.findings import Finding
from wegwijs.proof.folder import LARGEST, StoredDocument, StoredManifest
from wegwijs.proof.readers.damage import BROKEN_ZIP
from wegwijs.sources.regular import read_regular

DUTCH = "nl"
PACKS = "packs.json"
AGAIN = "Publiceer de website opnieuw, en zet hem nog niet op internet."
ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
_READABLE = re.compile(r"wegwijzer-[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z]{3,4}")
_LOC = re.compile(r"<loc>([^<]+)</loc>")


@dataclass(frozen=True)
class ListedFile:
    """A file as the list states it; its path is relative to the website."""

    product: str
    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """Its name in the folder of its edition."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True)
class ListedLanguage:
    """A language of an edition."""

    code: str
    name: str
    dutch: str
    direction: str
    draft: bool
    page: ListedFile
    files: tuple[ListedFile, ...]


@dataclass(frozen=True)
class ListedEdition:
    """An edition. ``cover`` is a picture of its leaflet."""

    id: str
    name: str
    publisher: str
    checked: str
    path: str
    site: str
    languages: tuple[ListedLanguage, ...]
    zip: ListedFile | None
    instructions: ListedFile | None
    cover: ListedFile | None

    @property
    def copies(self) -> Iterator[tuple[str, ListedFile]]:
        """The files that were copied, each with the language of its document."""
        for one in self.languages:
            for file in one.files:
                yield one.code, file

    @property
    def every(self) -> list[ListedFile]:
        """All its files."""
        found = [file for one in self.languages for file in (one.page, *one.files)]
        more = (self.zip, self.instructions, self.cover)
        return [*found, *(file for file in more if file)]


def read_packs(site: Path) -> list[ListedEdition]:
    """Read the list. Raises ``OSError``, and one of ``ODD`` for any other shape than ours."""
    content = json.loads(read_regular(site / PACKS, LARGEST))
    return [_edition(row) for row in content["editions"]]


def _edition(row: Mapping[str, Any]) -> ListedEdition:
    return ListedEdition(
        str(row["id"]),
        str(row["name"]),
        str(row["publisher"]),
        str(row["checked"]),
        str(row["path"]),
        str(row.get("site", "")),
        tuple(_language(one) for one in row["languages"]),
        _file(row["zip"]) if "zip" in row else None,
        _file(row["instructions"]) if "instructions" in row else None,
        _file(row["cover"]) if "cover" in row else None,
    )


def _language(row: Mapping[str, Any]) -> ListedLanguage:
    return ListedLanguage(
        str(row["code"]),
        str(row["name"]),
        str(row["dutch"]),
        str(row["direction"]),
        row["draft"] is True,
        _file(row["page"]),
        tuple(_file(one) for one in row["files"]),
    )


def _file(row: Mapping[str, Any]) -> ListedFile:
    path = str(row["path"])
    if path.startswith("/") or "\\" in path or ".." in path.split("/") or ":" in path:
        raise ValueError(f"{path} leads out of the website")
    return ListedFile(str(row.get("product", "")), path, int(row["size"]), str(row["sha256"]))


def faults(
    site: Path,
    editions: Sequence[ListedEdition],
    asked: Mapping[str, Sequence[str]],
    made: StoredManifest,
) -> Iterator[Finding]:
    """Yield what is wrong with the list, and with the files on it."""
    for id_ in sorted(asked.keys() ^ {one.id for one in editions}):
        there = id_ in asked
        what = "ontbreekt op de website" if there else "staat op de website, maar hoort er niet"
        yield Finding("list", f"De editie {id_} {what}.", AGAIN, document=id_, file=PACKS)
    for edition in editions:
        codes = {one.code for one in edition.languages}
        for code in sorted(codes ^ set(asked.get(edition.id, codes))):
            what = "hoort er niet" if code in codes else "ontbreekt"
            yield _finding(edition, f"De taal {code} {what}.", PACKS)
        for file in edition.every:
            yield from _stored(site, edition, file)
        yield from _copied(edition, made)
        yield from _zipped(site, edition)
    yield from _maps(site, editions)


def _finding(edition: ListedEdition, what: str, file: str, kind: str = "list") -> Finding:
    return Finding(kind, what, AGAIN, document=edition.id, file=file)


def _stored(site: Path, edition: ListedEdition, file: ListedFile) -> Iterator[Finding]:
    if not _READABLE.fullmatch(file.name):
        yield _finding(edition, f"De naam {file.name} is niet goed te lezen.", file.path, "name")
    try:
        data = read_regular(site / file.path, LARGEST)
    except OSError:
        yield _finding(
            edition, "Het bestand is er niet, of is niet te openen.", file.path, "missing"
        )
        return
    if len(data) != file.size:
        what = f"Het bestand is {len(data)} bytes groot, in de lijst staat {file.size}."
        yield _finding(edition, what, file.path, "size")
    if hashlib.sha256(data).hexdigest() != file.sha256:
        yield _finding(
            edition, "Het bestand is een ander dan in de lijst staat.", file.path, "bytes"
        )


def _copied(edition: ListedEdition, made: StoredManifest) -> Iterator[Finding]:
    """What is published must be what was proof-read: the same bytes of the same document."""
    copies = [([code], file) for code, file in edition.copies]
    if edition.instructions:  # of one language for all: Dutch, where that has any
        codes = [one.code for one in edition.languages]
        dutch = f"{edition.id}/{DUTCH}/{edition.instructions.product}"
        copies.append(([DUTCH] if dutch in made.documents else codes, edition.instructions))
    for codes, file in copies:
        names = (f"{edition.id}/{code}/{file.product}" for code in codes)
        there = [made.documents[name] for name in names if name in made.documents]
        if not any(file.sha256 in _contents(one) and not one.pending for one in there):
            what = "Dit is niet het bestand dat is nagekeken."
            yield _finding(edition, what, file.path, "unknown")


def _contents(document: StoredDocument) -> set[str]:
    return {sha256 for _, sha256 in document.files.values()}


def _zipped(site: Path, edition: ListedEdition) -> Iterator[Finding]:
    """Check that the zip has every file, each as it is beside it; where there is nothing to pack,
    there is none.
    """
    files = [file for _, file in edition.copies]
    files += [edition.instructions] if edition.instructions else []
    if edition.zip is None:
        if files:
            yield _finding(edition, "De zip met alle bestanden ontbreekt.", PACKS)
        return
    try:
        with zipfile.ZipFile(site / edition.zip.path) as archive:
            there = {
                one.filename: hashlib.sha256(archive.read(one)).hexdigest()
                for one in archive.infolist()
                if one.file_size <= LARGEST
            }
    except BROKEN_ZIP:
        yield _finding(edition, "De zip is niet te openen.", edition.zip.path, "bytes")
        return
    asked = {file.name: file.sha256 for file in files}
    for name in sorted(asked.keys() | there.keys()):
        if asked.get(name) != there.get(name):
            what = f"In de zip is {name} niet zoals het ernaast staat."
            yield _finding(edition, what, edition.zip.path, "bytes")


def _maps(site: Path, editions: Sequence[ListedEdition]) -> Iterator[Finding]:
    """Check that a site map names the published pages, and nothing else."""
    sites = {one.id: one.site for one in editions}
    roots = {
        one.removesuffix(f"/{id_}") if one.endswith(f"/{id_}") else "" for id_, one in sites.items()
    }
    asked: dict[str, set[str]] = {}
    if len(roots) == 1 and (root := next(iter(roots))):
        asked["sitemap.xml"] = {f"{root}/"}.union(*map(_addresses, editions))
    else:
        asked = {f"{one.id}/sitemap.xml": _addresses(one) for one in editions if one.site}
    places = {"sitemap.xml", *(f"{one.id}/sitemap.xml" for one in editions)}
    for path in sorted(places):
        there = set[str]()
        if (site / path).is_file():
            text = read_regular(site / path, LARGEST).decode("utf-8", "replace")
            there = {one.replace("&amp;", "&") for one in _LOC.findall(text)}
        for address in sorted(there ^ asked.get(path, set())):
            known = "hoort er niet" if address in there else "ontbreekt"
            what = f"In het overzicht voor zoekmachines: {address} {known}."
            yield Finding("link", what, AGAIN, file=path)


def _addresses(edition: ListedEdition) -> set[str]:
    return {f"{edition.site}/", *(f"{edition.site}/{one.page.name}" for one in edition.languages)}
