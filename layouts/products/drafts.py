"""Products that are not made of a draft: what they are on outlives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.sources.errors import ExitCode, WegwijsError

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline


class NoDraft(WegwijsError):
    """A product that takes no drafts was asked for in a translation that nobody has reviewed."""

    exit_code = ExitCode.TRANSLATION_NOT_READY

    def __init__(self, dutch: str, language: str) -> None:
        super().__init__(
            f"van een concept maken wij geen {dutch}: de vertaling in het {language} is nog niet"
            f" nagekeken, en {dutch} blijven langer zitten dan een concept",
            "Laat eerst iemand de vertaling nakijken (translate reviewed), of neem een andere taal",
        )


def refuse_draft(dutch: str, outline: Outline) -> None:
    """Raise ``NoDraft`` for an outline that is a draft."""
    if outline.draft:
        raise NoDraft(dutch, outline.language_dutch)
