"""Facts past their review date, or soon to be, each with whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.consistency import Section, walk
from wegwijs.sources.freshness import due_on
from wegwijs.sources.invocation import INSTALLED
from wegwijs.sources.model import Fact, LocalContact, Organisation
from wegwijs.sources.reader import Place

AHEAD = timedelta(days=60)  # time to ask around before printing


def old_facts(reading: CheckContext) -> Iterator[Finding]:
    """Report facts that are overdue today or within ``AHEAD``."""
    titles = {
        name: source.title
        for loaded in reading.editions
        for name, source in loaded.pack.sources.items()
    }
    for name, section in reading.sections("organisations", "guidance", "edition"):
        for place, fact, owner in _facts(name, section):
            since = due_on(fact)
            if since > reading.today + AHEAD:
                continue
            ask = titles.get(fact.source or "", fact.source) or owner
            yield _finding(section, place, fact, owner, ask, since, reading.today)


def _facts(name: str, section: Section) -> Iterator[tuple[Place, Fact | LocalContact, str]]:
    """Yield every dated fact with its place and its owner."""
    owner = "de adviezen"
    if name == "edition":
        owner = section.value.name or section.value.id
    for place, value, _ in walk(section.value, (name,)):
        if isinstance(value, Organisation):  # before its parts
            owner = value.name
        if isinstance(value, Fact | LocalContact):
            yield place, value, owner


def _finding(
    section: Section,
    place: Place,
    fact: Fact | LocalContact,
    owner: str,
    ask: str,
    since: date,
    today: date,
) -> Finding:
    late = since <= today
    again = ", en bij 'review_after' een nieuwe dag" if getattr(fact, "review_after", None) else ""
    when = "sinds" if late else "vanaf"
    todo = f"{_where(section.document.at(place)[0])}{again}"
    return finding_at(
        section.document,
        (*place, "checked"),
        "review-due" if late else "review-soon",
        Severity.WARNING if late else Severity.NOTICE,
        f"{owner}: nagekeken op {fact.checked:%d-%m-%Y}, {when} {since:%d-%m-%Y} te lang geleden",
        f"Vraag na bij: {ask}. Klopt het nog? {todo}",
        owner=owner,
        checked=fact.checked.isoformat(),
        due=since.isoformat(),
        ask=ask,
        todo=todo,
    )


def _where(file: str) -> str:
    """Return where to write the new day: nobody can edit the data inside an installed program."""
    if INSTALLED and file.startswith("sources/"):
        return (
            "Neem een nieuwere versie van wegwijs, of zet het gegeven met de dag van vandaag in"
            f" {file.removeprefix('sources/')} van uw eigen map"
        )
    return "Zet dan bij 'checked' de dag van vandaag"
