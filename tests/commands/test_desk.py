"""The desk by its command: what is missing, and a port that is taken, in words."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

import generate
from wegwijs.sources.errors import ExitCode


def test_without_its_libraries_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert generate.main(["desk"]) == ExitCode.FONT_OR_TOOL_MISSING
    told = capsys.readouterr().err
    assert "Voor het scherm is meer nodig (uvicorn). Installeer het zo:" in told
    assert "python -m pip install '.[desk]'" in told


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        where = ["--sources", str(tmp_path / "d"), "--output", str(tmp_path / "o")]
        assert (
            generate.main(["desk", "--no-browser", "--port", str(port), *where]) == ExitCode.USAGE
        )
    assert f"Poort {port} is niet vrij" in capsys.readouterr().err
