"""The kinds of edition, one record per kind: who publishes the pack, and what follows from that.

To add a kind, add a record, and its texts to ``labels.yaml`` if it has any of its own. All other
code reads the record; nothing compares ids of kinds.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wegwijs.sources.problems import one_of


class NewEdition(Struct, frozen=True):
    """The YAML that ``init`` writes for a kind, beyond what all editions have.

    ``publisher`` has a ``{name}``; ``products`` are those that it asks for, empty for all; the
    others are literal lines. ``contact`` begins the edition's own contact: fields to fill in
    follow.
    """

    prefix: str
    about: str
    products: tuple[str, ...] = ()
    publisher: str = "{name}"
    contact: str = ""
    choice: str = ""
    more: str = ""


class EditionKind(Struct, frozen=True):
    """A kind of edition.

    ``dutch`` is its name; ``of`` follows "een uitgave"; ``aliases`` are what people type for it.
    ``name_of``: whose name the edition must have, empty when none is required. ``role``: the role
    of its own contact; ``first``: the role that comes first among the local contacts. A kind with a
    ``sign`` publishes for a place: the place fills ``{name}`` above the sign of that role, and in
    the label ``arm`` on the cover. ``header``: the label at the top of a handout.
    ``names_publisher``: whether the handout opens with its publisher.
    """

    id: str
    dutch: str
    of: str
    new: NewEdition
    aliases: tuple[str, ...] = ()
    name_of: str = ""
    role: str | None = None
    first: str | None = None
    sign: str = ""
    arm: str = ""
    header: str = "handout_kind"
    names_publisher: bool = True

    def place(self, name: str | None) -> str | None:
        """Return the place that an edition of this name is for, if any."""
        return name if self.sign else None


NATIONAL = EditionKind(
    id="national",
    dutch="landelijk",
    of="landelijk",
    aliases=("landelijk", "nationaal"),
    names_publisher=False,
    new=NewEdition(
        prefix="uitgave",
        about="Landelijke uitgave: geen eigen nummers, wel plaats om ze op te schrijven.",
    ),
)

MUNICIPALITY = EditionKind(
    id="municipality",
    dutch="gemeente",
    of="van een gemeente",
    aliases=("gemeente",),
    name_of="de gemeente",
    role="gemeente",
    sign="Gemeente {name}",
    arm="municipality",
    new=NewEdition(
        prefix="gemeente",
        about="Uitgave van een gemeente: haar eigen contact staat voorop.",
        publisher="Gemeente {name}",
        contact="""\
    - role: gemeente
      label: Gemeente, openbare orde     # wat op het bord staat
      #name: VUL IN                      # persoon of afdeling
""",
    ),
)

SCHOOL = EditionKind(
    id="school",
    dutch="school",
    of="van een school",
    aliases=("scholen", "basisschool"),
    name_of="de school",
    role="school",
    first="school",
    new=NewEdition(
        prefix="school",
        about="Uitgave van een school: haar eigen contact en de vertrouwensinspecteurs voorop.",
        contact="""\
    - role: school
      label: Zorgcoördinator             # wat op het bord staat
      #name: VUL IN                      # persoon
""",
        choice="""\
  # Welke organisaties, in welke volgorde. Haal weg wat u niet nodig hebt.
  organisations:
    [vertrouwensinspecteurs, lse, politie, gemeente, meld-misdaad-anoniem, ess, nctv]
""",
    ),
)

WORKSHOP = EditionKind(
    id="workshop",
    dutch="workshop",
    of="van een workshop",
    aliases=("training", "cursus"),
    header="handout_workshop",
    new=NewEdition(
        prefix="workshop",
        about="Hand-out bij een workshop.",
        products=("handout",),
        choice="""\
  # Voor wie: iedereen, school, familie, anoniem of professionals.
  audience: [professionals]
""",
        more="""\

  # Wat u hier invult, staat in de hand-out; wat u leeg laat, vult de trainer in Word in.
  #workshop:
  #  date: VUL IN                        # zoals 10 december 2026
  #  place: VUL IN
  #  trainer: VUL IN
""",
    ),
)

KINDS: Mapping[str, EditionKind] = {
    kind.id: kind for kind in (NATIONAL, MUNICIPALITY, SCHOOL, WORKSHOP)
}


def known_kind(text: str) -> str:
    """Validate the id of a kind. Raises ``ValueError`` that lists the valid ones."""
    if text not in KINDS:
        raise ValueError(f"kies uit {one_of(KINDS)}")
    return text
