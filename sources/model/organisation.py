"""The organisations that people can turn to."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from wegwijs.sources.kinds import KINDS, known_kind
from wegwijs.sources.model.fact import Explanation, Fact, Statement
from wegwijs.sources.model.fields import Name, Slug, lower
from wegwijs.sources.model.hours import Hours
from wegwijs.sources.model.reached import ReachedOrganisation

Kind = Annotated[
    str,
    BeforeValidator(lower),
    AfterValidator(known_kind),
    WithJsonSchema({"enum": list(KINDS), "type": "string"}),
]


class _Organisation(Fact):
    id: Slug
    name: Annotated[Name, Field(description="Naam, zoals die op de deur staat.")]
    abbreviation: Name | None = None
    sign: Annotated[
        Name | None,
        Field(description="Naam boven het bord, als de hele naam daar niet past."),
    ] = None
    audience: Annotated[Statement, Field(description="Voor wie, zonder punt aan het eind.")]
    situation: Annotated[
        Statement | None,
        Field(description="In een lijst, als de zin van de lezer ook naar andere leidt."),
    ] = None
    what: Annotated[Explanation, Field(description="Wat de organisatie doet.")]
    when: Annotated[Statement, Field(description="Wanneer u belt of kijkt: 'Bel als ...'.")]
    examples: Annotated[Statement | None, Field(description="Voorbeelden bij 'when'.")] = None
    when_not: Annotated[Statement | None, Field(description="Waarvoor niet.")] = None
    contact: Annotated[
        Statement | None, Field(description="Wat er gebeurt als u contact opneemt.")
    ] = None
    anonymous: Annotated[
        Statement | None, Field(description="Alleen als u uw naam niet hoeft te zeggen.")
    ] = None
    find: Annotated[
        Statement | None, Field(description="Hoe u op de website het goede nummer vindt.")
    ] = None
    cost: Statement | None = None
    hours: Hours | None = None
    role: Annotated[
        Slug | None,
        Field(description="Rol die een editie zelf invult; zonder nummer komt er een lege regel."),
    ] = None
    only_for: Annotated[
        Kind | None,
        Field(description="Alleen in een editie van deze soort, die de rol zelf heeft ingevuld."),
    ] = None
    group: Annotated[
        Slug | None,
        Field(description="Kop waar een eigen organisatie onder staat: een id uit 'groups'."),
    ] = None


class Organisation(ReachedOrganisation, _Organisation):
    """An organisation that people can turn to. Unknown details are left out, not guessed."""

    @property
    def title(self) -> str:
        """The name above the sign."""
        if self.sign:
            return self.sign
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name
