"""The national batch: 342 municipalities, six languages, all products, from an empty folder.

Run ``python benchmarks/full_batch.py [--editions N] [--jobs N]``. Prints a table: the whole batch,
a run with nothing to do, a run after one contact changed, and the time per document of each
product. The contacts are those of the register in May 2026 (``tests/data``).
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

from layouts.outline import build_outline  # noqa: E402
from layouts.products import PRODUCTS  # noqa: E402
from layouts.sheet import Profile  # noqa: E402
from layouts.theme import load_theme  # noqa: E402
from sources.load import SHIPPED, load  # noqa: E402
from sources.translations import in_language  # noqa: E402
from tests.sources.roo_export import export, organisation, rows  # noqa: E402

LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk")
TOO_LONG = "asten"  # its web address does not fit in a code that scans; the build says so


def write_editions(folder: Path, count: int) -> list[str]:
    """Import that many municipalities; gives the ids of their editions."""
    found = [
        organisation(
            row["roo_naam"],
            row["code"],
            row["telefoon_algemeen"],
            row["email_algemeen"],
            row["website"] if TOO_LONG not in row["website"] else "https://www.asten.nl",
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


def per_product(own: Path, editions: Sequence[str]) -> dict[str, float]:
    """Milliseconds per document, in this process, with what documents share already made."""
    theme = load_theme()
    spent = dict.fromkeys(PRODUCTS, 0.0)
    made = dict.fromkeys(PRODUCTS, 0)
    for language in LANGUAGES:
        for index, edition in enumerate(editions):
            loaded = load(edition, SHIPPED, own)
            pack = in_language(loaded, language, [SHIPPED, own], allow_drafts=True)
            outline = build_outline(pack)
            for product, files in PRODUCTS.items():
                start = time.perf_counter()
                for renderer in files.values():
                    renderer(outline, theme.for_outline(outline), Profile.OFFICE)
                if index:
                    spent[product] += time.perf_counter() - start
                    made[product] += 1
    return {product: 1000 * spent[product] / made[product] for product in PRODUCTS}


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
        order = ["build", *editions]
        order += [word for code in LANGUAGES for word in ("--language", code)]
        order += ["--sources", str(folder / "own"), "--output", str(output), "--allow-drafts"]
        order += ["--jobs", str(given.jobs)]
        documents = len(editions) * len(LANGUAGES) * len(PRODUCTS)
        full = generate(order)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        nothing = min(generate(order) for _ in range(3))
        changed = folder / "own" / "editions" / f"{editions[0]}.yaml"
        text = changed.read_text("utf-8")
        changed.write_text(re.sub(r"phone: .*", "phone: 14 030", text, count=1), "utf-8")
        before = manifest(output)
        one = generate(order)
        after = manifest(output)
        rewritten = sum(before[name] != after[name] for name in after)
        print(f"{len(editions)} editions x {len(LANGUAGES)} languages x {len(PRODUCTS)} products")
        print(f"| {given.jobs} processes, {os.cpu_count()} cores | |\n|---|---|")
        print(f"| all {documents} documents | {full:.1f} s |")
        print(f"| per document, over all | {1000 * full / documents:.1f} ms |")
        print(f"| largest process | {largest:.0f} MB |")
        print(f"| nothing changed | {nothing:.2f} s |")
        print(f"| one contact changed, {rewritten} documents made anew | {one:.2f} s |")
        for product, milliseconds in per_product(folder / "own", editions[:12]).items():
            print(f"| {product}, one process | {milliseconds:.1f} ms per document |")


def manifest(output: Path) -> dict[str, object]:
    """What the manifest says of each document's files."""
    found = json.loads((output / "manifest.json").read_text("utf-8"))
    return {name: document["files"] for name, document in found["documents"].items()}


if __name__ == "__main__":
    main()
