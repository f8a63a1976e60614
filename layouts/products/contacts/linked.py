"""``contacts.json``: a list of organisations in the vocabulary of schema.org (JSON-LD).

``schema.json`` beside this module describes the file.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import count
from typing import Any

from wegwijs.layouts.content.cards import Card, cards, draft_lines
from wegwijs.layouts.content.linked_data import CONTEXT, organisation
from wegwijs.layouts.content.outline import Outline

PUBLISHED = "Published"  # in schema.org, of what is no draft


def render_json(outline: Outline) -> bytes:
    """Return the list as JSON in UTF-8, a line for each organisation."""
    alert = outline.alert
    head: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": ["ItemList", "CreativeWork"],
        "name": str(outline.title),
        "inLanguage": outline.language,
        "creativeWorkStatus": "; ".join(draft_lines(outline.draft)) or PUBLISHED,
        "version": outline.checks.version,
        "dateModified": outline.date.isoformat(),
        "publisher": {"@type": "Organization", "name": outline.publisher},
        "mentions": {
            "@type": "EmergencyService",
            "name": f"{alert.label} {alert.number}",
            "telephone": alert.number.display,
            "description": str(alert.situation),
        },
    }
    about = _json(head).removesuffix("}")
    items = ",\n".join(map(_item, cards(outline), count(1)))
    return f'{about},\n"itemListElement": [\n{items}\n]}}\n'.encode()


@lru_cache(maxsize=512)  # hundreds of editions have most organisations in common
def _item(card: Card, place: int) -> str:
    pages = [
        {"@type": "WebPage", "name": title}
        | ({"url": address} if address else {})
        | {"lastReviewed": day.isoformat()}
        for (title, address), day in card.sources.items()
    ]
    item = organisation(card) | {"subjectOf": pages}
    listed = {"@type": "ListItem", "position": place, "item": item}
    return _json(listed)


_json = json.JSONEncoder(ensure_ascii=False).encode
