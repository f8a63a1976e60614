"""What a script, a cron job or a person at a terminal may rely on."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import generate
from wegwijs.commands import libraries
from wegwijs.press.files.store import FolderNotWritable, prepare, write

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "generate.py"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="signals, modes and terminals of Unix")

FILES = {
    "leaflet": ["leaflet.pdf"],
    "handout": ["handout.docx"],
    "pocket-card": ["pocket-card.pdf", "pocket-card-a4.pdf"],
    "print-instructions": ["print-instructions.pdf"],
}
if find_spec("wegwijs.layouts.products.handout.render") is None:  # not written yet
    del FILES["handout"]
NAMES = [name for files in FILES.values() for name in files]
EVERY = [f"--product={product}" for product in FILES]
HEAVY = (
    "reportlab",
    "docx",
    "uharfbuzz",
    "icu",
    "pydantic",
    "yaml",
    "qrcode",
    "idna",
    "phonenumbers",
    "babel",
    "httpx",
    "protego",
    "PIL",
    "pypdfium2",
)
TOO_LONG = " ".join(
    4 * ["Voor iedereen op school en in de opvang, en voor alle ouders en kinderen."]
)

_UNSET = ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "PYTHONWARNINGS")
TODAY = {"SOURCE_DATE_EPOCH": "1795392000"}  # no fact is old yet
CLEAN = {name: value for name, value in os.environ.items() if name not in _UNSET} | TODAY
# What a run tells every 15 s: whether it does so depends on how busy the machine is.
PROGRESS = re.compile(r"^\[\d+/\d+\] [^\n]*\n", re.MULTILINE)
OURS = ("manifest.json", ".wegwijs.lock", ".wegwijs.journal")  # beside the documents


def run(
    *arguments: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    before: str | None = None,
    **more: Any,
) -> subprocess.CompletedProcess[str]:
    """The program, as a user starts it; with ``before`` something breaks first."""
    start = [str(PROGRAM)]
    if before is not None:
        tail = "import generate; sys.exit(generate.main(sys.argv[1:]))"
        start = ["-c", f"import os, sys; sys.path.insert(0, {str(ROOT)!r})\n{before}\n{tail}"]
    done = subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        cwd=cwd,
        env=CLEAN | dict(env or {}),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
        **more,
    )
    done.stderr = PROGRESS.sub("", done.stderr)
    return done


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The program in this process, started in the folder of the test: what it says and does is the
    same, and nothing is loaded again.
    """
    monkeypatch.chdir(tmp_path)
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)
    for name, value in TODAY.items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        typed = list(map(str, arguments))
        capsys.readouterr()
        code = generate.main(typed)
        told = capsys.readouterr()
        return subprocess.CompletedProcess(typed, code, told.out, PROGRESS.sub("", told.err))

    return run


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name not in OURS
    }


