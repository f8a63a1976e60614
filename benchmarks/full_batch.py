"""The national batch: 342 municipalities, six languages, all products, from an empty folder.

Run ``python benchmarks/full_batch.py [--editions N] [--jobs N]``. Prints a table: the whole batch,
a run with nothing to do, a run after one contact changed, and where the time goes: per step and
per product. The contacts are those of the register in May 2026 (``tests/data``).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from layouts.pdf.sheet import Profile  # noqa: E402
from layouts.products.registry import PRODUCTS  # noqa: E402
from layouts.typesetting.theme import load_theme  # noqa: E402
from press.build.make import Work, answers  # noqa: E402
from press.build.prepare import check  # noqa: E402
from press.files.store import write  # noqa: E402
from press.ledger.fingerprint import fingerprint  # noqa: E402
from press.order import FILES, Document, in_making_order, order  # noqa: E402
from sources.load import SHIPPED  # noqa: E402
from tests.sources.roo_export import export, organisation, rows  # noqa: E402

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
STEPS = ("read, check, translate, set in words", "fingerprints")
WRITING = "written to disk, flushed"
STEP_EDITIONS = 25


def write_editions(folder: Path, count: int) -> list[str]:
    """Import that many municipalities; gives the ids of their editions."""
    found = [
        organisation(
            row["roo_naam"],
            row["code"],
            row["telefoon_algemeen"],
            row["email_algemeen"],
            row["website"],
        )
        for row in rows()[:count]
    ]
    register = folder / "register.xml"
    register.write_text(export(found), encoding="utf-8")
    generate(["import", "roo", str(register), "--into", str(folder / "own")])
    return sorted(path.stem for path in (folder / "own" / "editions").glob("*.yaml"))


def generate(arguments: Sequence[str]) -> float:
    """Run the program as a user does; gives the seconds. Raises when it fails."""
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, str(ROOT / "generate.py"), *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def per_step(own: Path, editions: Sequence[str], place: Path) -> dict[str, float]:
    """Seconds of each step for these editions in all languages, in this process.

    What all editions share is made before, by another edition.
    """
    theme = load_theme()
    spent: dict[str, float] = {}
    for names in (editions[:1], editions[1:]):
        spent = dict.fromkeys((*STEPS, *PRODUCTS, WRITING), 0.0)
        clock = Clock(spent)
        asked = order(names, LANGUAGES, (), every=False)
        wanted: dict[str, list[str]] = {name: [] for name in names}
        found = check(asked, wanted, {}, [SHIPPED, own], theme, allow_drafts=True)
        clock.stop(STEPS[0])
        outlines = {
            (prepared.id, language): outline
            for prepared in found.ready.values()
            for language, outline in prepared.outlines.items()
        }
        for outline in outlines.values():
            fingerprint(outline)
        clock.stop(STEPS[1])
        documents = (
            Document(*key, product, FILES[product]) for key in outlines for product in FILES
        )
        for document in in_making_order(documents):
            work = Work((document,), outlines, theme, Profile.OFFICE)
            (answer,) = answers(work)
            clock.stop(document.product)
            for path, data in answer.files:
                write(place / path, data)
            clock.stop(WRITING)
    return spent


class Clock:
    """Adds the time since the last stop to a step."""

    def __init__(self, spent: dict[str, float]) -> None:
        self.spent = spent
        self.since = time.perf_counter()

    def stop(self, step: str) -> None:
        """The time until now was spent on this."""
        now = time.perf_counter()
        self.spent[step] += now - self.since
        self.since = now


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=len(rows()))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        editions = write_editions(folder, given.editions)
        output = folder / "output"
        words = ["build", *editions]
        words += [word for code in LANGUAGES for word in ("--language", code)]
        words += ["--sources", str(folder / "own"), "--output", str(output), "--allow-drafts"]
        words += ["--jobs", str(given.jobs)]
        documents = len(editions) * len(LANGUAGES) * len(PRODUCTS)
        full = generate(words)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        nothing = min(generate(words) for _ in range(3))
        changed = folder / "own" / "editions" / f"{editions[0]}.yaml"
        text = changed.read_text("utf-8")
        changed.write_text(re.sub(r"phone: .*", "phone: 14 030", text, count=1), "utf-8")
        before = manifest(output)
        one = generate(words)
        after = manifest(output)
        rewritten = sum(before[name] != after[name] for name in after)
        print(f"{len(editions)} editions x {len(LANGUAGES)} languages x {len(PRODUCTS)} products")
        print(f"| {given.jobs} processes, {os.cpu_count()} cores | |\n|---|---|")
        print(f"| all {documents} documents | {full:.1f} s |")
        print(f"| per document, over all | {1000 * full / documents:.1f} ms |")
        print(f"| largest process | {largest:.0f} MB |")
        print(f"| nothing changed | {nothing:.2f} s |")
        print(f"| one contact changed, {rewritten} documents made anew | {one:.2f} s |")
        few = editions[:STEP_EDITIONS]
        spent = per_step(folder / "own", few, folder / "steps")
        count = (len(few) - 1) * len(LANGUAGES)
        whole = sum(spent.values())
        print("\n| step, one process | ms per edition and language | share |\n|---|---|---|")
        for step, seconds in spent.items():
            print(f"| {step} | {1000 * seconds / count:.1f} | {seconds / whole:.0%} |")


def manifest(output: Path) -> dict[str, object]:
    """What the manifest says of each document's files."""
    found = json.loads((output / "manifest.json").read_text("utf-8"))
    return {name: document["files"] for name, document in found["documents"].items()}


if __name__ == "__main__":
    main()
