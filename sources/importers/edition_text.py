"""The YAML of a new edition, with comments for the person who fills it in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from wegwijs.sources.editing.scalars import scalar
from wegwijs.sources.importers.taken import TakenContact, TakenEdition
from wegwijs.sources.kinds import EditionKind
from wegwijs.sources.ways import PHONE, WAYS, Way

FILL_IN = "# <- VUL IN"

_HEAD = "# yaml-language-server: $schema=../schema.json\n"
_WIJKAGENT = """\
    # Nog een contact? Haal de hekjes weg en vul in. Er passen er zes.
    #- role: wijkagent
    #  label: Wijkagent, via de politie
    #  phone: 0900-8844
    #  source: politie.nl
    #  checked: {today}
"""
_LOOK = """\

  # Naar keuze. Haal het hekje weg en vul in.
  #logo: {file: logo.png, alt: VUL IN}           # SVG, PNG of JPEG, in dezelfde map als dit bestand
  #accent: '#BFDCC4'                             # een lichte kleur: er staan zwarte letters op
  #title: VUL IN                                 # een eigen titel op de voorkant
  #site: VUL IN                                  # https-adres waar de webpagina's komen
  #exit: true                                    # een knop om de webpagina snel te verlaten
"""
_CHOICE = {
    "organisations": """\
  # Welke organisaties, in welke volgorde. Wat bij elkaar hoort, blijft bij elkaar.
  #organisations: [politie, gemeente, lse]
""",
    "audience": """\
  # Voor wie: iedereen, school, familie, anoniem of professionals.
  #audience: [school, familie]
""",
}


def mark(value: str) -> str:
    """Return the digest by which an imported value is recognised later.

    Not the value itself: replacing a number throughout the file would replace that too.
    """
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def mark_at(role: str, field: str, value: str) -> str:
    """Return the digest of a value that a table has for one field of one contact: somebody may have
    typed the same in another.
    """
    return mark(f"{role}.{field}: {value}")


def imported(taken: TakenEdition, today: date, products: Sequence[str]) -> str:
    """Return a new edition with the data of a register and all ``products``."""
    codes = "".join(f"  {field}: {scalar(code)}\n" for field, code in taken.codes.items() if code)
    return (
        _HEAD
        + f"# {taken.about}\n"
        + "# Na elke wijziging: version een hoger, date de dag van vandaag.\n\n"
        + _edition(taken.id, taken.kind, taken.name, today, products)
        + f"  # Hieraan kent '{taken.register.command}' {taken.this}, en wat u zelf veranderde."
        + " Laat dit staan.\n"
        + codes
        + f"  imported: {scalar(' '.join(_marks(taken)))}\n"
        + "  contacts:\n"
        + "".join(_contact(one, taken.register.command) for one in taken.contacts)
        + _WIJKAGENT.format(today=today)
        + _look(taken.kind)
    )


def from_table(
    kind: EditionKind,
    id_: str,
    name: str,
    marks: Sequence[str],
    contacts: Sequence[str],
    today: date,
    products: Sequence[str],
) -> str:
    """Return a new edition with the lines of contacts from a table, and all ``products``.

    ``marks`` are those of what the table says.
    """
    return (
        _HEAD
        + f"# Uitgave van {name}, uit uw eigen tabel.\n"
        + "# Na elke wijziging: version een hoger, date de dag van vandaag.\n\n"
        + _edition(id_, kind, name, today, products)
        + "  # Hieraan kent 'import table' wat u zelf veranderde. Laat dit staan.\n"
        + f"  imported: {scalar(' '.join(marks))}\n"
        + "  # Wat u hier verandert, laat 'import table' zo.\n"
        + "  contacts:\n"
        + "".join(f"{line}\n" for line in contacts)
        + kind.new.more
        + _look(kind)
    )


def _marks(taken: TakenEdition) -> list[str]:
    """Return the marks of all that an import writes, without those that occur twice."""
    written = [taken.called]
    for one in taken.contacts:
        written += [value for value in one.values.values() if value]
        written += [] if one.is_named else [one.source]
    return list(dict.fromkeys(mark(value) for value in written))


def _contact(one: TakenContact, command: str) -> str:
    rows = [
        f"    # {one.about} Wat u verandert, laat '{command}' zo.",
        "    # Zet dan wel bij source waar u het vandaan hebt.",
        f"    - role: {one.role}",
        f"{f'      #label: {one.label}':<41}# wat op het bord staat",
    ]
    for field, value in one.values.items():
        missing = f"      #{field}: VUL IN     # staat niet {one.register.where}, of niet goed"
        rows.append(f"      {field}: {scalar(value)}" if value else missing)
    rows += [f"      source: {scalar(one.source)}", f"      checked: {one.checked}"]
    return "".join(f"{row}\n" for row in rows)


def empty(kind: EditionKind, id_: str, name: str, today: date, products: Sequence[str]) -> str:
    """Return an edition to fill in: only the marked fields need a value.

    It asks for the products of its kind, else for all ``products``.
    """
    new = kind.new
    text = _HEAD + f"# {new.about}\n"
    if new.contact:
        marked = FILL_IN.removeprefix("# ")
        text += f"# Vul in wat gemerkt is met {marked}. De rest mag zo blijven.\n"
    text += "# Na elke wijziging: version een hoger, date de dag van vandaag.\n\n"
    text += _edition(id_, kind, name, today, products)
    if new.contact:
        text += "  contacts:\n" + new.contact + _FACT + _WIJKAGENT.format(today=today)
    return text + new.more + _look(kind)


def _look(kind: EditionKind) -> str:
    """Return the optional fields as comments, without those that the edition already has."""
    chosen = kind.new.choice
    return _LOOK + "".join(text for name, text in _CHOICE.items() if f"  {name}:" not in chosen)


def _option(way: Way) -> str:
    """Return a way as a commented field, with its hint."""
    field = f"      #{way.id}: VUL IN"
    return f"{field:<41}# {way.hint}\n" if way.hint else f"{field}\n"


_FACT = f"""\
      phone:                             # <- VUL IN, {PHONE.hint}. Geen nummer? Haal weg
{"".join(_option(way) for way in WAYS.values() if way is not PHONE)}\
      source:                            # <- VUL IN: waar u dit vandaan hebt
      checked:                           # <- VUL IN: dag waarop u dit nakeek, als 2026-11-23
"""


def _edition(id_: str, kind: EditionKind, name: str, today: date, products: Sequence[str]) -> str:
    asked = ", ".join(kind.new.products or products)
    return f"""\
edition:
  id: {scalar(id_)}
  kind: {kind.id}
  name: {scalar(name)}
  publisher: {scalar(kind.new.publisher.format(name=name))}
  #contact: VUL IN                       # e-mailadres waar lezers een fout melden
  version: 1
  date: {today}
  origin: hulp-bij-radicalisering
  languages: [nl]                        # er zijn er meer: zie HANDLEIDING.md
  products: [{asked}]  # er is meer: zie HANDLEIDING.md
{kind.new.choice}"""
