"""Measure the national batch and the small runs around it: one table of times and sizes.

Run ``python benchmarks/full_batch.py [--editions N] [--jobs N] [--scale K]``. It makes all
municipalities in six languages from an empty folder, runs again with nothing to do and after one
contact changed, and makes the national pack from program start. ``--scale K`` repeats this with K
times as many editions, copies under other names: the cost of a document must not depend on their
number. The contacts are those of the register in May 2026 (``tests/data``).

Times are CPU seconds of all processes together, and wall-clock time. On a busy machine only the
first are meaningful, and even those only roughly, since caches are shared.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.runs import Spent, run  # noqa: E402
from tests.sources.roo_export import export, organisation, rows  # noqa: E402
from wegwijs.layouts.pdf.sheet import Profile  # noqa: E402
from wegwijs.layouts.products.registry import PRODUCTS  # noqa: E402
from wegwijs.layouts.typesetting.theme import load_theme  # noqa: E402
from wegwijs.press.build.make import Work, answers  # noqa: E402
from wegwijs.press.build.makers import collected_once  # noqa: E402
from wegwijs.press.build.prepare import Asked, Reader  # noqa: E402
from wegwijs.press.files.aside import content_of  # noqa: E402
from wegwijs.press.files.store import write  # noqa: E402
from wegwijs.press.order import FILES, Document, Order, in_making_order  # noqa: E402
from wegwijs.sources.folder import list_folders  # noqa: E402
from wegwijs.sources.load import SHIPPED  # noqa: E402

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
CHECKING, WRITING = "read, check, translate, set in words, fingerprint", "hash and write"
STEP_EDITIONS = 160  # editions measured for the table of steps
# editions made before measuring starts: with fewer, new layouts still occur
WARM = STEP_EDITIONS // 2
# Target in CPU milliseconds per edition and language, for products that have one.
ASKED = {
    "leaflet": "1.5",
    "handout": "0.6",
    "large-print": "2",
    "poster": "1",
    "screen": "150",
    "stickers": "1",
    "pocket-card": "0.7",
    "web": "1",
    "contacts": "0.3",
    "review-dates": "0.3",
    "slides": "3",
}
TMPFS = Path("/dev/shm")  # noqa: S108 (a RAM disk, chosen on purpose)


def _shown(spent: Spent) -> str:
    return f"{_seconds(spent.cpu)} | {_seconds(spent.wall)}"


def _seconds(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def quickest(arguments: Sequence[str], times: int = 5) -> Spent:
    """Return the fastest of several runs, by CPU time."""
    return min((run(arguments) for _ in range(times)), key=lambda spent: spent.cpu)


def write_editions(folder: Path, count: int) -> list[str]:
    """Import ``count`` municipalities; return the ids of their editions."""
    fields = ("roo_naam", "code", "telefoon_algemeen", "email_algemeen", "website")
    found = [organisation(*(row[name] for name in fields)) for row in rows()[:count]]
    register = folder / "register.xml"
    register.write_text(export(found), encoding="utf-8")
    run(["import", "roo", str(register), "--into", str(folder / "own")])
    return sorted(path.stem for path in (folder / "own" / "editions").glob("*.yaml"))


def copied(folder: Path, editions: Sequence[str], scale: int) -> list[str]:
    """Return the editions and copies under other names, together ``scale`` times as many."""
    place = folder / "own" / "editions"
    names = list(editions)
    for number, name in product(range(2, scale + 1), editions):
        text = (place / f"{name}.yaml").read_text("utf-8")
        copy = f"{name}-{number}"
        text = re.sub(rf"^  id: {name}$", f"  id: {copy}", text, flags=re.MULTILINE)
        text = re.sub(r"^(  publisher: .*?)(['\"]?)$", rf"\1 {number}\2", text, flags=re.MULTILINE)
        (place / f"{copy}.yaml").write_text(text, "utf-8")
        names.append(copy)
    return names


@dataclass(frozen=True)
class Batch:
    """The cost of a batch: from an empty folder, with nothing to do, and after one
    contact changed.
    """

    documents: int
    full: Spent
    nothing: Spent
    one: Spent
    rewritten: int  # documents remade after one contact changed
    size: int  # bytes

    @property
    def each(self) -> float:
        """CPU milliseconds per document."""
        return 1000 * self.full.cpu / self.documents


def batch(folder: Path, editions: Sequence[str], jobs: int) -> Batch:
    """Make all documents of these editions, then run twice more with little or nothing to do."""
    output = folder / f"output-{len(editions)}"
    words = ["build", *editions, *_languages(), "--allow-drafts", "--jobs", str(jobs)]
    words += ["--sources", str(folder / "own"), "--output", str(output)]
    full = run(words)
    nothing = quickest(words)
    changed = folder / "own" / "editions" / f"{editions[0]}.yaml"
    text = changed.read_text("utf-8")
    before = manifest(output)
    found = []
    for number in ("14 030", "14 020", "14 010"):
        other = re.sub(r"phone: .*", f"phone: {number}", text, count=1)
        changed.write_text(other, "utf-8")
        found.append(run(words))
    changed.write_text(text, "utf-8")
    after = manifest(output)
    files = (path for path in output.rglob("*") if path.suffix in (".pdf", ".docx"))
    return Batch(
        len(after),
        full,
        nothing,
        min(found, key=lambda spent: spent.cpu),
        sum(before[name] != after[name] for name in after),
        sum(path.stat().st_size for path in files),
    )


def _languages() -> Iterator[str]:
    for code in LANGUAGES:
        yield from ("--language", code)


def manifest(output: Path) -> dict[str, object]:
    """Return, for each document, what the manifest records of its files."""
    found = json.loads((output / "manifest.json").read_text("utf-8"))
    rows = found["documents"].items()
    return {f"{folder}/{product}": one[6] for folder, row in rows for product, one in row.items()}


def per_step(
    own: Path, editions: Sequence[str], place: Path, languages: Sequence[str] = LANGUAGES
) -> dict[str, float]:
    """Return the CPU milliseconds of each step per edition and language, in this process.

    What editions share, national or not, is mostly made in the first half, which is not measured.
    """
    theme = load_theme()
    listing = list_folders(SHIPPED, own)
    reader = Reader(listing, theme, Order((), tuple(languages)), allow_drafts=True)
    spent: dict[str, float] = {}
    for names in (editions[: _warm(editions)], editions[_warm(editions) :]):
        spent = dict.fromkeys((CHECKING, *PRODUCTS, WRITING), 0.0)
        clock = Clock(spent)
        with collected_once():
            reader.check(Asked(name) for name in names)
        clock.stop(CHECKING)
        for name in names:
            documents = [Document(name, *key, FILES[key[1]]) for key in product(languages, FILES)]
            work = Work(tuple(in_making_order(documents)), reader.outlines, theme, Profile.OFFICE)
            with collected_once():
                for answer in answers(work):
                    clock.stop(answer.document.product)
                    for path, data in answer.files:
                        write(place / path, data, flushed=False)
                        content_of(data)
                    clock.stop(WRITING)
            reader.forget(documents)
    measured = len(editions[_warm(editions) :]) * len(languages)
    return {step: 1000 * seconds / measured for step, seconds in spent.items()}


def _warm(editions: Sequence[str]) -> int:
    """Return how many editions are made before measuring starts."""
    return min(WARM, len(editions) // 2)


class Clock:
    """Attributes the CPU time since the last stop to a step."""

    def __init__(self, spent: dict[str, float]) -> None:
        self.spent = spent
        self.since = time.process_time()

    def stop(self, step: str) -> None:
        """Attribute the time since the last stop to this step."""
        now = time.process_time()
        self.spent[step] += now - self.since
        self.since = now


def national(folder: Path) -> Spent:
    """Return the cost of the Dutch national pack from program start, in an empty folder."""
    found = []
    for number in range(5):
        output = folder / f"national-{number}"
        found.append(run(["build", "nationaal", "--language", "nl", "--output", str(output)]))
    return min(found, key=lambda spent: spent.cpu)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=len(rows()))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--scale", type=int, default=1)
    given = parser.parse_args()
    place = TMPFS if TMPFS.is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        editions = write_editions(folder, given.editions)
        made = batch(folder, editions, given.jobs)
        products = made.documents // (len(editions) * len(LANGUAGES))
        head = f"{len(editions)} editions x {len(LANGUAGES)} languages x {products} products"
        print(f"{head}, {given.jobs} processes, {os.cpu_count()} cores, {place or name}\n")
        print("| | CPU | by the clock | asked | wanted |\n|---|---|---|---|---|")
        print(f"| all {made.documents} documents | {_shown(made.full)} | 5 s | 3 s |")
        print(f"| nothing changed | {_shown(made.nothing)} | 80 ms | 60 ms |")
        one = f"one contact changed, {made.rewritten} documents made anew"
        print(f"| {one} | {_shown(made.one)} | 0.7 s | 0.4 s |")
        print(f"| national pack, cold | {_shown(national(folder))} | 0.4 s | 0.3 s |")
        print(f"| largest process | | {made.full.memory:.0f} MB | 200 MB | |")
        print(f"| output | | {made.size / 1e6:.0f} MB | 450 MB | |")
        print(f"| per document, {len(editions)} editions | {made.each:.2f} ms | | | |")
        if given.scale > 1:
            more = copied(folder, editions, given.scale)
            large = batch(folder, more, given.jobs)
            print(f"| per document, {len(more)} editions | {large.each:.2f} ms | | the same | |")
            print(f"| nothing changed, {large.documents} documents | {_shown(large.nothing)} | | |")
        few = editions[:STEP_EDITIONS]
        spent = per_step(folder / "own", few, folder / "steps")
        print("\n| step, warm, one process | CPU ms per edition and language | share | asked |")
        print("|---|---|---|---|")
        for step, each in spent.items():
            share = each / sum(spent.values())
            print(f"| {step} | {each:.2f} | {share:.0%} | {ASKED.get(step, '')} |")


if __name__ == "__main__":
    main()
