"""Who sets up the desk for a colleague gives them a file to double-click."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import generate
from wegwijs.commands import shortcut
from wegwijs.commands.shortcut import (
    LINUX,
    MAC,
    WINDOWS,
    ShortcutExists,
    ShortcutImpossible,
    write_shortcut,
)
from wegwijs.sources.errors import ExitCode

ODD = "Mijn map 100% $HOME `x` \\ Noor & Co"


def test_a_double_click_starts_the_desk_with_the_folders_that_were_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--sources", str(tmp_path / "data"), "--output", str(tmp_path / "uit")]
    assert generate.main(["desk", *words, "--shortcut", str(tmp_path)]) == ExitCode.DONE
    (path,) = tmp_path.iterdir()
    assert str(path) in capsys.readouterr().out
    assert str(tmp_path / "data") in path.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_a_mac_starts_the_very_command_whatever_the_names_of_the_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortcut, "_program", lambda: ["/usr/bin/printf", "%s\\n"])
    path = write_shortcut(tmp_path, tmp_path / ODD, tmp_path / "it's", platform=MAC)
    said = subprocess.run([path], capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ["desk", "--sources", str(tmp_path / ODD), "--output", str(tmp_path / "it's")]


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_linux_reads_the_very_command_whatever_the_names_of_the_folders(tmp_path: Path) -> None:
    path = write_shortcut(tmp_path, tmp_path / ODD, tmp_path / "uit", platform=LINUX)
    rows = dict(line.partition("=")[::2] for line in path.read_text("utf-8").splitlines())
    line = rows["Exec"].replace("\\\\", "\\").replace("%%", "%")  # as a string, then field codes
    said = subprocess.run(  # a shell undoes the same quotes
        ["/bin/sh", "-c", f"printf '%s\n' {line}"], capture_output=True, text=True, check=True
    )
    words = ["--sources", str(tmp_path / ODD), "--output", str(tmp_path / "uit")]
    assert said.stdout.splitlines()[-4:] == words
    assert rows["Type"] == "Application" and path.stat().st_mode & 0o111


def test_windows_reads_names_in_utf_8_and_a_percent_sign_as_itself(tmp_path: Path) -> None:
    path = write_shortcut(tmp_path, Path("/Zoë 100%"), Path("/uit"), platform=WINDOWS)
    lines = path.read_bytes().decode("utf-8").split("\r\n")
    assert path.name == "Wegwijs.cmd" and lines[1] == "chcp 65001 >nul"
    assert '"--sources" "/Zoë 100%%" "--output" "/uit"' in lines[2]


def test_a_file_with_that_name_is_never_overwritten(tmp_path: Path) -> None:
    path = write_shortcut(tmp_path, Path("a"), Path("b"))
    assert write_shortcut(tmp_path, Path("a"), Path("b")) == path  # the same again
    with pytest.raises(ShortcutExists, match="Haal dat bestand weg"):
        write_shortcut(tmp_path, Path("elders"), Path("b"))
    assert "elders" not in path.read_text("utf-8")


def test_a_name_that_would_add_a_command_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShortcutImpossible, match="gewone naam"):
        write_shortcut(tmp_path, Path("a\nrm -r b"), Path("b"))
    assert not list(tmp_path.iterdir())
