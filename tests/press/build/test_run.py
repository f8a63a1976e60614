"""Several editions at once: what fails, what is old, and the same bytes however it is made."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import nullcontext, suppress
from datetime import date
from functools import partial
from pathlib import Path
from pkgutil import resolve_name

import msgspec
import pytest

import generate
import wegwijs.press.build.makers
import wegwijs.press.ledger.manifest
from tests.commands.test_command_line import TOO_LONG
from tests.press.conftest import TODAY, House, add
from wegwijs.commands.outcome import exit_code
from wegwijs.layouts.pdf.blocks import _SETTINGS
from wegwijs.press.bounded import QUICKEST, Team
from wegwijs.press.build.build import build_order
from wegwijs.press.build.cluster import StrangeAnswer, checked
from wegwijs.press.build.make import Answer, Work
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.files.store import write
from wegwijs.press.ledger.manifest import MOST
from wegwijs.press.order import Document, order
from wegwijs.sources.freshness import overdue
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.problems import InvalidSources

ROOT = Path(__file__).parents[3]


def spoil(house: House, id_: str) -> None:
    file = house.sources / "editions" / f"{id_}.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1", "version: nul"), "utf-8")


def build(house: House, *arguments: str) -> int:
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    return generate.main(
        ["build", *arguments, *where, "--product=pocket-card", "--today=2026-11-23"]
    )


def test_without_a_name_all_editions_of_ones_own_folder_are_made_in_the_languages_they_ask_for(
    house: House,
):
    file = add(house.sources, "cc")
    file.write_text(file.read_text("utf-8").replace("id: cc", "id: cc\n  languages: [nl, de]"))
    assert build(house) == 0
    folders = {path.rpartition("/")[0] for path in house.files()}
    assert folders == {"aa/nl", "bb/nl", "cc/nl", "cc/de"}  # and not the national one


def test_all_languages_are_those_that_the_edition_names_and_the_others_are_told(
    house: House, capsys
):
    assert build(house, "aa", "--language=all") == 0
    told = capsys.readouterr().err
    assert "--language all is elke taal die de editie noemt: Nederlands.\n" in told
    assert "Niet gevraagd, dus niet gemaakt: Engels (en), Arabisch (ar), " in told
    assert "Zet de code in de editie bij 'languages', of typ --language en" in told
    assert build(house, "aa") == 0
    assert "niet gemaakt" not in capsys.readouterr().err


def test_without_editions_of_ones_own_the_national_one_is_made_with_ones_own_data(tmp_path: Path):
    mine = House(tmp_path)
    mine.sources.mkdir()
    assert build(mine) == 0
    assert {path.rpartition("/")[0] for path in mine.files()} == {"nationaal/nl"}


def test_an_edition_with_a_mistake_does_not_stop_the_others(house: House, capsys):
    before = house.files()
    spoil(house, "aa")
    add(house.sources, "bb", "Een ander")
    assert build(house, "--all") == 7
    told = capsys.readouterr()
    assert "aa/nl/pocket-card is niet gemaakt: eigen/editions/aa.yaml:" in told.err
    after = house.files()
    assert {name for name in before if after[name] != before[name]} == {
        "bb/nl/pocket-card.pdf",
        "bb/nl/pocket-card-a4.pdf",
    }
    assert build(house, "aa", "bb") == 7  # still, though bb has nothing to do
    assert build(house, "aa") == 3
    spoil(house, "bb")
    assert build(house, "aa", "bb") == 3  # nothing is left to make


def test_what_is_wrong_with_an_edition_is_told_once_and_not_of_each_product(house: House, capsys):
    spoil(house, "aa")
    more = ["--language", "nl", "--product", "pocket-card", "--product", "handout"]
    assert build(house, "aa", "bb", *more) == 7
    told = capsys.readouterr().err
    assert told.count("eigen/editions/aa.yaml:") == 1
    assert "aa (hand-out en zakkaartje in het Nederlands) is niet gemaakt: eigen/" in told


def test_one_bad_edition_among_fifty_good_ones_is_told_and_they_are_made(tmp_path: Path, capsys):
    house = House(tmp_path)
    good = [f"school-{number:02}" for number in range(50)]
    for id_ in [*good, "fout"]:
        add(house.sources, id_)
    spoil(house, "fout")
    assert build(house, "--all", "--jobs=2") == 7
    told = capsys.readouterr()
    assert told.err.count("is niet gemaakt") == 1
    assert "fout is niet gemaakt: eigen/editions/fout.yaml:" in told.err
    made = {path.split("/")[0] for path in house.files()}
    assert made == {*good, "nationaal"}
    assert house.true()


def test_a_language_that_is_not_ready_does_not_stop_the_others(house: House, capsys):
    catalan = "languages:\n  ca: {name: català, dutch: Catalaans, locale: ca-ES, script: Latn, fonts: [Source Sans 3]}\n"
    (house.sources / "languages.yaml").write_text(catalan)
    assert build(house, "aa", "--language=nl", "--language=ca") == 7
    assert "aa/ca/pocket-card is niet gemaakt: " in capsys.readouterr().err
    assert build(house, "aa", "--language=ca") == 4
    assert build(house, "aa", "bb", "--language=xx") == 2


def test_all_leaves_no_room_for_names(house: House, capsys):
    assert build(house, "--all", "aa") == 2
    assert "--all is voor alle edities" in capsys.readouterr().err
    assert build(house, "aa", "--language=all", "--language=xx") == 2
    assert "noem er dan geen bij" in capsys.readouterr().err


def test_a_new_edition_with_a_mistake_is_told_once_and_not_by_what_it_may_ask_for(
    house: House, capsys
):
    add(house.sources, "cc")
    spoil(house, "cc")
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    assert generate.main(["build", "aa", "cc", "--json", "--dry-run", *where]) == 7
    (failed,) = json.loads(capsys.readouterr().out)["failed"]
    assert (failed["edition"], failed["language"], failed["product"]) == ("cc", None, None)


@pytest.mark.parametrize("moment", [1, 2])
def test_a_disk_without_room_for_the_manifest_is_told_with_the_list(
    house: House, capsys, monkeypatch, moment: int
):
    """Before anything is replaced, or when all is done."""
    before, count = house.files(), 0

    def full(path: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count >= moment:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write(path, data)

    monkeypatch.setattr(wegwijs.press.ledger.manifest, "write", full)
    add(house.sources, "aa", "Een ander")
    assert build(house, "aa", "--json") == 7
    told = capsys.readouterr()
    row = json.loads(told.out)
    assert "manifest.json" in row["manifest"]["unsaved"]
    assert "Wat er is gemaakt, is niet onthouden. Schrijven lukt niet: de schijf is vol" in told.err
    assert (len(row["made"]), len(row["failed"])) == ((0, 1), (2, 0))[moment - 1]
    assert (house.files() == before) == (moment == 1)
    assert house.true()
    monkeypatch.undo()
    assert [made.path.name for made in house.build("aa").made] == [
        "pocket-card.pdf",
        "pocket-card-a4.pdf",
    ]


def test_a_manifest_that_is_damaged_is_told(house: House, capsys):
    (house.output / "manifest.json").write_text("{")
    assert generate.main(["changes", "--output", str(house.output)]) == 2
    assert "manifest.json is beschadigd" in capsys.readouterr().err
    assert build(house, "aa") == 0
    assert "manifest.json is beschadigd" in capsys.readouterr().err
    assert build(house, "aa") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.cluster
@pytest.mark.parametrize("address", ["foo bar", "tcp://127.0.0.1:1", "::", "tcp://127.0.0.1:99999"])
def test_an_address_where_nobody_answers_is_told_at_once(house: House, capfd, address: str):
    pytest.importorskip("distributed")
    start = time.monotonic()
    assert build(house, "aa", "--force", "--dask", address) == 6
    assert time.monotonic() - start < 30  # Dask itself takes minutes
    told = capfd.readouterr().err
    assert f"op {address} antwoordt geen Dask" in told and "Traceback" not in told


def test_old_facts_are_warned_of_and_refused_when_strict(house: House, capsys):
    later = house.build("aa", "bb", today=date(2028, 1, 1))
    assert any("Vraag na bij: " in line and line.startswith("Politie: ") for line in later.overdue)
    assert later.made == []
    for editions in (("aa", "bb"), ("aa",)):
        with pytest.raises(InvalidSources, match="te lang geleden nagekeken"):
            house.build(*editions, today=date(2028, 1, 1), strict=True)
    with pytest.raises(InvalidSources):
        house.build("aa", today=date(2028, 1, 1), strict=True, force=True)
    assert house.build("aa", strict=True, force=True).overdue == []


def test_a_fact_is_due_the_day_after_its_review_date():
    due = [["2027-11-24", "Politie", "politie.nl"], ["2027-11-24", "Politie", "politie.nl"]]
    assert overdue(due, date(2027, 11, 23)) == []
    assert overdue(due, date(2027, 11, 24)) == [
        "Politie: 2 gegevens zijn te lang geleden nagekeken. Vraag na bij: politie.nl"
    ]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A few documents of each kind, made in this process."""
    house = House(tmp_path_factory.mktemp("alleen"))
    add(house.sources, "aa")
    add(house.sources, "bb", "Een ander")
    everything(house, jobs=1)
    return house


