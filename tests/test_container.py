"""The image of the desk: built where a builder is, else its steps are run as a script."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent
PORT = "8791"
BUILDER = next(filter(None, map(which, ("buildah", "podman"))), None)

pytestmark = pytest.mark.wheel


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, each on one line, without comments."""
    lines = [
        line for line in (ROOT / "Containerfile").read_text("utf-8").splitlines() if line[:1] != "#"
    ]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [
        (name, rest)
        for name, _, rest in (line.partition(" ") for line in joined.splitlines())
        if name
    ]


def copied(to: Path) -> None:
    """What a builder sees of the folder: .containerignore hides all but the rooms."""
    rules = (ROOT / ".containerignore").read_text("utf-8").split()
    shown = {rule[1:] for rule in rules if rule.startswith("!")}
    assert rules[0] == "*" and "**/__pycache__" in rules
    for name in shown:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source,
                to / name,
                ignore=lambda _, names: [n for n in names if fnmatch(n, "__pycache__")],
            )
        else:
            shutil.copy2(source, to / name)


def test_the_steps_of_the_image_make_a_desk_that_answers(tmp_path: Path) -> None:
    """Without the base image: its packages, its user and the limits of a container are not tested."""
    home = tmp_path / "opt"
    home.mkdir()
    served: list[str] = []
    asked: list[str] = []
    for name, rest in instructions():
        if name == "COPY":
            assert rest.split() == [".", "program"]
            (home / "program").mkdir()
            copied(home / "program")
        elif name == "RUN" and "apt-get" not in rest:
            command = rest.replace("python3 -m venv", f"{sys.executable} -m venv")
            subprocess.run(["/bin/sh", "-ec", command], cwd=home, check=True)
        elif name == "HEALTHCHECK":
            asked = json.loads(rest.partition(" CMD ")[2].replace(":8000/", f":{PORT}/"))
        elif name == "CMD":
            served = json.loads(rest)
    assert not (home / "program").exists()
    served[served.index("--port") + 1] = PORT
    served[served.index("--host") + 1] = "127.0.0.1"
    environment = {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    environment["WEGWIJS_ADDRESS"] = f"http://127.0.0.1:{PORT}"
    server = subprocess.Popen(served, cwd=home, env=environment)
    try:
        assert "Wegwijs" in answered(f"http://127.0.0.1:{PORT}/")
        assert answered(f"http://127.0.0.1:{PORT}/gezond") == ""
        subprocess.run(asked, cwd=home, check=True)
    finally:
        server.terminate()
        server.wait()


def answered(address: str) -> str:
    for _ in range(300):
        try:
            with urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except URLError:
            time.sleep(0.1)
    return pytest.fail("the desk does not answer")


@pytest.mark.skipif(
    BUILDER is None, reason="neither buildah nor podman is here: the steps are tested as a script"
)
def test_a_builder_makes_the_image() -> None:
    build = (
        ["bud", "--isolation=chroot", "--storage-driver=vfs"]
        if str(BUILDER).endswith("buildah")
        else ["build"]
    )
    done = subprocess.run(
        [str(BUILDER), *build, "-q", "-f", "Containerfile", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if re.search(
        r"pinging container registry|no route|lookup .* no such host|denied|dial tcp", done.stderr
    ):
        pytest.skip(
            "the builder cannot fetch the base image here: the steps are tested as a script"
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
