"""What programs read of a website: ``packs.json``, and ``sitemap.xml`` of a known address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wegwijs.layouts.escaping import escape
from wegwijs.layouts.site.records import PublishedEdition, PublishedFile

FORMAT = 1
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def packs(editions: Sequence[PublishedEdition]) -> bytes:
    """Return the list of editions as JSON; paths are relative to the file."""
    content = {"format": FORMAT, "editions": [_edition(one) for one in editions]}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _edition(edition: PublishedEdition) -> dict[str, Any]:
    found = {
        "id": edition.id,
        "name": edition.name,
        "publisher": edition.publisher,
        "kind": edition.kind,
        "version": edition.version,
        "date": edition.dated.isoformat(),
        "checked": edition.checked.isoformat(),
        "path": f"{edition.id}/index.html",
        "languages": [
            {
                "code": one.code,
                "name": one.name,
                "dutch": one.dutch,
                "direction": one.direction,
                "draft": one.draft,
                "page": _file(edition, one.page),
                "files": [_file(edition, file) for file in one.files],
            }
            for one in edition.languages
        ],
    }
    further = {
        "zip": edition.everything,
        "instructions": edition.instructions,
        "cover": edition.cover,
    }
    found |= {name: _file(edition, file) for name, file in further.items() if file}
    return found | ({"site": edition.site} if edition.site else {})


def _file(edition: PublishedEdition, file: PublishedFile) -> dict[str, Any]:
    product = {"product": file.product} if file.product else {}
    path = f"{edition.id}/{file.name}"
    return product | {"path": path, "size": file.size, "sha256": file.sha256}


def root_of(editions: Iterable[PublishedEdition]) -> str:
    """Return the address of the whole site: known when each edition is published in the folder with
    its name of one place. Empty otherwise.
    """
    roots = {
        one.site.removesuffix(f"/{one.id}") if one.site.endswith(f"/{one.id}") else ""
        for one in editions
    }
    return roots.pop() if len(roots) == 1 else ""


def sitemaps(editions: Sequence[PublishedEdition]) -> Iterator[tuple[str, bytes]]:
    """Yield the site maps with their paths: one of all, or one of each edition with an address. A
    map may only name what is below its own folder.
    """
    if root := root_of(editions):
        addresses = [f"{root}/", *(page for one in editions for page in _addresses(one))]
        yield "sitemap.xml", _sitemap(addresses)
        return
    for one in editions:
        if one.site:
            yield f"{one.id}/sitemap.xml", _sitemap(_addresses(one))


def _addresses(edition: PublishedEdition) -> Iterator[str]:
    yield f"{edition.site}/"
    yield from (f"{edition.site}/{one.page.name}" for one in edition.languages)


def _sitemap(addresses: Iterable[str]) -> bytes:
    listed = "".join(f"<url><loc>{escape(one)}</loc></url>\n" for one in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{_NAMESPACE}">\n{listed}</urlset>\n'.encode()
