"""DUO's address files as they are and as they come out of Excel, a broken download or bad hands."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.sources.duo_files import COLUMNS, SAMPLE, UTRECHT, file, made_up, school, text
from wegwijs.sources.importers.duo import School, read_duo
from wegwijs.sources.importers.names import slug
from wegwijs.sources.importers.places import written
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import unprintable
from wegwijs.sources.values import Phone, Url

ROOT = Path(__file__).parents[3]
ONE = "99ZA00 De Linde | 030 286 00 00 | https://www.delinde.example | 3511 AA Utrecht GM0344"


def told(one: School) -> str:
    """A school on one line, with what was mended or refused."""
    line = f"{one.code} {one.name} | {one.phone or '-'} | {one.web or '-'} | {one.postcode} {one.place} {one.cbs_code}"  # fmt: skip
    return line + "".join(f" ({remark.message})" for remark in one.remarks)


def answer(path: Path) -> str:
    """What reading a file says: a line for each school, or the problems."""
    try:
        return "\n".join(told(one) for one in read_duo(path))
    except InvalidSources as error:
        return "! " + " ".join(str(problem) for problem in error.problems)


def with_(**fields: str) -> bytes:
    return text([school(**fields)]).encode("cp1252")


PLAIN = text().encode("cp1252")
HEAD, ROW = PLAIN.splitlines(keepends=True)
NAMED = "99ZA00 {} | 030 286 00 00 | https://www.delinde.example | 3511 AA Utrecht GM0344"
PHONE = "99ZA00 De Linde | {} | https://www.delinde.example | 3511 AA Utrecht GM0344"
WEB = "99ZA00 De Linde | 030 286 00 00 | {} | 3511 AA Utrecht GM0344"
CODE = "99ZA00 De Linde | 030 286 00 00 | https://www.delinde.example | {}"
GONE = "geen telefoonnummer of website die wij kunnen overnemen"
NAMELESS = "er is geen naam die kan worden afgedrukt"


def workbook(*lines: list[object]) -> bytes:
    """The file as a workbook, in which Excel has taken digits for numbers."""
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


TYPED = [int(cell) if cell.isdigit() else cell for cell in ROW.decode().strip().split(";")]

VARIANTS: dict[str, tuple[bytes, str]] = {
    # as published, or through another program
    "as published": (PLAIN, ONE),
    "old columns": (text(old=True).encode("cp1252"), ONE),
    "an old location of two digits": (text([school(VESTIGINGSCODE="00")], old=True).encode(), ONE),
    "an old location without a number": (text([school(VESTIGINGSCODE="0")], old=True).encode(), ONE),
    "secondary": (text(kind="voortgezet onderwijs").encode("cp1252"), ONE),
    "special": (text(kind="speciaal onderwijs").encode("cp1252"), ONE),
    "mbo": (text(kind="mbo").encode("cp1252"), ONE.replace("99ZA00", "99ZA")),
    "LF": (PLAIN.replace(b"\r\n", b"\n"), ONE),
    "no line end at the end": (PLAIN.rstrip(), ONE),
    "UTF-8": (text([school(VESTIGINGSNAAM="Súdwest")]).encode(), NAMED.format("Súdwest")),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + PLAIN, ONE),
    "UTF-16": (text().encode("utf-16"), ONE),
    "commas": (text(separator=",").encode(), ONE),
    "tabs": (text(separator="\t").encode(), ONE),
    "a workbook": (workbook(HEAD.decode().strip().split(";"), TYPED), PHONE.format("030 286 00 00") + " (telefoonnummer 302860000 -> 030 286 00 00)"),
    "every field quoted": (b"".join(b'"' + line.strip().replace(b";", b'";"') + b'"\r\n' for line in (HEAD, ROW)), ONE),
    "a separator in a quoted name": (PLAIN.replace(b"De Linde", b'"De Linde; en meer"'), NAMED.format("De Linde; en meer")),
    "quotes doubled in a name": (PLAIN.replace(b"De Linde", b'"""De Linde"" PCBO"'), NAMED.format('"De Linde" PCBO')),
    "a title above the columns": (b"Vestigingen;;\r\n" + PLAIN, ONE),
    "empty rows, as Excel leaves them": (PLAIN + b";" * 30 + b"\r\n\r\n", ONE),
    "columns in another order": (b"".join(b";".join(reversed(line.strip().split(b";"))) + b"\r\n" for line in (HEAD, ROW)), ONE),
    "nothing instead of a space": (PLAIN.replace(b"; ;", b";;").replace(b"; ;", b";;"), ONE),
    # names
    "letters of windows-1252": (with_(VESTIGINGSNAAM="Café ’t Súdwest Œuvre"), NAMED.format("Café ’t Súdwest Œuvre")),
    "UTF-8 that was read as windows-1252": (text([school(VESTIGINGSNAAM="SÃºdwest")]).encode(), NAMED.format("Súdwest") + " (naam SÃºdwest -> Súdwest)"),
    "an entity": (with_(VESTIGINGSNAAM='"Kind &amp; Co"'), NAMED.format("Kind & Co") + " (naam Kind &amp; Co -> Kind & Co)"),
    "a separator in a name without quotes": (with_(VESTIGINGSNAAM="De; Linde"), f"99ZA00 De | - | - |  3511 Aa  (telefoonnummer 'Openbaar' klopt niet) (website '0302860000' klopt niet (dat is een telefoonnummer)) ({GONE})"),
    "spaces": (with_(VESTIGINGSNAAM="  De   Linde "), ONE),
    "no name": (with_(VESTIGINGSNAAM=" "), f"99ZA00 99ZA00 | - | - | 3511 AA Utrecht GM0344 ({NAMELESS})"),
    "a control character": (text([school(VESTIGINGSNAAM="De \x9b Linde")]).encode(), ONE),
    "marks piled up": (text([school(VESTIGINGSNAAM="D" + "\u0301" * 60)]).encode(), f"99ZA00 99ZA00 | - | - | 3511 AA Utrecht GM0344 ({NAMELESS})"),
    "a name of 200 letters": (with_(VESTIGINGSNAAM="x" * 200), f"99ZA00 {'x' * 100} | - | - | 3511 AA Utrecht GM0344 ({NAMELESS})"),
    "an error of Excel": (with_(VESTIGINGSNAAM="#NAAM?"), f"99ZA00 99ZA00 | - | - | 3511 AA Utrecht GM0344 ({NAMELESS})"),
    # codes
    "a code in small letters": (with_(INSTELLINGSCODE="99za", VESTIGINGSCODE="99za00"), ONE),
    "no code": (with_(INSTELLINGSCODE=" "), " De Linde | - | - | 3511 AA Utrecht GM0344 (instellingscode '' klopt niet)"),
    "a location of another institution": (with_(VESTIGINGSCODE="99ZB00"), " De Linde | - | - | 3511 AA Utrecht GM0344 (vestigingscode '99ZB00' hoort niet bij instelling 99ZA)"),
    "a code of a municipality without its zeros": (with_(GEMEENTENUMMER="34"), CODE.format("3511 AA Utrecht GM0034")),
    "a code of a municipality with letters": (with_(GEMEENTENUMMER="GM0344"), ONE),
    "no code of a municipality": (with_(GEMEENTENUMMER=" "), CODE.format("3511 AA Utrecht ")),
    # places
    "The Hague": (with_(PLAATSNAAM="S GRAVENHAGE", GEMEENTENAAM="'s-Gravenhage"), CODE.format("3511 AA 's-Gravenhage GM0344")),
    "a place in a municipality": (with_(PLAATSNAAM="T HARDE", POSTCODE="3511aa"), CODE.format("3511 AA 't Harde GM0344")),
    "a place without its accents": (with_(PLAATSNAAM="SUDWEST FRYSLAN", GEMEENTENAAM="Súdwest-Fryslân"), CODE.format("3511 AA Súdwest-Fryslân GM0344")),
    "no postcode": (with_(POSTCODE="35 11"), CODE.format(" Utrecht GM0344")),
    # numbers
    "a number of a mobile phone": (with_(TELEFOONNUMMER="0612345678"), PHONE.format("06 12 34 56 78")),
    "a number with spaces": (with_(TELEFOONNUMMER="030 - 286 00 00"), PHONE.format("030-286 00 00")),
    "a free number": (with_(TELEFOONNUMMER="08001234"), PHONE.format("0800-1234")),
    "a number without its zero": (with_(TELEFOONNUMMER="302860000"), PHONE.format("030 286 00 00") + " (telefoonnummer 302860000 -> 030 286 00 00)"),
    "a number of a municipality": (with_(TELEFOONNUMMER="14030"), PHONE.format("14 030") + " (telefoonnummer 14030 -> 14 030)"),
    "a number as Excel shows it": (with_(TELEFOONNUMMER="3,0286E+08"), PHONE.format("-") + " (telefoonnummer '3,0286E+08' klopt niet)"),
    "nine digits": (with_(TELEFOONNUMMER="030286000"), PHONE.format("-") + " (telefoonnummer '030286000' klopt niet)"),
    "the emergency number": (with_(TELEFOONNUMMER="112"), PHONE.format("-") + " (telefoonnummer '112' klopt niet)"),
    "no number": (with_(TELEFOONNUMMER=" "), PHONE.format("-") + " (geen telefoonnummer)"),
    # addresses
    "https": (with_(INTERNETADRES="https://www.delinde.example/a"), WEB.format("https://www.delinde.example/a")),
    "capitals": (with_(INTERNETADRES="WWW.DELINDE.EXAMPLE"), WEB.format("https://www.delinde.example") + " (website WWW.DELINDE.EXAMPLE -> https://www.delinde.example)"),
    "http": (with_(INTERNETADRES="http://www.delinde.example"), WEB.format("-") + " (website 'http://www.delinde.example' klopt niet (geen https))"),
    "a phone number for an address": (with_(INTERNETADRES="030-2860000"), WEB.format("-") + " (website '030-2860000' klopt niet (dat is een telefoonnummer))"),
    "a mail address for an address": (with_(INTERNETADRES="info@delinde.example"), WEB.format("-") + " (website 'info@delinde.example' klopt niet (dat is een e-mailadres))"),
    "two addresses": (with_(INTERNETADRES="www.a.example / www.b.example"), WEB.format("-") + " (website 'www.a.example / www.b.example' klopt niet)"),
    "another scheme": (with_(INTERNETADRES="javascript:alert(1)"), WEB.format("-") + " (website 'javascript:alert(1)' klopt niet)"),
    "a slash too few": (with_(INTERNETADRES="https:/www.delinde.example"), WEB.format("-") + " (website 'https:/www.delinde.example' klopt niet)"),
    "n.v.t.": (with_(INTERNETADRES="n.v.t."), WEB.format("-") + " (geen website)"),
    "neither": (with_(INTERNETADRES="-", TELEFOONNUMMER="-"), f"99ZA00 De Linde | - | - | 3511 AA Utrecht GM0344 (geen telefoonnummer) (geen website) ({GONE})"),
    # no such file
    "empty": (b"", "! f.csv: het bestand is leeg"),
    "columns only": (HEAD, "! f.csv: er staat geen enkele school in. Haal het opnieuw op"),
    "boards": (PLAIN.replace(b"VESTIGINGSNAAM", b"BEVOEGD GEZAG NAAM"), "! f.csv:1: de kolom VESTIGINGSNAAM ontbreekt. Haal bij duo.nl/open_onderwijsdata het bestand met alle vestigingen op, niet dat met besturen of hoofdvestigingen"),
    "institutions without locations": (PLAIN.replace(b"VESTIGINGSCODE", b"X"), "! f.csv:1: de kolom VESTIGINGSCODE ontbreekt. Haal bij duo.nl/open_onderwijsdata het bestand met alle vestigingen op, niet dat met besturen of hoofdvestigingen"),
    "a page of an error": (b"<!DOCTYPE html><html>404</html>", "! f.csv: dit is een webpagina of XML, geen tabel"),
    "zeros": (b"\0" * 2000, "! f.csv:1: "),
    "a row with a field too many": (PLAIN + ROW.strip() + b";x\r\n", "! f.csv:3: kolom AF heeft geen kop, maar hier staat 'x'"),
    "a quote that is never closed": (PLAIN + ROW.replace(b"De Linde", b'"De Linde'), "! f.csv:3: "),
    "a line of 8 MB": (HEAD + b"x" * 8_000_000, "! f.csv:2: deze regel is langer dan"),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_file_is_read_or_refused_as_the_table_says(tmp_path: Path, variant: str) -> None:
    content, wanted = VARIANTS[variant]
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    found = answer(path)
    if wanted.startswith("!"):
        assert found.startswith(wanted)
        assert len(found) < 1000
    else:
        assert found == wanted


