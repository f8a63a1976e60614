"""What is true of an edition, from its data, for tests of the judge."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from wegwijs.proof.expectations.truth import Truth, truth_of
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Pack
from wegwijs.sources.translations import in_language


@cache
def truth_in(language: str = "nl", edition: str = "nationaal", *own: Path) -> Truth:
    """What is true of an edition in a language; ``own`` are folders of a user's own."""
    folders = (SHIPPED, *own)
    return truth_of(load(edition, *folders), language, folders)


@cache
def pack_in(language: str = "nl", edition: str = "nationaal", *own: Path) -> Pack:
    """The pack that the maker draws from."""
    folders = [SHIPPED, *own]
    return in_language(load(edition, *folders), language, folders, allow_drafts=True)


def with_organisation(pack: Pack, id_: str, **changes: Any) -> Pack:
    """A pack in which one organisation differs."""
    organisations = tuple(
        one.model_copy(update=changes) if one.id == id_ else one for one in pack.organisations
    )
    return pack.model_copy(update={"organisations": organisations})


def with_guidance(pack: Pack, **changes: Any) -> Pack:
    """A pack with other guidance."""
    return pack.model_copy(update={"guidance": pack.guidance.model_copy(update=changes)})


def with_edition(pack: Pack, **changes: Any) -> Pack:
    """A pack of another edition."""
    return pack.model_copy(update={"edition": pack.edition.model_copy(update=changes)})


Change = Callable[[Pack], Pack]
