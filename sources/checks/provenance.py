"""Where facts come from: contacts without a source, sources that are not used."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.consistency import named_sources
from wegwijs.sources.importers.edition_text import mark, mark_at
from wegwijs.sources.importers.taken import REGISTERS


def missing_sources(reading: CheckContext) -> Iterator[Finding]:
    """Report an edition's contacts without a source: nobody can check them later."""
    for _, section in reading.sections("edition"):
        for index, contact in enumerate(section.value.contacts):
            if not contact.source:
                yield finding_at(
                    section.document,
                    ("edition", "contacts", index),
                    "no-source",
                    Severity.WARNING,
                    f"bij contact {contact.role!r} staat niet waar het vandaan komt",
                    "Zet bij 'source' wie dit zei of waar het staat. Dan kan iemand het nakijken",
                )


def changed_by_hand(reading: CheckContext) -> Iterator[Finding]:
    """Report imported values that were changed while the source still is the register."""
    for _, section in reading.sections("edition"):
        edition = section.value
        marks = set((edition.imported or "").split())
        for index, contact in enumerate(edition.contacts if marks else ()):
            source = contact.source or ""
            register = next((one for one in REGISTERS if source.startswith(one.title)), None)
            if register is None:
                continue
            for field in ("phone", "email", "web"):
                place = ("edition", "contacts", index, field)
                typed = section.document.typed(place)
                ours = {mark(typed), mark_at(contact.role, field, typed)}
                if typed and not ours & marks:
                    yield finding_at(
                        section.document,
                        place,
                        "source-of-another",
                        Severity.WARNING,
                        f"{typed} komt niet uit {register.itself}, en bij 'source' staat dat wel",
                        "Zet bij 'source' en 'checked' waar en wanneer u dit vond",
                    )


def unused_sources(reading: CheckContext) -> Iterator[Finding]:
    """Report unused sources in the user's own files; only when all editions are read."""
    if not reading.complete:
        return
    used = {name for loaded in reading.editions for _, name in named_sources(loaded.pack)}
    told = set()
    for loaded in reading.editions:
        for name, document in loaded.sections["sources"].origins.items():
            if name not in used and name not in told and reading.is_own(document):
                told.add(name)
                yield finding_at(
                    document,
                    ("sources", name),
                    "unused-source",
                    Severity.WARNING,
                    f"geen enkel feit verwijst naar bron {name!r}",
                    "Haal de bron weg, of zet hem bij de feiten die er staan",
                )