def test_there_are_fifty_of_them() -> None:
    assert len(VARIANTS) >= 50


def test_the_sample() -> None:
    found = list(read_duo(SAMPLE))
    assert [one.code for one in found if not one.refused] == ["99ZA00", "99ZA01", "99ZB00", "99ZC00", "99ZD00"]  # fmt: skip
    assert (found[3].municipality, found[3].phone, found[3].web) == ("Súdwest-Fryslân", "0515 41 23 45", None)  # fmt: skip
    assert {one.file.dutch for one in found} == {"voortgezet onderwijs"}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("old", [False, True])
def test_a_file_of_every_kind_and_year(tmp_path: Path, kind: str, old: bool) -> None:
    found = list(read_duo(file(tmp_path / "f.csv", *made_up(60, kind), kind=kind, old=old)))
    assert {one.file.dutch for one in found} == {kind}
    assert len({one.code for one in found if one.code}) == (60 if kind != "mbo" else 3)
    assert sum(bool(one.phone) for one in found) > 50
    assert all(one.place and one.cbs_code for one in found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("'S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("’S-GRAVENZANDE", "'s-Gravenzande"),
        ("S HEER ARENDSKERKE", "'s-Heer Arendskerke"),
        ("T HARDE", "'t Harde"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("CAPELLE A/D IJSSEL", "Capelle a/d IJssel"),
        ("HENDRIK-IDO-AMBACHT", "Hendrik-Ido-Ambacht"),
        ("DE BILT", "De Bilt"),
        ("NOORDWIJK ZH", "Noordwijk ZH"),
        ("IJMUIDEN", "IJmuiden"),
        ("Berg en Dal", "Berg en Dal"),
        ("SÚDWEST-FRYSLÂN", "Súdwest-Fryslân"),
        ("S", "S"),
        ("", ""),
    ],
)
def test_places_are_written_as_people_do(typed: str, name: str) -> None:
    assert written(typed) == name
    assert written(name) == name


_CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["0302860000", "www.a.nl", "https://a.nl", '"', '";"', "\r", "'", "=1", "\x00"]
    ),
    st.text("0123456789-+() ", max_size=15),
    st.from_regex(r"(https?://)?[a-z]{1,9}\.[a-z]{1,4}(/[a-z?&=%]{0,9})?", fullmatch=True),
)


