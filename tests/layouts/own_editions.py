"""Editions as people fill them in: long names, long addresses, every field, hardly a field."""

from __future__ import annotations

from pathlib import Path

HEAD = """edition:
  id: {id}
  kind: {kind}
  name: "{name}"
  publisher: "{publisher}"
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
"""
HOURS = "{days: workdays, times: 08:30-17:00}"
EMAILS = (  # 32, 40 and 64 letters
    "openbareorde@alphenaandenrijn.nl",
    "meldpuntradicalisering@sudwestfryslan.nl",
    "zorgcoordinatie.en.veiligheid@scholengroepen-midden-nederland.nl",
)
LONG_EMAIL = "meldpuntradicalisering@veiligheidshuis.noordoost-brabant.example"
LONG_WEB = "https://www.samenwerkingsverband-noordoost.nl"
LONG_LABEL = "Zorg- en Veiligheidshuis Brabant Zuidoost"
EIGHTY = "Samenwerkingsverband passend onderwijs Midden-Kennemerland en de IJmond, Haarlem"

Contact = dict[str, str]


def contact(role: str, **fields: str) -> Contact:
    """A contact of an edition; ``label`` in words, ``name``, ``phone``, ``email``, ``web``."""
    return {"role": role, **fields}


def full(role: str, number: int, label: str = "") -> Contact:
    """One of which everything is filled in, with addresses as most have them."""
    return contact(
        role,
        **({"label": label} if label else {}),
        name=f"Robin de Vries-{number}",
        phone=f"030-286 00 0{number}",
        email=f"contact{number}@lindewaard.example",
        web=f"https://www.buurt{number}.example",
        hours=HOURS,
    )


SIX = (
    full("gemeente", 1, "Gemeente, openbare orde"),
    full("wijkagent", 2),
    full("school", 3, "Zorgcoördinator"),
    full("jongerenwerk", 4),
    full("buurtteam", 5, "Buurtteam"),
    full("veiligheidshuis", 6, "Veiligheidshuis"),
)
LONG = (
    contact(
        "gemeente",
        label=LONG_LABEL,
        name="Aleida van der Heijden-Oosterwijk",
        phone="+31 30 286 00 00",
        email=LONG_EMAIL,
        web=LONG_WEB,
        hours=HOURS,
    ),
    contact("wijkagent", name="Aleida van der Heijden-Oosterwijk", email=EMAILS[1], hours=HOURS),
    contact("jongerenwerk", email=EMAILS[0], web=LONG_WEB),
)
OSG = "Openbare Scholengemeenschap Sint-Maartensdijk en omstreken"
# A school's, with the long names and addresses that such a school has.
SIX_LONG = (
    contact(
        "school",
        label="Zorgcoördinator",
        name="Mevrouw A. van der Steen-de Wolf",
        phone="070-315 09 09",
        email="zorgcoordinatie@osg-sint-maartensdijk-en-omstreken.nl",
        web="https://www.osg-sint-maartensdijk.nl",
        hours=HOURS,
    ),
    contact(
        "gemeente",
        label="Gemeente, openbare orde",
        name="Team Veiligheid",
        phone="14 0166",
        email="openbareorde@tholen.nl",
        web="https://www.tholen.nl",
        hours=HOURS,
    ),
    contact(
        "wijkagent",
        label="Wijkagent, via de politie",
        name="Jan Jansen",
        phone="0900-8844",
        web="https://www.politie.nl",
    ),
    contact(
        "jongerenwerk", name="Stichting Jongerenwerk Tholen", phone="06 12 34 56 78", hours=HOURS
    ),
    contact("veiligheidshuis", label=LONG_LABEL, name="De heer B. el Khatabi", email=EMAILS[2]),
    contact("kerk", label="Geestelijk verzorgers van Tholen", email=LONG_EMAIL),
)
# Kind, name, publisher and contacts, by id.
EDITIONS: dict[str, tuple[str, str, str, tuple[Contact, ...]]] = {
    "zes": ("municipality", "Lindewaard", "gemeente Lindewaard", SIX),
    "vijf": ("municipality", "Lindewaard", "gemeente Lindewaard", SIX[:5]),
    "school-zes": ("school", "De Linde", "school De Linde", (SIX[2], *SIX[:2], *SIX[3:])),
    "zes-lang": ("school", OSG, OSG, SIX_LONG),
    "lang": ("municipality", "Nuenen, Gerwen en Nederwetten", EIGHTY, LONG),
    "school-lang": (
        "school",
        "Interconfessionele scholengemeenschap De Grote Linde aan de Nieuwe Waterweg",
        EIGHTY,
        (contact("school", label=LONG_LABEL, name="Aleida van der Heijden", email=EMAILS[2]),),
    ),
    "school-web": ("school", "De Linde", "school De Linde", (contact("school", web=LONG_WEB),)),
    "mail": (
        "municipality",
        "Lindewaard",
        "gemeente Lindewaard",
        (contact("gemeente", email=LONG_EMAIL),),
    ),
    "geen-pagina": (
        "municipality",
        "Nuenen, Gerwen en Nederwetten",
        "gemeente Nuenen c.a.",
        (contact("gemeente", phone="040-263 16 31"),),
    ),
}


def write_editions(folder: Path) -> Path:
    """All of them, in a folder of a user's own."""
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    for id_, (kind, name, publisher, contacts) in EDITIONS.items():
        text = HEAD.format(id=id_, kind=kind, name=name, publisher=publisher)
        for one in contacts:
            fields = [f"{key}: {_value(value)}" for key, value in one.items()]
            fields += ["source: proef", "checked: 2026-11-23"]
            text += "    - " + "\n      ".join(fields) + "\n"
        (folder / "editions" / f"{id_}.yaml").write_text(text, "utf-8")
    return folder


def _value(value: str) -> str:
    return value if value.startswith("{") else f'"{value}"'
