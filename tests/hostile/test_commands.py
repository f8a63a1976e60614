"""An order may be typed by a script gone wrong: it is told what is wrong, in Dutch, with code 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import in_more
from tests.hostile import cage
from tests.hostile.cases import BUILD, Case, edition, folder, link, pipe, put
from tests.hostile.conftest import everything

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="names in bytes are of Unix")
LONG = "x" * 100_000
BYTES = "\udcff\udcfe"  # as Python has the bytes FF FE
TO = ("build", "x", "--sources", "eigen", "--product", "pocket-card", "--output")
FROM = ("build", "x", "--output", "uit", "--sources")

TYPED = [
    Case("nothing as a command", {}, 2, ("de opdracht '' bestaat niet",), ("",)),
    Case("an escape sequence as a command", {}, 2, ("de opdracht '\\x1b[31mrood' bestaat niet",), ("\x1b[31mrood",)),
    Case("an escape sequence as an option", {}, 2, ("bestaat niet",), ("build", "--\x1b[31mrood")),
    Case("an override as an option", {}, 2, ("de optie --\\u202edoor bestaat niet",), ("build", "--\u202edoor")),
    Case("a command of 100,000 letters", {}, 2, ("bestaat niet",), ("x" * 20_000,)),
    Case("bytes as a command", {}, 2, ("bestaat niet",), (BYTES,)),
    Case("a value for a switch", {}, 2, ("--json: zonder waarde",), ("build", "--json=x")),
    Case("more than asked for", {}, 2, ("dit hoort er niet bij: meer",), ("changes", "meer")),
    Case("more files than one", {}, 2, ("dit hoort er niet bij: b",), ("import", "roo", "a", "b")),
    Case("no edition", edition(), 2, ("editie '' bestaat niet",), ("build", "", *BUILD[2:])),
    *(Case(f"the edition {id_!a}", edition(), 2, ("bestaat niet",), ("build", id_, *BUILD[2:])) for id_ in ("../x", "/etc/passwd", "x/../x", ".", "..", "x.yaml", "X", "x ", "*", "%s", "{x}", "$HOME", "`id`", "x\n", BYTES, "x" * 5_000)),
    *(Case(f"the language {code!a}", edition(), 2, ("is er niet",), (*BUILD, "--language", code)) for code in ("", "../../x", "/etc", "NL", "nl ", "%s", "x" * 5_000)),
    *(Case(f"--jobs {text[:9]!a}", edition(), 2, ("--jobs: geef een getal van 1 tot en met 256",), (*BUILD, "--jobs", text)) for text in ("0", "-1", "257", "9" * 5_000, "x", "", "1e3", "NaN")),
    *(Case(f"--dpi {text!a}", {}, 2, ("--dpi: geef een getal van 36 tot en met 600",), ("preview", "uit", "--dpi", text)) for text in ("\u0661\u0665\u0660", "\uff11\uff15\uff10", "1_50", " 150", "+150", "150.0")),
    *(Case(f"--jobs {text!a}", edition(), 2, ("--jobs: geef een getal van 1 tot en met 256",), (*BUILD, "--jobs", text)) for text in ("\u0662", "1_0", " 2")),
    *(Case(f"--today {text[:12]!a}", edition(), 2, ("--today: geef een datum als 2026-11-23, van 2000 tot en met 2099",), (*BUILD, "--today", text)) for text in ("", "gisteren", "2026-02-30", "0000-00-00", "10000-01-01", "9" * 5_000, "0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31")),
    *(Case(f"SOURCE_DATE_EPOCH={text[:12]!r}", edition(), 2, ("SOURCE_DATE_EPOCH moet een aantal seconden zijn",), BUILD, {"SOURCE_DATE_EPOCH": text}) for text in ("rommel", "-1", "1.5", " 1", "\u0661", "9" * 30, "9" * 5_000, "253402300800", "253402300799", "4102444800", "946684799", "0")),
    Case("an epoch of rubbish and a day", edition(), 2, ("SOURCE_DATE_EPOCH",), (*BUILD, "--today", "2026-11-23"), {"SOURCE_DATE_EPOCH": "rommel"}),
    Case("the last day of all for check", edition(), 2, ("--today: geef een datum",), ("check", "x", *BUILD[2:4], "--today", "9999-12-31")),
    Case("the first day that data can have", edition(), 0, (), (*BUILD, "--today", "2000-01-01")),
    Case("the last day that data can have", edition(), 0, ("Let op, gegevens zijn oud",), (*BUILD, "--today", "2099-12-31")),
    Case("the first second that data can have", edition(), 0, (), BUILD, {"SOURCE_DATE_EPOCH": "946684800"}),
    Case("the last second that data can have", edition(), 0, (), BUILD, {"SOURCE_DATE_EPOCH": "4102444799"}),
    Case("no output", edition(), 2, ("--output: geef de naam van een map",), (*TO, "")),
    Case("NUL in the output", edition(), 2, ("--output: in deze naam staat een teken dat niet kan",), (*TO, "a\0b")),
    Case("an output of 300 letters", edition(), 2, ("--output: deze naam is te lang",), (*TO, "x" * 300)),
    Case("an output of 3000 folders", edition(), 2, ("--output: deze naam is te lang",), (*TO, "x/" * 3_000)),
    Case("the output is a file", edition() | {"uit": "van mij"}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the output is in a file", edition() | {"a": "van mij"}, 2, ("in de map a/uit kan niet worden geschreven",), (*TO, "a/uit")),
    Case("the output is a link to itself", edition() | {"uit": link("uit")}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the output is a link to nothing", edition() | {"uit": link("nergens/x")}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the output is a pipe", edition() | {"uit": pipe}, 2, ("in de map uit kan niet worden geschreven",)),
    Case("the output is a device", edition(), 2, ("in de map /dev/null kan niet worden geschreven",), (*TO, "/dev/null")),
    *(Case(f"an output in {place}", edition(), 2, (f"in de map {place} kan niet worden geschreven",), (*TO, place)) for place in ("/proc/uit", "/sys/uit") if Path(place).parent.exists()),
    Case("no sources", {}, 2, ("--sources: die map bestaat niet",), (*FROM, "")),
    Case("NUL in the sources", {}, 2, ("--sources: die map bestaat niet",), (*FROM, "a\0b")),
    Case("sources of 100,000 letters", {}, 2, ("--sources: die map bestaat niet",), (*FROM, LONG)),
    Case("the sources are a file", {"eigen": "x"}, 2, ("Dit is geen gegevens-bestand van Wegwijs",)),
    Case("the sources are a pipe", {"eigen": pipe}, 2, ("--sources: die map bestaat niet",)),
    Case("the sources are a link to themselves", {"eigen": link("eigen")}, 2, ("--sources: die map bestaat niet",)),
    Case("empty sources", {"eigen": folder}, 2, ("editie 'x' bestaat niet",)),
    Case("a register of 300 letters", {}, 2, ("deze naam is te lang",), ("import", "roo", "x" * 300)),
    Case("a register with NUL", {}, 2, ("een teken dat niet kan",), ("import", "roo", "a\0b")),
    Case("a folder of 300 letters for init", {}, 2, ("deze naam is te lang",), ("init", "x" * 300, "--kind", "school", "--name", "x")),
    *(Case(f"init --name {name[:12]!a}", {}, 2, ("--name: ",), ("init", "m", "--kind", "school", "--name", name)) for name in ("", " ", "\x1b[31m", "\u202ex", BYTES, "x" * 101, "...", "مدرسة", "x" + "\u0301" * 9)),
]  # fmt: skip


@pytest.mark.parametrize("case", TYPED, ids=str)
def test_an_order_that_cannot_be_carried_out_is_told_and_nothing_is_written(case, judge):
    judge(case)


@UNIX
@pytest.mark.parametrize("name", [BYTES, "een map ", "uit\n", "-uit", "%s{x}$HOME", "é"])
def test_a_folder_may_have_any_name_that_the_disk_takes(name, tmp_path):
    here = tmp_path / "hier"
    put(here, {file.replace("eigen", f"{name} eigen", 1): text for file, text in edition().items()})
    order = ["build", "x", f"--sources={name} eigen", f"--output={name}", "--product=pocket-card"]
    for _ in range(2):
        ended = cage.run(order, here)
        assert (ended.code, ended.killed, ended.err) == (0, "", "")
    assert "nog goed" in ended.out
    made = {path.name for path in (here / name / "x" / "nl").iterdir()}
    assert made == {"pocket-card.pdf", "pocket-card-a4.pdf"}


@UNIX
def test_an_edition_whose_file_name_is_no_text_is_told_and_the_others_are_made(judge, tmp_path):
    files = edition() | {f"eigen/editions/{BYTES}.yaml": "edition: {}"}
    case = Case("bytes", files, 7, ("\\udcff\\udcfe", "edition.id: dit veld ontbreekt"), ("build", "--all", *BUILD[2:]))  # fmt: skip
    judge(case)
    old = tmp_path / "hier" / "eigen" / "editions" / f"{BYTES}.yaml"
    os.utime(old, (1, 1))
    assert cage.run(case.arguments, tmp_path / "hier").code == 7  # with that file in the manifest


def test_what_took_the_place_of_a_file_since_the_last_run_is_not_waited_for(tmp_path):
    here = tmp_path / "hier"
    put(here, edition())
    assert cage.run(BUILD, here).code == 0
    for name, make in (("labels.yaml", pipe), ("guidance.yaml", link("/dev/zero")), ("locale/nl.po", pipe)):  # fmt: skip
        put(here, {f"eigen/{name}": make})
        before = everything(here / "uit")
        ended = cage.run(BUILD, here)
        assert not ended.killed
        assert ended.code == (0 if name.endswith(".po") else 3)  # nobody translates into Dutch
        assert everything(here / "uit") == before
        (here / "eigen" / name).unlink()


POOR = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp437"},
    {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("env", [*in_more(*POOR[:2]), POOR[2]], ids=lambda env: next(iter(env)))
def test_a_terminal_without_our_letters_shows_them_written_out(env, tmp_path):
    put(tmp_path, {"f.xml": "", **edition(publisher="Zorgcoördinator", titel="é")})
    order = [*BUILD, "--dry-run"]
    ended = cage.alone(order, tmp_path, env)
    assert (ended.code, ended.killed) == (3, "")
    assert "Traceback" not in ended.err
    told = cage.alone(["--help"], tmp_path, env)
    assert (told.code, told.err) == (0, "")
    name = cage.alone(["init", "m", "--kind", "school", "--name", "Zoë 学"], tmp_path, env)
    if "LANG" in env:  # Python cannot know which letters the bytes were meant to be
        assert (name.code, name.out) == (2, "")
    else:
        assert (name.code, name.err) == (0, "")
        text = (tmp_path / "m" / "editions" / "zoe.yaml").read_text("utf-8")
        assert text.count("Zoë 学") == 2
    status = cage.alone(["translate", "status"], tmp_path, env)
    assert (status.code, status.err) == (0, "")
    assert "nglish" in status.out and "Traceback" not in status.out


@UNIX
def test_bytes_that_are_no_text_are_arguments_like_any_other(tmp_path):
    ended = cage.alone([b"build", b"\xff\xfe"], tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "editie '\\udcff\\udcfe' bestaat niet" in ended.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_an_output_in_a_folder_that_may_not_be_written_in_is_told(tmp_path, judge):
    def closed(path):
        path.mkdir(mode=0o555)

    judge(
        Case(
            "closed", edition() | {"uit": closed}, 2, ("in de map uit kan niet worden geschreven",)
        )
    )