@settings(max_examples=60, deadline=None)
@given(fields=st.dictionaries(st.sampled_from(COLUMNS["basisonderwijs"]), _CELLS, max_size=14), encoding=st.sampled_from(["utf-8", "cp1252"]))  # fmt: skip
def test_whatever_stands_in_a_row_what_is_taken_can_be_printed(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str], encoding: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text([{**UTRECHT, **fields}]).encode(encoding, "replace"))
    try:
        found = list(read_duo(path))
    except InvalidSources as error:
        assert error.problems
        return
    for one in found:
        assert one.refused or (one.code and one.name and slug(one.code))
        assert not unprintable(one.name + one.place + one.street + one.municipality)
        assert one.phone is None or Phone.ordinary(one.phone).display == one.phone
        assert one.web is None or Url.parse(one.web).target.startswith("https://")
        assert all(remark.message.isprintable() for remark in one.remarks)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    for content in (data, HEAD + data, PLAIN + data):
        path.write_bytes(content)
        assert answer(path) is not None


@pytest.mark.more
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux counts it")
def test_all_schools_pass_in_little_memory(tmp_path: Path) -> None:
    big = file(tmp_path / "f.csv", *made_up(8_700))
    program = (
        "import sys; from pathlib import Path\n"
        "from wegwijs.sources.importers.duo import read_duo\n"
        "def peak():\n"
        "    status = Path('/proc/self/status').read_text()\n"
        "    return int(status.partition('VmHWM:')[2].split()[0])\n"
        "first = next(read_duo(Path(sys.argv[1]))); before = peak()\n"
        "print(sum(1 for one in read_duo(Path(sys.argv[1]))), peak() - before)"
    )
    done = subprocess.run([sys.executable, "-c", program, big], cwd=ROOT, capture_output=True, check=True, text=True)  # fmt: skip
    count, grew = map(int, done.stdout.split())
    assert count == 8_700
    assert grew < 8 * 1024  # kB
