"""Convert Word and similar documents to PDF with LibreOffice, if installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.problems import reason
from wegwijs.sources.unpacked import TooMuch, must_fit

TIMEOUT = 120.0  # seconds; a handout takes two
# Of each format that is converted: its name, and a part that is in its zip.
MAIN_PART = {
    "docx": ("Word-bestand", "word/document.xml"),
    "odt": ("OpenDocument-bestand", "content.xml"),
    "pptx": ("PowerPoint-bestand", "ppt/presentation.xml"),
}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)


class NotConverted(WegwijsError):
    """LibreOffice could not convert the file."""

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, message: str) -> None:
        super().__init__(message)


def find_office() -> str | None:
    """Return the path of LibreOffice, on the path or where it is installed by default."""
    return shutil.which("soffice") or next(filter(os.path.isfile, _PLACES), None)


def to_pdf(data: bytes, office: str, format_: str = "docx", timeout: float = TIMEOUT) -> bytes:
    """Return a document of this format as PDF. Raises ``NotConverted``.

    Uses a folder and a profile of its own, so that a LibreOffice that the user has open is not
    affected.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        file, pdf = folder / f"document.{format_}", folder / "document.pdf"
        file.write_bytes(data)
        _must_be_whole(file, *MAIN_PART[format_])
        profile = (folder / "profile").as_uri()
        _run(
            [
                *(office, f"-env:UserInstallation={profile}", "--headless", "--norestore"),
                *("--convert-to", "pdf", "--outdir", str(folder), str(file)),
            ],
            timeout,
        )
        try:
            return pdf.read_bytes()
        except OSError as error:
            raise NotConverted("LibreOffice kan dit bestand niet openen") from error


def _must_be_whole(file: Path, kind: str, part: str) -> None:
    """Refuse a damaged file, which LibreOffice would show as plain text."""
    try:
        with zipfile.ZipFile(file) as parts:
            must_fit(parts)
            parts.getinfo(part)
            damaged = parts.testzip()
    except TooMuch as error:
        raise NotConverted(f"dit is niet van ons: {error.message}") from error
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as error:
        raise NotConverted(f"dit is geen {kind}, of het is beschadigd") from error
    if damaged:
        raise NotConverted(f"het {kind} is beschadigd, in {damaged}")


def _run(command: list[str], timeout: float) -> None:
    """Run in a process group of its own, which is killed as a whole on a timeout."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as error:
        raise NotConverted(f"LibreOffice start niet ({reason(error)})") from error
    try:
        process.wait(timeout)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise NotConverted(f"LibreOffice was na {timeout:.0f} seconden niet klaar") from error
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and everything that it started."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
