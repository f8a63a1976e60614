"""Measure an order of all schools: a table of time, memory and sizes, for several counts.

Run ``python benchmarks/schools.py [--schools 1000 2000 8700] [--jobs N] [--place FOLDER]``. For
each count it makes a file in the shape of DUO's with that many made-up schools, imports it with the
contacts of the municipalities, imports it again a month later with nothing new, builds all editions
in Dutch with the standard products, and builds again with nothing to do. What a school costs must
not depend on their number: the last lines compare the smallest and the largest count.

Times are CPU seconds of all processes together, and wall-clock time; on a busy machine only the
first are meaningful. All 8,700 need about 2.5 GB where ``--place`` is.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.runs import Spent, run  # noqa: E402
from tests.sources.duo_files import file, made_up  # noqa: E402
from tests.sources.roo_export import everyone  # noqa: E402

SCHOOLS = 8_700
SIZES = ("manifest.json", "manifest of a school", "editions", "files")


@dataclass(frozen=True)
class Measured:
    """The cost of an order of ``count`` editions; ``sizes`` in bytes."""

    count: int
    runs: dict[str, Spent]
    documents: int
    sizes: dict[str, int]


def measure(folder: Path, count: int, jobs: int) -> Measured:
    """Import and build ``count`` schools in an empty folder."""
    own, output = folder / "own", folder / "output"
    schools, register = folder / "schools.csv", folder / "register.xml"
    file(schools, *made_up(count))
    register.write_text(everyone(), "utf-8")
    words = ["import", "duo", str(schools), "--into", str(own), "--register", str(register)]
    build = ["build", "--all", "--language", "nl", "--jobs", str(jobs)]
    build += ["--sources", str(own), "--output", str(output)]
    runs = {
        "import": run([*words, "--date", "2026-11-01"]),
        "import, a month later": run([*words, "--date", "2026-12-01"]),
        "build": run(build),
        "build, nothing changed": run(build),
    }
    editions = list((own / "editions").glob("*.yaml"))
    files = [path for path in output.rglob("*") if path.is_file()]
    manifest = (output / "manifest.json").stat().st_size
    total = sum(path.stat().st_size for path in files) - manifest
    sizes = (manifest, manifest // len(editions), sum(path.stat().st_size for path in editions))
    return Measured(
        len(editions), runs, len(files) - 1, dict(zip(SIZES, (*sizes, total), strict=True))
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--schools", type=int, nargs="+", default=[1_000, 2_000, SCHOOLS])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--place", type=Path, help="where the files are made; they are removed")
    given = parser.parse_args()
    print(f"{given.jobs} processes, {os.cpu_count()} cores\n")
    print("| schools | | CPU | by the clock | CPU per school | largest process |")
    print("|---|---|---|---|---|---|")
    found = []
    for count in given.schools:
        with tempfile.TemporaryDirectory(dir=given.place) as name:
            one = measure(Path(name), count, given.jobs)
        found.append(one)
        for what, spent in one.runs.items():
            each = f"{1000 * spent.cpu / one.count:.1f} ms"
            times = f"{spent.cpu:.1f} s | {spent.wall:.1f} s | {each}"
            print(f"| {one.count} | {what} | {times} | {spent.memory:.0f} MB |")
        sizes = ", ".join(f"{what} {size / 1000:.1f} kB" for what, size in one.sizes.items())
        print(f"| {one.count} | {one.documents} files: {sizes} | | | | |", flush=True)
    least, most = found[0], found[-1]
    if least.count != most.count:
        print(f"\n{most.count / least.count:.2f} times as many schools:\n")
        print("| | times as much CPU | times the memory |\n|---|---|---|")
        for what, spent in most.runs.items():
            before = least.runs[what]
            print(f"| {what} | {spent.cpu / before.cpu:.2f} | {spent.memory / before.memory:.2f} |")
        for what in SIZES:
            print(f"| {what} | {most.sizes[what] / least.sizes[what]:.2f} (bytes) | |")


if __name__ == "__main__":
    main()