def everything(house: House, **more) -> None:
    result = house.build("aa", "bb", languages=["nl", "ar"], products=[], **more)
    assert (len(result.made), result.failed) == (20, [])


@pytest.mark.skipif(QUICKEST != "fork", reason="only a fork has what is planted here")
@pytest.mark.parametrize("step", ["Reader.check", "answers"])
def test_a_process_that_is_killed_costs_nothing(
    alone: House, tmp_path: Path, monkeypatch, step: str
):
    house = House(tmp_path)
    house.sources = alone.sources
    place = f"wegwijs.press.build.makers.{step}"
    work = resolve_name(place)

    def killed(*args: object) -> object:
        with suppress(FileExistsError):
            (tmp_path / "gedood").touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*args)

    monkeypatch.setattr(place, killed)
    everything(house, jobs=2)
    assert house.files() == alone.files()
    assert house.true()


@pytest.mark.skipif(QUICKEST != "fork", reason="only a fork has what is planted here")
def test_what_no_process_survives_is_told_and_the_others_are_made(
    alone: House, tmp_path: Path, monkeypatch, capsys
):
    house, answers = House(tmp_path), wegwijs.press.build.makers.answers
    house.sources = alone.sources

    def killed(work):
        if any(document.edition == "aa" for document in work.documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return answers(work)

    monkeypatch.setattr(wegwijs.press.build.makers, "answers", killed)
    assert build(house, "aa", "bb", "--language=nl", "--jobs=2") == 7
    told = capsys.readouterr().err
    assert "aa/nl/pocket-card is niet gemaakt: het proces dat dit maakte is afgebroken" in told
    assert {name.split("/")[0] for name in house.files()} == {"bb"}
    assert house.true()


@pytest.mark.parametrize("start", ["spawn", "fork"] if QUICKEST == "fork" else ["spawn"])
def test_processes_that_are_started_in_another_way_make_the_same_bytes(
    alone: House, tmp_path: Path, monkeypatch, start: str
):
    monkeypatch.setattr(wegwijs.press.build.makers, "Team", partial(Team, start=start))
    house = House(tmp_path)
    house.sources = alone.sources
    everything(house, jobs=2)
    assert house.files() == alone.files()


@pytest.mark.cluster
@pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="distributed is missing: '.[cluster]'"
)
def test_a_cluster_of_two_workers_makes_the_same_bytes(alone: House, tmp_path: Path, monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    house = House(tmp_path)
    house.sources = alone.sources
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        everything(house, dask=cluster.scheduler_address)
    assert house.files() == alone.files()


class Stranger(Executor):
    """A worker of another version, or of somebody else."""

    def __init__(self, spoilt: Callable[[list[Answer]], object]) -> None:
        self.spoilt = spoilt

    def submit(self, work, part):
        future = Future()
        future.set_result(self.spoilt(work(part)))
        return future


STRANGE = {
    "a path out of the folder": lambda found: [msgspec.structs.replace(found[0], files=[("../buiten.txt", b"x")]), *found[1:]],
    "a path from the root": lambda found: [msgspec.structs.replace(found[0], files=[("/tmp/buiten.txt", b"x")]), *found[1:]],
    "the files of another": lambda found: [msgspec.structs.replace(found[0], files=found[-1].files), *found[1:]],
    "one file more": lambda found: [msgspec.structs.replace(found[0], files=[*found[0].files, ("a.txt", b"x")]), *found[1:]],
    "one file less": lambda found: [msgspec.structs.replace(found[0], files=found[0].files[1:]), *found[1:]],
    "no bytes": lambda found: [msgspec.structs.replace(found[0], files=[(path, None) for path, _ in found[0].files]), *found[1:]],
    "no files at all": lambda found: [msgspec.structs.replace(found[0], files=None), *found[1:]],
    "an unknown error": lambda found: [msgspec.structs.replace(found[0], files=[], error=SystemExit("x")), *found[1:]],
    "a document twice": lambda found: [found[0], *found],
    "a document that nobody asked": lambda found: [msgspec.structs.replace(found[0], document=msgspec.structs.replace(found[0].document, edition="zz")), *found[1:]],
    "not all": lambda found: found[1:],
    "nothing": lambda found: None,
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_what_a_worker_gives_back_is_held_against_what_was_asked(name: str):
    asked = [
        Document("aa", "nl", "leaflet", ("leaflet.pdf",)),
        Document("aa", "nl", "pocket-card", ("pocket-card.pdf", "pocket-card-a4.pdf")),
    ]
    part = Work(tuple(asked), {}, None, None)
    found = [Answer(one, [(path.as_posix(), b"x") for path in one.paths]) for one in asked]
    assert list(checked(part, found)) == found
    with pytest.raises(StrangeAnswer, match="gaf iets anders terug dan gevraagd"):
        next(checked(part, STRANGE[name](found)))


class Sending(Executor):
    """A worker that gets what is sent, and how many looks it has drawn after each unit of work."""

    def __init__(self) -> None:
        self.looks: list[int] = []

    def submit(self, work, part):
        future = Future()
        future.set_result(work(pickle.loads(pickle.dumps(part))))
        self.looks.append(len(_SETTINGS))
        return future


def test_a_worker_draws_what_editions_share_once(house: House, monkeypatch):
    sending = Sending()
    monkeypatch.setattr("wegwijs.press.build.cluster._dask", lambda _: nullcontext((sending, 1)))
    monkeypatch.setattr("wegwijs.press.build.cluster.CHUNK", 1)
    assert build(house, "aa", "bb", "--force", "--dask=tcp://x:1") == 0
    first, second = sending.looks
    assert first == second


def test_what_a_worker_was_not_asked_is_not_written(house: House, monkeypatch, capsys):
    stranger = Stranger(STRANGE["a path out of the folder"])
    monkeypatch.setattr("wegwijs.press.build.cluster._dask", lambda _: nullcontext((stranger, 2)))
    before = house.files()
    assert build(house, "aa", "--product=handout", "--dask=tcp://x:1", "--force") == 6
    assert "gaf iets anders terug dan gevraagd" in capsys.readouterr().err
    assert house.files() == before
    assert not (house.output.parent / "buiten.txt").exists()


def test_what_fails_in_a_worker_keeps_its_kind_and_its_words(house: House):
    shipped = (SHIPPED / "organisations.yaml").read_text("utf-8")
    long = shipped.replace("Voor onderwijs en kinderopvang", TOO_LONG)
    (house.sources / "organisations.yaml").write_text(long, "utf-8")
    found = [house.build("aa", "bb", jobs=jobs).failed for jobs in (1, 2)]
    assert [str(fail.error) for fail in found[0]] == [str(fail.error) for fail in found[1]]
    assert {exit_code(fail.error) for fail in found[1]} == {5}
    assert Answer(found[0][0].document, []).error is None


def test_no_edition_is_an_unknown_edition(house: House):
    with pytest.raises(Exception, match=r"editie 'zz' bestaat niet\. Kies uit: aa, bb, nationaal"):
        build_order(
            order(["zz"], ["nl"], [], every=False),
            BuildSettings([SHIPPED, house.sources], house.output, TODAY),
        )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_workers_end_with_their_parent(tmp_path: Path):
    process = subprocess.Popen(
        [sys.executable, ROOT / "generate.py", "build", "--jobs=2", "--output", tmp_path / "uit"]
        + [f"--language={code}" for code in ("nl", "ar", "en", "tr", "pl", "uk")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not (tmp_path / "uit" / ".wegwijs.lock").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.6)
    process.send_signal(signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("workers live on without their parent")


def test_the_invented_numbers_of_the_examples_are_never_made_with_all(house):
    assert {document.edition for document in house.build().documents} == {"aa", "bb", "nationaal"}
    assert [d.edition for d in house.build("voorbeeld-school").documents] == ["voorbeeld-school"]


@pytest.mark.parametrize(
    ("products", "files"),
    [
        ("leaflet", ["leaflet.pdf", "print-instructions.pdf"]),
        ("pocket-card", ["pocket-card-a4.pdf", "pocket-card.pdf", "print-instructions.pdf"]),
        ("handout", ["handout.docx"]),
    ],
)
def test_how_to_print_comes_with_what_is_printed_and_folded(products, files, tmp_path: Path):
    house = House(tmp_path)
    file = add(house.sources, "aa")
    file.write_text(f"{file.read_text('utf-8')}  products: [{products}]\n", "utf-8")
    house.build("aa", products=[])
    assert list(house.files()) == [f"aa/nl/{name}" for name in files]


def test_what_no_manifest_can_list_is_refused_before_anything_is_made(
    house: House, monkeypatch, capsys
):
    before = house.files()
    add(house.sources, "cc")
    each = "wegwijs.press.ledger.manifest.EACH_DOCUMENT"
    monkeypatch.setattr(each, MOST // 3)  # as if there were room for two
    assert build(house, "cc") == 2
    told = capsys.readouterr().err
    assert "samen met wat er al staat worden het 3 documenten" in told
    assert "geef elke keer een andere --output" in told
    assert house.files() == before
    monkeypatch.setattr(each, MOST // 4)
    assert build(house, "cc") == 0


def test_a_list_on_the_screen_ends_and_that_for_scripts_is_whole(tmp_path: Path, capsys):
    house = House(tmp_path)
    names = [f"school-{number:02}" for number in range(45)]
    for id_ in names:
        add(house.sources, id_)
        spoil(house, id_)
    assert build(house, "--all", "--json") == 7
    told = capsys.readouterr()
    assert told.err.count("is niet gemaakt: ") == 40
    assert told.err.endswith("  ... en nog 5\n")
    assert [one["edition"] for one in json.loads(told.out)["failed"]] == names
