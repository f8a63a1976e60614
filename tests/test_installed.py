"""Wegwijs installed from its wheel, in an empty environment: works from any folder, by one name."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from wegwijs import __version__

ROOT = Path(__file__).parent.parent
SUPPORTED = range(11, 20)  # Python 3.11 and newer
PORT = "8793"

pytestmark = pytest.mark.wheel
Run = Callable[..., str]


def found_uv() -> str | None:
    return which("uv") or which("uv", path=str(Path(sys.executable).parent))


UV = found_uv()


def pythons() -> list[tuple[str, str]]:
    """The oldest and the newest Python of this machine that we support, each with which versions of
    our libraries to install: the lowest that we allow, the newest.
    """
    if not UV:
        return []
    command = [UV, "python", "list", "--only-installed", "--output-format=json", ">=3.11"]
    told = subprocess.run(command, capture_output=True, check=False, text=True)
    found = sorted(
        (tuple(one["version_parts"].values()), one["path"])
        for one in json.loads(told.stdout or "[]")
        if one["implementation"] == "cpython"
    )
    return [(found[0][1], "lowest-direct"), (found[-1][1], "highest")] if found else []


@pytest.fixture(scope="module")
def uv() -> str:
    if not UV:
        pytest.skip("uv is not installed: pip install uv")
    return UV


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wiel")
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT], check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module", params=pythons(), ids=lambda one: one[1])
def environment(
    request: pytest.FixtureRequest, uv: str, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An empty environment in which only the wheel was installed, with the desk."""
    python, resolution = request.param
    folder = tmp_path_factory.mktemp("leeg") / "env"
    subprocess.run([uv, "venv", "--quiet", "--python", python, folder], check=True)
    how = ["--python", folder / "bin" / "python", "--resolution", resolution]
    subprocess.run([uv, "pip", "install", "--quiet", *how, f"{wheel}[desk]"], check=True)
    return folder


@pytest.fixture
def run(environment: Path, tmp_path: Path) -> Run:
    """The installed command, called in a folder of the user's own; returns what it says."""

    def called(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [environment / "bin" / "wegwijs", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    return called


def test_one_name_and_nothing_else_is_installed(environment: Path) -> None:
    (place,) = environment.glob("lib/python3*/site-packages")
    for room in ("sources", "layouts", "press", "proof", "desk", "commands", "generate.py"):
        assert not (place / room).exists()
    assert (place / "wegwijs" / "sources" / "organisations.yaml").is_file()


def test_a_pack_is_built_and_proof_read_in_the_folder_of_the_user(run: Run, tmp_path: Path) -> None:
    assert run("--version").startswith(f"wegwijs {__version__}, gegevens nagekeken op 20")
    assert "Gebruik: wegwijs build" in run("build", "--help")
    run("build", "--language=nl", "--language=ar")
    assert (tmp_path / "output/nationaal/ar/leaflet.pdf").is_file()
    run("proof")
    assert "niets veranderd" in run("build", "--language=nl", "--language=ar")


def test_own_data_stand_in_the_folder_of_the_user_and_advice_names_the_command(
    run: Run, tmp_path: Path
) -> None:
    told = run("init", "mijn-gegevens", "--kind=school", "--name=De Brug")
    assert "wegwijs build --sources mijn-gegevens" in told and "generate.py" not in told
    assert list((tmp_path / "mijn-gegevens/editions").glob("*.yaml"))


def test_nobody_is_sent_to_files_inside_the_installed_program(run: Run, environment: Path) -> None:
    kept = next(environment.glob("lib/python3*/site-packages/wegwijs/sources/locale/pl.po"))
    before = kept.read_bytes()
    assert "--sources MAP" in run("translate", "reviewed", "pl", "--by=Anna Nowak", code=2)
    assert "--sources MAP" in run("translate", "update", code=2)
    assert kept.read_bytes() == before
    told = run("check", "--today=2028-03-01")
    assert "organisations.yaml van uw eigen map" in told and "Zet dan hier" not in told
    missing = run("check", "--links", code=6)
    assert f"pip install --python {environment}/bin/python" in missing
    assert '"wegwijs[links]"' in missing


def test_the_desk_answers(environment: Path, tmp_path: Path) -> None:
    command = [environment / "bin" / "wegwijs", "desk", "--no-browser", "--port", PORT]
    server = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = next(word for line in server.stdout for word in line.split() if "http://" in word)
        for _ in range(100):
            try:
                assert "Wegwijs" in urlopen(address.rstrip("."), timeout=10).read().decode()
                break
            except URLError:
                time.sleep(0.1)
        else:
            pytest.fail("the desk does not answer")
    finally:
        server.terminate()
        server.wait()
    assert not (tmp_path / "output").exists()


def test_every_library_has_a_wheel_for_windows_where_nobody_has_a_compiler(
    uv: str, tmp_path: Path
) -> None:
    found = subprocess.run(
        [
            uv,
            "pip",
            "compile",
            "--quiet",
            "--python-platform=windows",
            "--python-version=3.12",
            "--only-binary=:all:",
            "--extra=desk",
            ROOT / "pyproject.toml",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert found.returncode == 0, found.stderr
    assert "reportlab==" in found.stdout
