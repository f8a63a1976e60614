"""A copy of the program, for a test that changes it; it runs in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RAN = """
import contextlib, io, json, sys
sys.path.insert(0, sys.argv[1])
import generate
said = []
for command in json.loads(sys.argv[2]):
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = generate.main(command)
    said.append([code, told.getvalue()])
json.dump(said, sys.stdout)
"""


@dataclass
class Program:
    """The program in a folder of its own."""

    folder: Path

    def run(self, *commands: list[str]) -> list[tuple[int, str]]:
        """The exit code of each command, and what it said."""
        told = subprocess.run(
            [sys.executable, "-c", RAN, str(self.folder), json.dumps(commands)],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return [tuple(one) for one in json.loads(told.stdout)]


def copied(folder: Path) -> Program:
    """The program as it is, in a folder."""
    for name in ("wegwijs", "sources", "layouts", "press", "proof", "desk", "commands", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy2(ROOT / "generate.py", folder)
    return Program(folder)


def put(file: Path, before: str, after: str) -> None:
    """Change a text that stands once in a file."""
    text = file.read_text("utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, after), "utf-8")
