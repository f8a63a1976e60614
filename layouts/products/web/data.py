"""The organisations as linked data (JSON-LD, schema.org), for programs that read pages."""

from __future__ import annotations

import json
from functools import lru_cache

from wegwijs.layouts.content.cards import Card, cards
from wegwijs.layouts.content.linked_data import CONTEXT, organisation
from wegwijs.layouts.content.outline import Outline


def linked_data(outline: Outline) -> str:
    """Return the data as JSON. What is still to be filled in is no organisation yet."""
    blank = {entry.numeral for entry in outline.entries if entry.blank}
    known = (card for card in cards(outline) if card.numeral not in blank)
    return f'{{"@context":"{CONTEXT}","@graph":[{",".join(map(_written, known))}]}}'


@lru_cache(maxsize=512)  # hundreds of editions have most organisations in common
def _written(card: Card) -> str:
    return json.dumps(organisation(card), ensure_ascii=False, separators=(",", ":"))
