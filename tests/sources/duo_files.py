"""Address files in the shape of DUO's, with made-up schools: all four kinds, old and new columns."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.sources.roo_export import rows as municipalities

SAMPLE = Path(__file__).parent.parent / "data" / "duo-sample.csv"
_ADDRESS = ["PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES"]  # fmt: skip
_MAIL = ["STRAATNAAM CORRESPONDENTIEADRES", "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES", "POSTCODE CORRESPONDENTIEADRES", "PLAATSNAAM CORRESPONDENTIEADRES"]  # fmt: skip
_AREAS = [f"{area} {what}" for area in ("NODAAL GEBIED", "RPA-GEBIED", "WGR-GEBIED", "COROPGEBIED", "ONDERWIJSGEBIED", "RMC-REGIO") for what in ("CODE", "NAAM")]  # fmt: skip
COLUMNS: Mapping[str, Sequence[str]] = {
    "basisonderwijs": [*_ADDRESS, *_MAIL, *_AREAS, "VAKANTIEREGIO"],
    "voortgezet onderwijs": [*_ADDRESS, "ONDERWIJSSTRUCTUUR", *_MAIL, *_AREAS, "VAKANTIEREGIO"],
    "speciaal onderwijs": ["SOORT PRIMAIR ONDERWIJS", *_ADDRESS, *_MAIL, *_AREAS, "VAKANTIEREGIO", "SAMENWERKINGSVERBAND CODE", "SAMENWERKINGSVERBAND NAAM"],
    "mbo": ["MBO INSTELLINGSSOORT CODE", "MBO INSTELLINGSSOORT NAAM", *(name.replace("VESTIGINGSNAAM", "INSTELLINGSNAAM") for name in _ADDRESS if name != "VESTIGINGSCODE"), *_MAIL, *_AREAS, "VAKANTIEREGIO"],
}  # fmt: skip
OLD = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "VESTIGINGSNUMMER"}

School = Mapping[str, str]
UTRECHT: School = {
    "PROVINCIE": "Utrecht",
    "BEVOEGD GEZAG NUMMER": "99999",
    "INSTELLINGSCODE": "99ZA",
    "VESTIGINGSCODE": "99ZA00",
    "VESTIGINGSNAAM": "De Linde",
    "STRAATNAAM": "Lindelaan",
    "HUISNUMMER-TOEVOEGING": "1",
    "POSTCODE": "3511 AA",
    "PLAATSNAAM": "UTRECHT",
    "GEMEENTENUMMER": "0344",
    "GEMEENTENAAM": "Utrecht",
    "TELEFOONNUMMER": "0302860000",
    "INTERNETADRES": "www.delinde.example",
    "DENOMINATIE": "Openbaar",
}


def school(**other: str) -> School:
    """A school in Utrecht, but for the columns named as ``VESTIGINGSNAAM="..."``."""
    given = {name.replace("_", " "): text for name, text in other.items()}
    return {**UTRECHT, **given}


def text(
    schools: Sequence[School] = (UTRECHT,),
    kind: str = "basisonderwijs",
    *,
    old: bool = False,
    separator: str = ";",
) -> str:
    """The lines of a file; a field without text is one space."""
    names = COLUMNS[kind]
    lines = [[OLD.get(name, name) if old else name for name in names]]
    for one in schools:
        known = {**one, "INSTELLINGSNAAM": one.get("INSTELLINGSNAAM", one["VESTIGINGSNAAM"])}
        lines.append([known.get(name) or " " for name in names])
    return "".join(separator.join(line) + "\r\n" for line in lines)


def file(path: Path, *schools: School, kind: str = "basisonderwijs", old: bool = False) -> Path:
    """Write a file as DUO publishes it."""
    path.write_bytes(text(schools or (UTRECHT,), kind, old=old).encode("cp1252"))
    return path


NAMES = ("De Regenboog", "De Wegwijzer", "'t Kompas", "De Brug", "Het Anker", "Sint Jozef", "De Vlinder", "Prins Willem-Alexander", "De Ark", "Daltonschool De Fontein", "Basisschool Súdwest", "Café-school De Zee", "Montessori Lyceum", "Openbare Scholengemeenschap Het Noorden", "Christelijk College voor Praktijkonderwijs, Vmbo, Havo en Vwo 't Voorbeeld aan Zee")  # fmt: skip
STREETS = ("Dorpsstraat", "Lindelaan", "Kerkweg", "Schoolplein", "Molenpad", "Burg. van Voorbeeldlaan")  # fmt: skip


def made_up(count: int, kind: str = "basisonderwijs", seed: int = 1) -> Iterator[School]:
    """Schools in the proportions of the real files: names repeat, 4.5 % of addresses have https,
    most have `www.`, some nothing; places are in capitals without apostrophes."""
    rng = random.Random(seed)
    places = municipalities()
    for number in range(count):
        place = places[rng.randrange(len(places))]
        name = place["cbs_name"].partition(" (")[0]
        letters = "".join(chr(65 + number // 26**power % 26) for power in (2, 1))
        brin = f"{(10 + seed * 20) % 90 + number // 17576:02}{letters}"
        location = f"{brin}{number % 26:02}"
        title = (
            NAMES[number % len(NAMES)]
            if rng.random() < 0.07
            else f"{NAMES[number % len(NAMES)]} {seed}-{number}"
        )
        address = rng.choices((f"www.school{seed}-{number}.example", f"https://school{seed}-{number}.example", f"http://school{number}.example", ""), (90, 4.5, 1.5, 4))[0]  # fmt: skip
        yield {
            "PROVINCIE": "Utrecht",
            "BEVOEGD GEZAG NUMMER": "99999",
            "INSTELLINGSCODE": f"{brin}",
            "VESTIGINGSCODE": location,
            "VESTIGINGSNAAM": title,
            "STRAATNAAM": rng.choice(STREETS),
            "HUISNUMMER-TOEVOEGING": str(rng.randrange(1, 300)),
            "POSTCODE": f"{1000 + number % 9000} AB",
            "PLAATSNAAM": name.upper().replace("'S-", "S "),
            "GEMEENTENUMMER": place["code"].removeprefix("GM"),
            "GEMEENTENAAM": name,
            "DENOMINATIE": "Openbaar",
            "TELEFOONNUMMER": f"030{2000000 + number}" if rng.random() < 0.99 else " ",
            "INTERNETADRES": address,
        }
