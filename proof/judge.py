"""Check one file."""

from __future__ import annotations

from wegwijs.proof.case import Case, Verdict, failure
from wegwijs.proof.findings import AGAIN, UNREADABLE_FILE, Finding
from wegwijs.proof.folder import LARGEST
from wegwijs.proof.formats import FORMATS, format_of
from wegwijs.proof.readers.damage import UNREADABLE, Locked
from wegwijs.sources.problems import reason
from wegwijs.sources.regular import read_regular
from wegwijs.sources.unpacked import TooMuch


def judge(case: Case) -> Verdict:
    """Find everything that is wrong with one file. Never raises: an exception that no damage of the
    file explains is reported as a bug.
    """
    verdict = Verdict(case.document, case.file)
    try:
        data = read_regular(case.path, LARGEST)
    except OSError as error:
        what = "Het bestand is niet te openen."
        verdict.note([Finding(UNREADABLE_FILE, what, AGAIN, detail=reason(error))])
        return verdict
    try:
        FORMATS[format_of(case.file)](case, data, verdict)
    except TooMuch as error:
        what = "Het bestand is veel groter dan dit programma het maakt. Het is niet na te kijken."
        verdict.note([Finding(UNREADABLE_FILE, what, AGAIN, detail=error.message)])
    except Locked as error:
        verdict.note([Finding(UNREADABLE_FILE, error.message, AGAIN)])
    except UNREADABLE as error:
        what = "Het bestand is beschadigd. Het is niet na te kijken."
        verdict.note([Finding(UNREADABLE_FILE, what, AGAIN, detail=str(error)[:500])])
    except MemoryError:
        return given_up(case, "het geheugen is op")
    except Exception as error:
        verdict.note([failure(error)])
    return verdict


def given_up(case: Case, why: str) -> Verdict:
    """Report a file whose check exceeded its limits."""
    what = "Het nakijken van dit bestand is gestopt."
    verdict = Verdict(case.document, case.file)
    verdict.note([Finding(UNREADABLE_FILE, what, AGAIN, detail=why)])
    return verdict