@pytest.fixture(scope="module")
def first(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The national pack, made once, in a folder beside where the program was started."""
    cwd = tmp_path_factory.mktemp("elders")
    return run("build", *EVERY, "--output", "uit voer é", "--json", cwd=cwd), cwd / "uit voer é"


@pytest.fixture(scope="module")
def pack(first: tuple[subprocess.CompletedProcess[str], Path]) -> dict[str, bytes]:
    return tree(first[1])


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """An output folder with files of an earlier day in it."""
    folder = tmp_path / "uit" / "nationaal" / "nl"
    folder.mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_bytes(f"{name} van gisteren".encode())
        os.utime(folder / name, (1795392000, 1795392000))
    return tmp_path / "uit"


def own(folder: Path, name: str, old: str, new: str) -> Path:
    """A folder for --sources with one shipped file, changed."""
    text = (ROOT / "sources" / name).read_text("utf-8")
    assert text.count(old) == 1
    (folder / "eigen").mkdir(exist_ok=True)
    (folder / "eigen" / name).write_text(text.replace(old, new), "utf-8")
    return folder / "eigen"


def invalid(folder: Path) -> Path:
    return own(folder, "organisations.yaml", "number: 0900-8844", "number: 0900-WIJK")


def too_long(folder: Path) -> Path:
    """A line that stands on the card only."""
    return own(folder, "organisations.yaml", "Voor onderwijs en kinderopvang", TOO_LONG)


# --- what is made -----------------------------------------------------------------------------


def test_a_build_makes_the_files_of_every_product_below_the_output_folder(
    pack: dict[str, bytes],
) -> None:
    assert sorted(pack) == sorted(f"nationaal/nl/{name}" for name in NAMES)
    for name, data in pack.items():
        assert data.startswith(b"%PDF-1.7" if name.endswith(".pdf") else b"PK")


def test_json_is_all_there_is_on_stdout_and_true(
    first: tuple[subprocess.CompletedProcess[str], Path], pack: dict[str, bytes]
) -> None:
    done, _ = first
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["planned"], told["failed"]) == ([], [])
    made = {Path(made["path"]).relative_to("uit voer é").as_posix(): made for made in told["made"]}
    assert {name: (made[name]["bytes"], made[name]["sha256"]) for name in made} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in pack.items()
    }
    products = {name: product for product, names in FILES.items() for name in names}
    for name, row in made.items():
        assert (row["edition"], row["language"], row["product"]) == (
            "nationaal",
            "nl",
            products[Path(name).name],
        )


@UNIX
@pytest.mark.parametrize(
    ("env", "umask", "mode"),
    [
        (
            {
                "PYTHONHASHSEED": "1",
                "TZ": "Asia/Tokyo",
                "LC_ALL": "C",
                "SOURCE_DATE_EPOCH": "946684800",
                "HOME": "/nonexistent",
            },
            0o027,
            0o640,
        ),
        (
            {
                "PYTHONHASHSEED": "77",
                "TZ": "America/Lima",
                "LANG": "ar_EG.UTF-8",
                "LC_ALL": "tr_TR.UTF-8",
            },
            0o002,
            0o664,
        ),
    ],
)
def test_the_same_bytes_wherever_and_whenever_with_the_rights_that_the_user_gives_to_files(
    pack: dict[str, bytes], tmp_path: Path, env: dict[str, str], umask: int, mode: int
) -> None:
    done = run(
        "build", *EVERY, "--output", tmp_path / "b", cwd=ROOT / "tests", env=env, umask=umask
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{len(NAMES)} bestanden gemaakt:",
        *(f"  {tmp_path / 'b' / 'nationaal' / 'nl' / name}" for name in NAMES),
    ]
    assert tree(tmp_path / "b") == pack
    assert {p.stat().st_mode & 0o777 for p in tmp_path.rglob("[a-z]*.*") if p.is_file()} == {mode}


def test_two_builds_at_once_into_one_folder_do_each_other_no_harm(
    tmp_path: Path, pack: dict[str, bytes]
) -> None:
    codes: list[int] = []
    both = [
        threading.Thread(
            target=lambda: codes.append(
                run("build", *EVERY, "--output=uit", cwd=tmp_path).returncode
            )
        )
        for _ in range(2)
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(codes) in ([0, 0], [0, 2])  # 2: the other is at work
    assert tree(tmp_path / "uit") == pack


@pytest.mark.parametrize("as_json", [False, True])
def test_a_dry_run_tells_what_would_be_made_and_writes_nothing(
    here: Run, tmp_path: Path, as_json: bool
) -> None:
    done = here("build", *EVERY, "--dry-run", "--output=uit", *["--json"] * as_json)
    assert (done.returncode, done.stderr) == (0, "")
    paths = [str(Path("uit", "nationaal", "nl", name)) for name in NAMES]
    if as_json:
        told = json.loads(done.stdout)
        assert (told["planned"], told["made"], told["failed"]) == (paths, [], [])
        assert set(map(str, told["why"].values())) == {"['nog niet gemaakt']"}
    else:
        assert [line.strip() for line in done.stdout.splitlines()[1:]] == paths
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_finds_the_mistakes_too(here: Run, tmp_path: Path) -> None:
    done = here("build", "--dry-run", "--json", "--sources", invalid(tmp_path))
    assert done.returncode == 3
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["file"] == "eigen/organisations.yaml"
    assert problem["line"] > 0 and problem["field"].endswith("number")


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        ["check", "--help"],
        ["status", "--help"],
        ["translate", "--help"],
        ["preview", "--help"],
        ["--version"],
    ],
)
def test_help_goes_to_a_file_as_plain_dutch_text(tmp_path: Path, arguments: list[str]) -> None:
    with (tmp_path / "hulp.txt").open("wb") as file:
        done = subprocess.run([sys.executable, PROGRAM, *arguments], cwd=tmp_path, stdout=file, stderr=subprocess.PIPE, env=CLEAN, check=False)  # fmt: skip
    text = (tmp_path / "hulp.txt").read_text("utf-8")
    assert (done.returncode, done.stderr) == (0, b"")
    assert text.startswith("Gebruik: python generate.py" if "--help" in arguments else "wegwijs ")
    assert "\x1b" not in text
    assert not re.search(r"Usage|Options|Show this|OPTIONS", text)


def test_help_tells_every_exit_code(here: Run) -> None:
    text = here("--help").stdout
    for code in (0, 1, 2, 3, 4, 5, 6, 7, 130):
        assert re.search(rf"\b{code} [a-z]", text)


@UNIX
def test_help_takes_less_than_three_tenths_of_a_second_of_work(tmp_path: Path) -> None:
    def seconds() -> float:
        """Of the processor, so that a busy machine does not count."""
        before = os.times()
        run("--help", cwd=tmp_path)
        after = os.times()
        spent = after.children_user - before.children_user
        return spent + after.children_system - before.children_system

    assert min(seconds() for _ in range(5)) < 0.3


IMPORTED = """
import atexit
atexit.register(lambda: print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        ["check", "--help"],
        ["status", "--help"],
        ["preview", "--help"],
        ["build", "--optie"],
    ],
)
def test_help_loads_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    loaded = run(*arguments, cwd=tmp_path, before=IMPORTED).stderr.split()
    assert "click" in loaded
    assert set(HEAVY).isdisjoint(loaded)


