"""Whatever somebody does to a file that `init` wrote: an answer in Dutch, with a place, or it is taken."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path

import pytest

import generate
from wegwijs.sources.importers.edition_text import empty
from wegwijs.sources.kinds import KINDS

TODAY = date(2026, 11, 27)
ENGLISH = re.compile(
    r"\b(?:the|not|should|must|expected|found|while|required|unable|unexpected|mapping|token|scanning"
    r"|parsing|but|does|could|cannot|with|from|have|least|most|than|valid|invalid|input|object)\b"
)
# What a hand, an editor or a mail program puts in by mistake.
PIECES = [
    *(":", ": ", " #", "#2", "- ", "-", "'", '"', "[", "]", "{", "}", ",", "|", ">", "&", "*", "!", "%", "@", "`", "?"),
    *("\t", "  ", "\n", "\r\n", "\u00a0", "\u200b", "\u202e", "\ufeff", "\x07", "é", "\u2019", "\u0661", "---", "...", "\\"),
    *("VUL IN", "NL", "nee", "2026-11-31", "31-11-2026", "14 030", "302860000", "1_000", "1.00", "https://", "x@", "null", "~"),
    *("name: 's-Hertogenbosch", "languages: [nl ar]", "contacts:", "  - role: school", "accent: #BFDCC4", "extra: 1"),
]  # fmt: skip
FACTS = {
    "phone:": "phone: 030 286 00 00",
    "source:": "source: website",
    "checked:": "checked: 2026-11-20",
}


def filled_in(kind: str) -> str:
    """As `init` writes it, and most people fill it in."""
    text = empty(KINDS[kind], "proef", "Proef", TODAY, ("leaflet", "handout", "pocket-card"))
    for field, value in FACTS.items():
        text = re.sub(rf"^( +){field}(?= +# <-)", rf"\1{value}", text, flags=re.MULTILINE)
    return text


def edited(text: str, chance: random.Random) -> str:
    """One to four things that somebody does to it."""
    for _ in range(chance.randint(1, 4)):
        lines = text.splitlines(keepends=True) or [""]
        at, letter = chance.randrange(len(lines)), chance.randrange(len(text) + 1)
        line = lines[at]
        match chance.randrange(8):
            case 0:
                text = text[:letter] + chance.choice(PIECES) + text[letter:]
            case 1:
                text = text[:letter] + text[letter + chance.randint(1, 8) :]
            case 2:
                lines[at] = ""
                text = "".join(lines)
            case 3:
                lines.insert(chance.randrange(len(lines) + 1), line)
                text = "".join(lines)
            case 4:
                lines[at] = " " * chance.randint(1, 4) + line
                text = "".join(lines)
            case 5:
                lines[at] = line[chance.randint(1, 3) :]
                text = "".join(lines)
            case 6:
                lines[at] = line.replace("#", "", 1)
                text = "".join(lines)
            case _:
                head, colon, _ = line.partition(": ")
                lines[at] = f"{head}{colon}{chance.choice(PIECES)}\n" if colon else line
                text = "".join(lines)
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_init_wrote_and_somebody_filled_in_is_taken(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = checked(filled_in(kind), tmp_path, capsys)
    assert code == 0, told


@pytest.mark.parametrize(
    "seeds", [range(20), pytest.param(range(20, 200), marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_no_edit_of_a_file_by_init_gives_a_traceback_or_a_word_of_english(
    seeds: range, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        text = edited(filled_in(chance.choice(list(KINDS))), chance)
        try:
            code, told = checked(text, tmp_path, capsys)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error!r} of\n{text}") from error
        assert code in (0, 3), f"seed {seed}: {code}, {told}"
        # What somebody typed is repeated, and names of fields are English.
        said = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"|\([^)\n]*\)|\S+\.yaml:\d+: [\w.\[\]-]+:", " ", told)
        assert not ENGLISH.search(said), f"seed {seed}: {told}"
        if code == 3:
            assert re.search(r"mijn/editions/proef\.yaml(:\d+)?: ", told), f"seed {seed}: {told}"


def checked(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of `check`, and all that it says."""
    file = folder / "mijn" / "editions" / "proef.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")
    where = ["--sources", str(folder / "mijn"), "--today", TODAY.isoformat()]
    code = generate.main(["check", *where])
    told = capsys.readouterr()
    return code, told.out + told.err
