"""An edition as one file by the command line: it goes out, and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

import generate
from tests.sources.test_portable import EDITION, OWN, PO
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.load import SHIPPED, load


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    found = tmp_path / "eigen"
    for name in ("editions", "locale"):
        (found / name).mkdir(parents=True)
    (found / "editions" / "lindewaard.yaml").write_text(EDITION, "utf-8")
    (found / "eigen.yaml").write_text(OWN, "utf-8")
    (found / "locale" / "en.po").write_text(PO, "utf-8")
    Image.new("RGB", (600, 200), "navy").save(found / "editions" / "wapen.png")
    return found


def test_an_edition_goes_out_as_one_file_and_comes_back(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(["pack", "lindewaard", "--sources", str(own)]) == 0
    assert "lindewaard.wegwijs.yaml is gemaakt" in capsys.readouterr().out
    assert generate.main(["unpack", "lindewaard.wegwijs.yaml", "--sources", "terug"]) == 0
    assert "build --sources" in capsys.readouterr().out
    back = tmp_path / "terug"
    before, after = load("lindewaard", SHIPPED, own), load("lindewaard", SHIPPED, back)
    assert after.pack == before.pack and after.logo == before.logo
    assert (back / "editions" / "wapen.png").read_bytes() == (
        own / "editions" / "wapen.png"
    ).read_bytes()
    assert "# van de drukker" in (back / "editions" / "lindewaard.yaml").read_text("utf-8")
    assert generate.main(["unpack", "lindewaard.wegwijs.yaml", "--sources", "terug"]) == 0


def test_what_somebody_changed_since_is_not_written_over(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = "x.wegwijs.yaml"
    assert generate.main(["pack", "lindewaard", "--sources", str(own), "--into", into]) == 0
    mine = own / "editions" / "lindewaard.yaml"
    mine.write_text(EDITION + "# van mij\n", "utf-8")
    (own / "eigen.yaml").unlink()
    assert generate.main(["unpack", into, "--sources", str(own)]) == ExitCode.USAGE
    assert "is er al, met iets anders erin" in capsys.readouterr().err
    assert mine.read_text("utf-8").endswith("# van mij\n")
    assert not (own / "gegevens.yaml").exists()  # nothing, or all of it


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pack", "nergens", "--sources", "eigen"], "nergens"),
        (["pack", "lindewaard", "--sources", "weg"], "weg: die map bestaat niet"),
        (["pack", "x", "--sources", "eigen/eigen.yaml"], "Dit is geen gegevens-bestand"),
        (
            ["pack", "lindewaard", "--sources", "eigen", "--into", "x.yaml"],
            "eindigen op .wegwijs.yaml",
        ),
        (["unpack", "eigen/eigen.yaml"], "Dit is geen gegevens-bestand van Wegwijs"),
        (["unpack", "weg.wegwijs.yaml"], "weg.wegwijs.yaml"),
        (["inpakken", "x"], "pack"),
    ],
)
def test_what_cannot_be_is_told_in_words(
    own: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate.main(arguments) in (ExitCode.USAGE, ExitCode.DATA_INVALID)
    assert told in capsys.readouterr().err


def test_a_file_leads_nowhere_out_of_the_folder(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.wegwijs.yaml"
    file.write_text("wegwijs: 1\nedition:\n  id: ../../x\n  kind: national\n", "utf-8")
    assert generate.main(["unpack", str(file), "--sources", str(tmp_path / "nieuw")]) != 0
    (tmp_path / "elders").mkdir()
    (tmp_path / "nieuw").mkdir(exist_ok=True)
    (tmp_path / "nieuw" / "editions").symlink_to(tmp_path / "elders")
    file.write_text("wegwijs: 1\nedition:\n  id: x\n  kind: national\n", "utf-8")
    assert generate.main(["unpack", str(file), "--sources", str(tmp_path / "nieuw")]) != 0
    assert list((tmp_path / "elders").iterdir()) == []


def test_ones_own_data_are_in_the_same_folder_for_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = set()
    for command in ("desk", "pack", "unpack"):
        assert generate.main([command, "--help"]) == 0
        _, _, option = capsys.readouterr().out.partition("--sources MAP")
        told.add(" ".join(option.split("--")[0].split()))
    assert told == {"Uw eigen gegevens. Standaard: mijn-gegevens/."}
