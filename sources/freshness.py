"""Which facts are overdue for a check, and whom to ask.

A fact is due on its ``review_after``, or a year after it was checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from wegwijs.sources.consistency import national
from wegwijs.sources.model import Fact, LocalContact, Pack
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.same import Same
from wegwijs.sources.too_old import YEAR

Due = Sequence[str]  # the first overdue day, the owner of the fact, whom to ask


def shared_due(pack: Pack) -> list[list[str]]:
    """Return the due date of the facts that every edition prints."""
    found = set()
    for day, owner, id_ in _shared_due(Same(pack.organisations, pack.guidance)):
        source = pack.sources.get(id_)
        found.add((day, owner, source.title if source else id_))
    return [list(row) for row in sorted(found)]


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _shared_due(parts: Same) -> frozenset[tuple[str, str, str]]:
    organisations, guidance = parts.objects
    shared = Pack.model_construct(set(), **{"organisations": organisations, "guidance": guidance})
    return frozenset(
        (
            _due(fact),
            organisations[int(place[1])].name if place[0] == "organisations" else "de adviezen",
            fact.source,
        )
        for place, fact in national(shared)
        if isinstance(fact, Fact)
    )


def own_due(pack: Pack) -> list[list[str]]:
    """Return the due dates of the edition's own contacts."""
    owner = pack.edition.name or pack.edition.id
    return sorted(
        [_due(contact), owner, contact.source or contact.label or contact.role]
        for contact in pack.edition.contacts
    )


def due_on(fact: Fact | LocalContact) -> date:
    """Return the first day on which a fact is overdue."""
    after: date = getattr(fact, "review_after", None) or fact.checked + YEAR
    return after + timedelta(days=1)


def first_due(pack: Pack) -> date:
    """Return the first day on which something that is printed is overdue."""
    shared = _first_shared_due(Same(national(pack)))
    return min([shared, *map(due_on, pack.edition.contacts)])


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _first_shared_due(facts: Same) -> date:
    (found,) = facts.objects
    return min(due_on(fact) for _, fact in found if isinstance(fact, Fact))


def last_checked(pack: Pack) -> date:
    """Return the last day on which somebody checked a fact that every edition prints."""
    return max(fact.checked for _, fact in national(pack) if isinstance(fact, Fact))


def _due(fact: Fact | LocalContact) -> str:
    return due_on(fact).isoformat()


def overdue(due: Iterable[Due], today: date) -> list[str]:
    """Return what must be checked again, one line per owner and source."""
    late = [(owner, source, day) for day, owner, source in due if day <= today.isoformat()]
    counts = Counter((owner, source) for owner, source, _ in late)
    return [
        f"{owner}: {_count(count)} te lang geleden nagekeken. Vraag na bij: {source}"
        for (owner, source), count in sorted(counts.items())
    ]


def _count(count: int) -> str:
    return "1 gegeven is" if count == 1 else f"{count} gegevens zijn"


def refuse_overdue(lines: Sequence[str]) -> None:
    """Raise ``InvalidSources`` when anything is overdue."""
    if lines:
        raise InvalidSources([Problem("nakijken", 0, "", line) for line in lines])
