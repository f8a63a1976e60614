"""Where facts come from: a contact without a source, a source that nothing rests on."""

from __future__ import annotations

from collections.abc import Iterator

from sources.checks.finding import Finding, Severity
from sources.checks.reading import Reading, at
from sources.consistency import named_sources


def missing_sources(reading: Reading) -> Iterator[Finding]:
    """Contacts of an edition that do not say where they come from; nobody can check them later."""
    for _, section in reading.sections("edition"):
        for index, contact in enumerate(section.value.contacts):
            if not contact.source:
                yield at(
                    section.document,
                    ("edition", "contacts", index),
                    "no-source",
                    Severity.WARNING,
                    f"bij contact {contact.role!r} staat niet waar het vandaan komt",
                    "Zet bij 'source' wie dit zei of waar het staat. Dan kan iemand het nakijken",
                )


def unused_sources(reading: Reading) -> Iterator[Finding]:
    """Sources in the user's own files that no fact names; only told when all editions are read."""
    if not reading.complete:
        return
    used = {name for loaded in reading.editions for _, name in named_sources(loaded.pack)}
    told = set()
    for loaded in reading.editions:
        for name, document in loaded.sections["sources"].origins.items():
            if name not in used and name not in told and reading.is_own(document):
                told.add(name)
                yield at(
                    document,
                    ("sources", name),
                    "unused-source",
                    Severity.WARNING,
                    f"geen enkel feit verwijst naar bron {name!r}",
                    "Haal de bron weg, of zet hem bij de feiten die er staan",
                )