def test_a_leaflet_does_not_load_the_word_library(tmp_path: Path) -> None:
    done = run("build", "--product=leaflet", "--output=uit", cwd=tmp_path, before=IMPORTED)
    assert done.returncode == 0
    assert "reportlab" in done.stderr.split()
    assert {"docx", "lxml"}.isdisjoint(done.stderr.split())


# --- mistakes of the user -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bouw"], "de opdracht 'bouw' bestaat niet. Bedoelt u build? Kies uit: build, "),
        (["nationaal"], "Een editie maakt u met: python generate.py build EDITIE"),
        (
            ["translate", "bijwerken"],
            "'bijwerken' bestaat niet. Bedoelt u update? Kies uit: update, ",
        ),
        (["translate", "stand"], "Bedoelt u status?"),
        (["vertaal", "status"], "Bedoelt u translate?"),
        (["kijk-na"], "Bedoelt u proof?"),
        (["chekc"], "Bedoelt u check?"),
        (["xyz"], "de opdracht 'xyz' bestaat niet. Kies uit: build, "),
        (["--taal", "ar"], "Bedoelt u: python generate.py build --language ar\n"),
        (["--taal=ar"], "Bedoelt u: python generate.py build --language ar\n"),
        (["--editie", "utrecht"], "Bedoelt u: python generate.py build EDITIE\n"),
        (["--versie"], "de optie --versie bestaat niet. Bedoelt u --version?"),
        (["build", "--versie"], "Bedoelt u: python generate.py --version\n"),
        (["build", "--taal", "ar"], "de optie --taal bestaat niet. Bedoelt u --language ar?"),
        (["build", "--taal=ar"], "Bedoelt u --language ar?"),
        (["build", "--uitvoer", "mijn map"], 'Bedoelt u --output "mijn map"?'),
        (["build", "--taal", "--quiet"], "Bedoelt u --language?"),
        (["build", "--Taal", "ar"], "Bedoelt u --language ar?"),
        (["build", "--lanugage", "ar"], "Bedoelt u --language ar?"),
        (["build", "--uitvoer", "x"], "Bedoelt u --output x?"),
        (["build", "--gegevens", "x"], "Bedoelt u --sources x?"),
        (["build", "--proef"], "Bedoelt u --dry-run?"),
        (["build", "--editie", "x"], "Bedoelt u: python generate.py build EDITIE\n"),
        (["build", "-taal", "ar"], "Een optie begint met twee streepjes"),
        (["build", "--zzz"], "de optie --zzz bestaat niet.\n"),
        (
            ["check", "--language", "ar"],
            "--language hoort hier niet. --language is een optie van: build, preview.",
        ),
        (["preview", "--uitvoer", "x"], "Bedoelt u: python generate.py preview MAP\n"),
        (["proof", "--verslag", "x"], "Bedoelt u --report x?"),
        (["init", "m", "--soort", "school"], "Bedoelt u --kind school?"),
        (["init", "m", "--kind", "gemeente"], "Bedoelt u municipality?"),
        (
            ["build", "--profile", "drukkerij"],
            "--profile: kies uit office, press. Bedoelt u press?",
        ),
        (["--quiet"], "Bedoelt u: python generate.py build --quiet\n"),
        (
            ["build", "--produkt", "leaflet"],
            "de optie --produkt bestaat niet. Bedoelt u --product leaflet?",
        ),
        (
            ["build", "--product", "folder"],
            ". Bedoelt u leaflet?",
        ),
        (["build", "--profile", "drukker"], "--profile: kies uit office, press"),
        (["build", "--language", "xx"], "taal 'xx' is er niet. Kies uit: nl"),
        (["build", "--language"], "--language: hier hoort een waarde achter"),
        (["build", "--sources", "nergens"], "--sources: die map bestaat niet"),
        (["build", "landelijk"], "editie 'landelijk' bestaat niet. Kies uit: nationaal"),
        (["build", "../nationaal"], "editie '../nationaal' bestaat niet. Kies uit: nationaal"),
    ],
)
def test_a_mistake_in_the_command_is_told_in_dutch_with_exit_code_2(
    here: Run, tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_each_dutch_word_leads_to_an_option_a_command_or_a_choice_that_there_is() -> None:
    from wegwijs.commands import main, suggestions

    def commands(group: Any) -> Iterator[Any]:
        yield group
        for command in getattr(group, "commands", {}).values():
            yield from commands(command)

    known = list(commands(main.cli))
    options = {name.removeprefix("--") for c in known for p in c.params for name in p.opts}
    choices = {value for c in known for p in c.params for value in getattr(p.type, "choices", ())}
    assert suggestions.OPTIONS.keys() <= options
    assert suggestions.COMMANDS.keys() <= {command.name for command in known}
    assert suggestions.CHOICES.keys() <= choices
    for table in (suggestions.OPTIONS, suggestions.COMMANDS, suggestions.CHOICES):
        words = [word for words in table.values() for word in words]
        assert len(words) == len(set(words)), "a word for two things"
        assert all(
            suggestions.suggest(word, table, table) == name
            for name in table
            for word in table[name]
        )


@pytest.mark.parametrize("group", ["translate", "import"])
def test_a_group_alone_shows_its_commands(here: Run, group: str) -> None:
    done = here(group)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Gebruik: python generate.py {group} OPDRACHT")


def unwritable(folder: Path) -> Iterator[Path]:
    (folder / "bestand").write_text("x")
    yield folder / "bestand"
    yield folder / "bestand" / "uit"
    if Path("/proc/self").exists():
        yield Path("/proc/uit")
    if hasattr(os, "geteuid") and os.geteuid():
        (folder / "dicht").mkdir(mode=0o555)
        yield folder / "dicht"
        yield folder / "dicht" / "uit"


def test_a_folder_that_cannot_be_written_in_is_told_before_the_work_with_exit_code_2(
    here: Run,
    tmp_path: Path,
) -> None:
    folders = list(unwritable(tmp_path))
    done = here("build", *EVERY, "--output=bestand")
    assert (done.returncode, done.stdout) == (2, "")
    assert "in de map bestand kan niet worden geschreven" in done.stderr
    assert "Kies een andere map met --output" in done.stderr
    for folder in folders:
        with pytest.raises(FolderNotWritable, match=re.escape(str(folder))):
            prepare(folder)
    assert (tmp_path / "bestand").read_text() == "x"


def test_mistakes_in_the_data_are_all_told_with_exit_code_3_and_the_former_files_stay(
    here: Run, tmp_path: Path, former: Path
) -> None:
    before = tree(former)
    folder = invalid(tmp_path)
    own(
        tmp_path,
        "guidance.yaml",
        "title: Bent u bang dat iemand radicaliseert?",
        "titel: Bent u bang?",
    )
    done = here("build", *EVERY, "--sources", folder, "--output", former)
    assert (done.returncode, done.stdout) == (3, "")
    assert re.fullmatch(
        r"eigen/guidance\.yaml:\d+: guidance\.title: dit veld ontbreekt.*\n"
        r"eigen/guidance\.yaml:\d+: guidance\.titel: dit veld bestaat niet\. Bedoelt u 'title'\?\n"
        r"eigen/organisations\.yaml:\d+: organisations\[1\]\.phone\.number: '0900-WIJK' is geen telefoonnummer\..*\n",
        done.stderr,
    )
    assert tree(former) == before


def test_a_letter_without_a_glyph_is_told_with_its_line_and_exit_code_3(
    here: Run, tmp_path: Path
) -> None:
    folder = own(tmp_path, "labels.yaml", "kicker: Wegwijzer", "kicker: \u9053\u6a19")
    done = here("build", "--product=leaflet", "--sources", folder, "--output=uit")
    assert (done.returncode, done.stdout) == (3, "")
    assert re.search(
        r"eigen/labels\.yaml:\d+: labels\.kicker: teken '\u9053' \(U\+9053\)", done.stderr
    )
    assert not (tmp_path / "uit").exists()


def test_a_translation_that_is_not_ready_is_told_with_exit_code_4_and_the_former_files_stay(
    here: Run, tmp_path: Path, former: Path
) -> None:
    before = tree(former)
    catalan = "  ca: {name: català, dutch: Catalaans, locale: ca-ES, script: Latn, fonts: [Source Sans 3]}\n"
    (tmp_path / "eigen").mkdir()
    (tmp_path / "eigen" / "languages.yaml").write_text(f"languages:\n{catalan}")
    options = ["--product=leaflet", "--language=ca", "--sources=eigen", "--output", former]
    done = here("build", *options)
    assert (done.returncode, done.stdout) == (4, "")
    assert "--allow-drafts" in done.stderr
    assert tree(former) == before


def test_text_that_does_not_fit_is_told_with_panel_millimetres_and_its_place_and_exit_code_5(
    here: Run, tmp_path: Path, former: Path
) -> None:
    before = tree(former)
    options = ["--product=pocket-card", "--sources", too_long(tmp_path), "--output", former]
    done = here("build", *options)
    assert (done.returncode, done.stdout) == (5, "")
    assert "nationaal/nl/pocket-card is niet gemaakt: " in done.stderr
    panel = r"pocket-card \(nl\), paneel [\w ]+: \d+\.\d mm te veel: "
    assert re.search(panel + TOO_LONG, done.stderr)
    assert "Maak deze tekst korter, of neem er minder op." in done.stderr
    text = (tmp_path / "eigen" / "organisations.yaml").read_text("utf-8")
    line = text[: text.index(TOO_LONG)].count("\n")  # the key is on the line before
    place = f"Het staat in eigen/organisations.yaml:{line}: organisations[3].audience"
    assert place in done.stderr
    assert tree(former) == before


def test_an_address_too_long_for_a_readable_code_is_told_once_and_all_is_made(
    here: Run,
    tmp_path: Path,
) -> None:
    address = "https://www.nctv.nl/" + "x" * 60
    folder = own(
        tmp_path, "organisations.yaml", "address: https://www.nctv.nl\n", f"address: {address}\n"
    )
    options = ["--language=nl", "--language=en", "--sources", folder, "--output=uit"]
    done = here("build", *options)
    assert done.returncode == 0
    assert done.stderr.count("te lang voor een QR-code (80 tekens, 62 is het meeste)") == 1
    assert "De QR-code gaat naar https://www.nctv.nl," in done.stderr
    assert len(tree(tmp_path / "uit")) == 2 * len(NAMES)
    done = here("build", *options, "--json", "--force")
    (notice,) = json.loads(done.stdout)["notices"]
    assert notice.startswith("eigen/organisations.yaml:")


def test_what_fails_does_not_stop_the_rest_and_gives_exit_code_7(
    here: Run, tmp_path: Path, former: Path, pack: dict[str, bytes]
) -> None:
    before = tree(former)
    options = ["--product=pocket-card", "--product=leaflet", "--sources", too_long(tmp_path)]
    done = here("build", *options, "--output", former, "--json")
    assert done.returncode == 7
    told = json.loads(done.stdout)
    assert [Path(made["path"]).name for made in told["made"]] == ["leaflet.pdf"]
    (failed,) = told["failed"]
    reason = failed.pop("reason")
    assert failed == {
        "edition": "nationaal",
        "language": "nl",
        "product": "pocket-card",
        "exit_code": 5,
    }
    assert TOO_LONG in reason
    assert done.stderr.endswith(f"nationaal/nl/pocket-card is niet gemaakt: {reason}\n")
    leaflet = "nationaal/nl/leaflet.pdf"
    kept = "nationaal/nl/leaflet (aangepast 2026-11-23).pdf"
    assert tree(former) == before | {leaflet: pack[leaflet], kept: before[leaflet]}


def test_a_file_that_cannot_be_replaced_is_named_as_the_user_knows_it_with_exit_code_7(
    here: Run,
    tmp_path: Path,
) -> None:
    (tmp_path / "uit" / "nationaal" / "nl" / "leaflet.pdf").mkdir(parents=True)
    done = here("build", "--product=leaflet", "--output=uit")
    assert (done.returncode, done.stdout) == (7, "")
    assert str(Path("uit", "nationaal", "nl", "leaflet.pdf")) in done.stderr
    assert ".part" not in done.stderr
    assert tree(tmp_path) == {}
    assert not (tmp_path / "uit" / ".wegwijs.journal").exists()


@UNIX
def test_a_full_disk_leaves_the_former_files_and_gives_exit_code_7(
    tmp_path: Path, former: Path
) -> None:
    import resource

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    before = tree(former)
    options = ["--product=leaflet", "--product=pocket-card", "--output", former]
    done = run("build", *options, cwd=tmp_path, preexec_fn=small_files_only)
    assert (done.returncode, done.stdout) == (7, "")
    assert "nationaal (folder en zakkaartje in het Nederlands) is niet gemaakt: " in done.stderr
    assert done.stderr.count("Schrijven lukt niet: het bestand wordt te groot") == 1
    assert tree(former) == before


MISSING_FONT = """
import importlib.util
find_spec = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "fontpkg_source_sans_3" else find_spec(name, *more)
"""


def test_a_missing_font_is_told_with_how_to_install_it_and_exit_code_6(
    tmp_path: Path, former: Path
) -> None:
    before = tree(former)
    done = run("build", *EVERY, "--output", former, cwd=tmp_path, before=MISSING_FONT)
    assert (done.returncode, done.stdout) == (6, "")
    assert (
        "Source Sans 3 ontbreekt. Installeer het met: python -m pip install fontpkg-source-sans-3"
        in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert tree(former) == before


def test_without_its_libraries_the_program_says_in_two_lines_what_to_do(tmp_path: Path) -> None:
    bare = [sys.executable, "-S", str(PROGRAM)]  # without what was installed
    done = subprocess.run(
        bare, cwd=tmp_path, capture_output=True, encoding="utf-8", env=CLEAN, check=False
    )
    assert (done.returncode, done.stdout) == (6, "")
    fault, remedy = done.stderr.splitlines()
    assert fault == "Wegwijs kan niet starten: het onderdeel 'click' is niet geïnstalleerd."
    assert "map van het programma" in remedy
    assert "generate.py" in remedy


@pytest.mark.parametrize("library", ["yaml", "icu", "qrcode"])
def test_one_library_that_is_not_there_is_named_with_what_to_do(
    tmp_path: Path, library: str
) -> None:
    gone = f"sys.modules[{library!r}] = None"
    done = run("build", "--product=handout", "--output=uit", cwd=tmp_path, before=gone)
    assert (done.returncode, done.stdout) == (6, "")
    assert f"het onderdeel {library!r} is niet geïnstalleerd." in done.stderr
    assert "Traceback" not in done.stderr
    assert not [*tmp_path.rglob("*.docx")]


def test_a_python_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert libraries.too_old() == ""
    monkeypatch.setattr(libraries, "OLDEST", (9, 1))
    assert "Wegwijs heeft Python 9.1 of nieuwer nodig.\nHaal die op" in libraries.too_old()


def test_what_our_own_files_lack_is_a_fault_of_the_program() -> None:
    assert libraries.missing_library(ModuleNotFoundError("x", name="wegwijs.layouts.weg")) == ""
    assert (
        libraries.missing_library(ImportError("cannot import name 'x' from 'enum'", name="enum"))
        == ""
    )
    assert "'icu' werkt niet" in libraries.missing_library(
        ImportError("DLL load failed", name="icu._icu_")
    )


def test_a_fault_of_the_program_shows_its_traceback_and_gives_exit_code_1(tmp_path: Path) -> None:
    broken = "import wegwijs.layouts.content.outline_builder; wegwijs.layouts.content.outline_builder.build_outline = lambda *given: 1 / 0"
    done = run("build", "--product=leaflet", "--output=uit", cwd=tmp_path, before=broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert "ZeroDivisionError" in done.stderr
    assert not (tmp_path / "uit").exists()


# --- Ctrl-C -----------------------------------------------------------------------------------

CTRL_C_WHILE_WRITING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job may ignore it
import {module}
{module}.{name} = lambda *given: os.kill(os.getpid(), signal.SIGINT)
"""


@UNIX
@pytest.mark.parametrize(
    ("module", "name"),
    [("pathlib", "Path.replace"), ("wegwijs.press.files.aside", "_flush")],
    ids=["a file is whole", "the former one is put aside"],
)
def test_ctrl_c_halfway_a_file_leaves_the_former_one_and_gives_exit_code_130(
    tmp_path: Path, former: Path, module: str, name: str
) -> None:
    before = tree(former)
    planted = CTRL_C_WHILE_WRITING.format(module=module, name=name)
    done = run("build", *EVERY, "--output", former, cwd=tmp_path, before=planted)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.endswith("\nAfgebroken. Wat er stond, staat er nog.\n")
    assert tree(former) == before


CTRL_C_IN_A_LIBRARY_THAT_CATCHES_ALL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
import wegwijs.layouts.content.outline_builder
def build_outline(*given):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        import time; time.sleep(5)
    except:
        raise RuntimeError("something went wrong") from None
wegwijs.layouts.content.outline_builder.build_outline = build_outline
"""


@UNIX
def test_ctrl_c_that_a_library_turns_into_its_own_error_is_still_ctrl_c(tmp_path: Path) -> None:
    swallowed = CTRL_C_IN_A_LIBRARY_THAT_CATCHES_ALL
    done = run("build", *EVERY, "--output=uit", cwd=tmp_path, before=swallowed)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "Afgebroken. Wat er stond, staat er nog."


@UNIX
@pytest.mark.parametrize("delay", [0.0, 0.25])
def test_ctrl_c_at_any_moment_leaves_only_whole_files(
    tmp_path: Path, pack: dict[str, bytes], delay: float
) -> None:
    command = [sys.executable, str(PROGRAM), "build", *EVERY, "--output=uit"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN
    )
    while not (tmp_path / "uit").exists() and process.poll() is None:
        time.sleep(0.005)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    made = tree(tmp_path / "uit")
    assert made.items() <= pack.items()
    if process.returncode == 130:
        assert errors.decode().strip() == "Afgebroken. Wat er stond, staat er nog."
    else:  # too late: all is made, and Python may already be on its way out
        assert process.returncode in (0, -signal.SIGINT), errors.decode()
        assert made == pack


# --- the file is written whole or not at all ----------------------------------------------------


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("where", ["os.fsync", "pathlib.Path.open", "pathlib.Path.replace"])
@pytest.mark.parametrize("there", [True, False])
def test_a_write_that_fails_anywhere_leaves_the_former_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException, there: bool
) -> None:
    file = tmp_path / "nl" / "leaflet.pdf"
    if there:
        write(file, b"gisteren")
    before = tree(tmp_path)

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(where, fail)
    with pytest.raises(type(error)):
        write(file, b"vandaag")
    monkeypatch.undo()
    assert tree(tmp_path) == before
    write(file, b"morgen")
    assert tree(tmp_path) == {"nl/leaflet.pdf": b"morgen"}


def test_the_new_file_is_whole_before_it_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "leaflet.pdf"
    write(file, b"gisteren")
    seen: list[dict[str, bytes]] = []
    replace = Path.replace

    def look(part: Path, target: Path) -> Path:
        seen.append({"part": part.read_bytes(), "file": file.read_bytes()})
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", look)
    write(file, b"vandaag")
    assert seen == [{"part": b"vandaag", "file": b"gisteren"}]
    assert tree(tmp_path) == {"leaflet.pdf": b"vandaag"}


# --- at a terminal ------------------------------------------------------------------------------


def at_a_terminal(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None
) -> tuple[int, bytes, bytes]:
    """Exit code, what came out of the pipe behind stdout, and what stands on the terminal."""
    import pty

    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env=CLEAN | {"TERM": "xterm"} | dict(env or {}),
    ) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                read = os.read(main, 4096)
            except OSError:  # how Linux tells the end
                break
            if not read:
                break
            shown += read
        os.close(main)
        assert process.stdout
        output = process.stdout.read()
    return process.returncode, output, shown


def screen(shown: bytes) -> str:
    """The last line as a person sees it in the end."""
    line: list[str] = []
    place = 0
    for char in re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", shown.decode()):
        if char == "\r":
            place = 0
        else:
            line[place : place + 1] = [char]
            place += 1
    return "".join(line).rstrip()


@UNIX
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_progress_is_on_the_terminal_only_and_gone_in_the_end(
    tmp_path: Path, env: dict[str, str]
) -> None:
    options = ["--product=leaflet", "--product=pocket-card", "--output=uit", "--json"]
    code, output, shown = at_a_terminal("build", *options, cwd=tmp_path, env=env)
    assert code == 0
    assert len(json.loads(output)["made"]) == 3
    for step in (
        b"." * 20 + b" [1/2] nationaal nl leaflet",
        b"#" * 20 + b" [2/2] nationaal nl pocket-card",
    ):
        assert step in shown
    assert screen(shown) == ""
    assert b"\x1b" not in shown


@UNIX
def test_quiet_says_nothing_even_at_a_terminal(tmp_path: Path, pack: dict[str, bytes]) -> None:
    options = ["nationaal", "nationaal", "--product=leaflet", "--output=.", "--quiet"]
    assert at_a_terminal("build", *options, cwd=tmp_path) == (0, b"", b"")
    assert tree(tmp_path) == {"nationaal/nl/leaflet.pdf": pack["nationaal/nl/leaflet.pdf"]}


@UNIX
def test_errors_are_red_on_a_terminal_and_never_with_no_color(tmp_path: Path) -> None:
    for env, start in (({}, b"\x1b[31mFout: "), ({"NO_COLOR": "1"}, b"Fout: ")):
        code, output, shown = at_a_terminal("build", "--optie", cwd=tmp_path, env=env)
        assert (code, output) == (2, b"")
        assert shown.startswith(start)
        assert b"--optie bestaat niet" in shown


WITHOUT_DOCX = "import sys; sys.modules['docx'] = None"


def test_a_handout_is_made_without_the_word_library(tmp_path: Path) -> None:
    done = run("build", "--product=handout", "--output=uit", cwd=tmp_path, before=WITHOUT_DOCX)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.glob("uit/nationaal/nl/*")] == ["handout.docx"]


def test_proof_ends_without_complaints_of_a_library(tmp_path: Path) -> None:
    done = run("proof", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert "is nog niets gemaakt" in done.stderr
    assert "nanobind" not in done.stderr
