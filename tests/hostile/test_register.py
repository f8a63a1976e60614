"""The export of the register, as a broken download or an attacker could hand it to us."""

from __future__ import annotations

import pytest

from tests.hostile.cases import Case, Files, folder, hollow, link, pipe
from tests.sources.roo_export import everyone, export, organisation
from wegwijs.sources.importers.edition_text import mark

IMPORT = ("import", "roo", "f.xml", "--into", "m")
SOUND = export([organisation()])
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<p:over'
BROKEN = "dit is geen hele XML"
MUNICIPALITY = "edition:\n  kind: municipality\n  name: Utrecht\n  imported: {imported}\n  contacts:\n    - role: gemeente\n      phone: {phone}\n      source: Register van Overheidsorganisaties\n      checked: {checked}\n"  # fmt: skip


def dtd(text: str) -> str:
    return everyone().replace("<p:over", f"<!DOCTYPE x [{text}]><p:over", 1)


def encoded(name: str) -> str:
    return SOUND.replace("UTF-8", name, 1)


def inside(text: str) -> str:
    """Something that is not ours in front of a name."""
    return SOUND.replace("<p:naam>", text + "<p:naam>", 1)


def called(name: str) -> str:
    return export([organisation(f"Gemeente {name}")])


REFUSED = {
    "a billion laughs": (dtd('<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">'), ":2: ", "DTD"),
    "a quadratic blow-up": (dtd(f'<!ENTITY a "{"x" * 100_000}">'), ":2: ", "DTD"),
    "an external entity": (dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'), ":2: ", "DTD"),
    "an external parameter": (dtd('<!ENTITY % a SYSTEM "http://localhost/x"> %a;'), ":2: ", "DTD"),
    "a DTD elsewhere": (SOUND.replace("<p:over", '<!DOCTYPE x SYSTEM "http://localhost/x"><p:over', 1), ":2: ", "DTD"),
    "an entity that nobody declared": (called("Ut&bomb;recht").replace("&amp;bomb", "&bomb"), ":4: ", BROKEN),
    "a surrogate": (SOUND.replace("Utrecht", "Ut&#xD800;recht"), ":4: ", BROKEN),
    "a control character": (SOUND.replace("Utrecht", "Ut&#x1b;recht"), ":4: ", BROKEN),
    "NUL": (SOUND.replace("Utrecht", "Ut\0recht"), ":4: ", BROKEN),
    "zeros": (b"\x00" * 1000, ":1: ", BROKEN),
    "a zip": (b"PK\x03\x04" + b"\xff" * 1000, ":1: ", BROKEN),
    "cut off": (everyone()[:50_000], ":", BROKEN),
    "another root": ("<html><body/></html>", ":1: ", "geen export"),
    "a root of 8 MB": ("<" + "x" * 8_000_000, ":1: ", "langer dan 1 MB"),
    "no organisations": ("<p:overheidsorganisaties xmlns:p='x'/>", ": ", "geen enkele organisatie"),
    "empty": ("", ": ", "geen enkele organisatie"),
    "deep": (export([organisation(more="<a>" * 100_000)]), ":4: ", "lagen diep"),
    "a text of 5 MB": (export([organisation("x" * 5_000_000)]), ":4: ", "tekens"),
    "a hundred thousand values": (export([organisation(more="<p:afkorting>a</p:afkorting>" * 100_000)]), ":4: ", "meer dan 500"),
    "an attribute of 8 MB": (inside("<p:raad a='" + "x" * 8_000_000 + "'/>"), ":4: ", "langer dan 1 MB"),
    "a comment of 8 MB": (inside("<!--" + "x" * 8_000_000 + "-->"), ":4: ", "langer dan 1 MB"),
    "a name of 8 MB": (inside("<p:" + "x" * 8_000_000 + "/>"), ":4: ", "langer dan 1 MB"),
    "half a million attributes": (inside("<p:raad " + " ".join(f"a{i}=''" for i in range(500_000)) + "/>"), ":4: ", "langer dan 1 MB"),
    "three thousand municipalities": (export([organisation(f"Gemeente {i}", f"GM{i:04}") for i in range(3_000)]), ":", "meer dan 1000 gemeenten"),
    "Latin-1 as UTF-8": (export([organisation("Súdwest")]).encode("latin-1"), ":4: ", BROKEN),
    "UTF-16 in name only": (encoded("utf-16"), ":1: ", BROKEN),
    "UTF-32": (encoded("UTF-32").encode("utf-32"), ":", ""),
    "EBCDIC": (encoded("cp037"), ":1: ", BROKEN),
    **{f"encoding {name[:12]}": (encoded(name), ":1: ", "tekenset") for name in ("utf-7", "utf-32", "big5", "shift_jis", "rubbish", "rot13", "base64", "hex", "punycode", "idna", "undefined", "x" * 100_000)},
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused_with_the_line_and_nothing_is_written(name, judge):
    content, line, words = REFUSED[name]
    ended = judge(Case(name, {"f.xml": content}, 3, (f"f.xml{line}", words), IMPORT))
    assert len(ended.err) < 400


SOUND_ENOUGH = {
    "a file from elsewhere": (inside("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"), "Utrecht: 14 030"),
    "a stylesheet from elsewhere": (inside("<?xml-stylesheet href='http://localhost/x'?>"), "Utrecht: 14 030"),
    "an export of before the register": (SOUND.replace("2026-05-16", "0001-01-01"), "zonder datum"),
    "an export of after all days": (SOUND.replace("2026-05-16", "9999-12-31"), "Utrecht: 14 030"),
    "a date of a million digits": (SOUND.replace("2026-05-16T", "9" * 900_000), "zonder datum"),
    "an end in other digits": (SOUND.replace("<p:types>", "<p:eindDatum>\u0661\u0662</p:eindDatum><p:types>"), "is niet te lezen"),
    "a code in other digits": (SOUND.replace("gm0344", "gm\u0660\u0663\u0664\u0664"), "geen CBS-code"),
    "a control character of 1983": (SOUND.replace("Utrecht", "Ut&#x9b;31mrecht"), "geen naam die kan worden afgedrukt"),
    "an override": (called("U\u202etrecht"), "geen naam die kan worden afgedrukt"),
    "marks piled up": (called("U" + "\u0301" * 60), "geen naam die kan worden afgedrukt"),
    "a path": (called("../../buiten"), "../../buiten: 14 030"),
    "a device of Windows": (called("Nul"), "Nul: 14 030"),
    "markup and formats": (called("<b>&amp;{today}%s #x: [a] 'b' \"c\" `d` $HOME"), "<b>&amp;{today}%s #x: [a] 'b' \"c\" `d` $HOME: 14 030"),
    "a formula": (called("=1+1"), "=1+1: 14 030"),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND_ENOUGH)
def test_what_can_be_read_is_taken_as_it_stands_and_written_where_it_was_asked(
    name, judge, tmp_path
):
    content, words = SOUND_ENOUGH[name]
    judge(Case(name, {"f.xml": content}, 0, (words,), IMPORT, writes="m/"))
    written = {p.name for p in (tmp_path / "hier" / "m").rglob("*") if p.is_file()}
    assert written <= {"schema.json", ".wegwijs-overgenomen", "utrecht.yaml", "buiten.yaml", "gemeente-nul.yaml", "1-1.yaml", "b-amp-today-s-x-a-b-c-d-home.yaml"}  # fmt: skip


def own(content: object, **more: object) -> Files:
    return {"f.xml": SOUND, "m/editions/utrecht.yaml": content} | more  # type: ignore[dict-item]


def contact(phone: str, read: str, checked: str = "2020-01-01") -> Files:
    """A contact of which an import wrote the phone, as it is ``read``."""
    return own(MUNICIPALITY.format(phone=phone, imported=mark(read), checked=checked))


EXISTING = [
    Case("the folder is a file", {"f.xml": SOUND, "m": "x"}, 2, ("kan niet worden geschreven",)),
    Case("the folder is a link to itself", {"f.xml": SOUND, "m": link("m")}, 2, ("kan niet worden geschreven",)),
    Case("editions is a file", {"f.xml": SOUND, "m/editions": "x"}, 2, ("kan niet worden geschreven",)),
    Case("the edition is a pipe", own(pipe), 3, ("editions/utrecht.yaml: dit is een map of geen gewoon bestand",)),
    Case("the edition is a folder", own(folder), 3, ("editions/utrecht.yaml: dit is een map of geen gewoon bestand",)),
    Case("the edition is 10 GB", own(hollow(10_000_000_000)), 3, ("editions/utrecht.yaml: het bestand is 10.000.000.000 bytes",)),
    Case("the edition is a link out of the folder", own(link("../../../buiten.txt")), 0, ("geen uitgave van een gemeente",)),
    Case("the schema is a folder", own("x", **{"m/schema.json": folder}), 2, ("kan niet worden geschreven",)),
    Case("the schema is 10 GB", {"f.xml": SOUND, "m/schema.json": hollow(10_000_000_000)}, 0, ("1 nieuw",)),
    Case("contacts are a word", own("edition: {kind: municipality, name: Utrecht, contacts: abc}\n"), 0, ("niet precies één contact",)),
    Case("values are lists and maps", contact("[x]", "['x']", "{a: b}"), 0, ("telefoon: in uw bestand ['x'], in het register 14 030",)),
    Case("a value is a list", contact("[x]", "['x']"), 0, ("telefoon: in uw bestand ['x'], in het register 14 030",)),
    *(Case(f"{field} is {typed[:9]}", own(f"edition: {{kind: municipality, name: Utrecht, {field}: {typed}, contacts: []}}\n"), 0, ("niet precies één contact",)) for field in ("imported", "cbs_code") for typed in ("[a, b]", "{a: b}", "''", "x" * 1_999)),
    Case("a value of half a megabyte of spaces", contact("a" + " " * 400_000 + "b", "a b"), 0, ("verander het zelf",)),
    Case("a value full of hashes", contact("a # " * 600, "a"), 0, ("verander het zelf",)),
    Case("no file", {}, 2, ("het bestand f.xml bestaat niet",)),
    Case("a pipe", {"f.xml": pipe}, 2, ("het bestand f.xml is geen bestand",)),
    Case("a folder", {"f.xml": folder}, 2, ("het bestand f.xml is geen bestand",)),
    Case("a link to itself", {"f.xml": link("f.xml")}, 2, ("het bestand f.xml bestaat niet",)),
    Case("a device", {"f.xml": link("/dev/zero")}, 2, ("het bestand f.xml is geen bestand",)),
    Case("600 MB", {"f.xml": hollow(600_000_000)}, 3, ("f.xml: het bestand is groter dan 500 MB",)),
]  # fmt: skip


@pytest.mark.parametrize("case", EXISTING, ids=str)
def test_what_lies_there_already_is_not_followed_out_of_the_folder_or_waited_for(case, judge):
    judge(Case(case.name, case.files, case.code, case.says, IMPORT, writes="m/"))
