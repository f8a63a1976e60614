"""Measure an order of all products in all languages, at several counts, on one machine or by Dask.

Run ``python benchmarks/at_scale.py [--editions 10 20] [--jobs 2] [--dask 4] [--place FOLDER]``. For
each count it builds that many municipalities in every language that is shipped, as every product,
and again with nothing to do. With ``--dask N`` it also builds them by Dask on N local workers, and
compares the files. What a document costs must not depend on the number of editions. Last come the
CPU milliseconds of each product, warm, over ``--steps`` editions.

342 editions take 7 GB where ``--place`` is. Times are CPU seconds of all processes together, and
wall-clock time; on a busy machine only the first are meaningful.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.full_batch import copied, per_step, write_editions  # noqa: E402
from benchmarks.runs import Spent, run  # noqa: E402
from tests.sources.roo_export import rows  # noqa: E402
from wegwijs.layouts.products.registry import SELECTABLE  # noqa: E402
from wegwijs.press.ledger.manifest import NAME, read_manifest  # noqa: E402
from wegwijs.sources.load import SHIPPED, load  # noqa: E402

HEAD = "| editions | run | documents | CPU | each | by the clock | largest | files | ledger |"


@dataclass(frozen=True)
class Cost:
    """The cost of a run over ``documents``; sizes in bytes, of the files and of the ledger."""

    editions: int
    what: str
    spent: Spent
    documents: int
    files: int
    size: int
    ledger: int

    def __str__(self) -> str:
        each = f"{1000 * self.spent.cpu / self.documents:.2f} ms"
        cost = f"{self.spent.cpu:.1f} s | {each} | {self.spent.wall:.1f} s"
        cost += f" | {self.spent.memory:.0f} MB"
        sizes = f"{self.files}, {self.size / 1e6:.0f} MB | {self.ledger / 1e6:.2f} MB"
        return f"| {self.editions} | {self.what} | {self.documents} | {cost} | {sizes} |"


def all_languages() -> tuple[str, ...]:
    """Return the languages that are shipped."""
    return tuple(load("nationaal", SHIPPED).pack.languages)


def ask_for_all(own: Path, languages: Sequence[str], products: Sequence[str]) -> None:
    """Let every edition ask for these languages and products itself, as a municipality would."""
    for file in (own / "editions").glob("*.yaml"):
        text = file.read_text("utf-8")
        for key, words in (("languages", languages), ("products", products)):
            line = f"  {key}: [{', '.join(words)}]"
            text, found = re.subn(rf"^  {key}: .*$", line, text, flags=re.MULTILINE)
            assert found == 1, file
        file.write_text(text, "utf-8")


class Workers:
    """Local workers of Dask, and what they used: the scheduler is in this process."""

    def __init__(self, cluster: Any, client: Any) -> None:
        self.address: str = cluster.scheduler_address
        self._client = client

    def used(self) -> tuple[float, float]:
        """Return CPU seconds of workers and scheduler so far, and MB of the largest worker."""
        found = list(self._client.run(_used).values())
        cpu, _ = _used()
        return cpu + sum(one[0] for one in found), max(one[1] for one in found)


def _used() -> tuple[float, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@contextmanager
def local_workers(count: int) -> Iterator[Workers]:
    """Start workers, each a process with one thread."""
    from distributed import Client, LocalCluster

    os.environ["PYTHONPATH"] = str(ROOT)  # of the workers
    with (
        LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield Workers(cluster, client)


def measure(own: Path, output: Path, jobs: int, workers: Workers | None) -> Iterator[Cost]:
    """Build everything, and again with nothing to do; by workers too, with the same files."""
    words = ["build", "--all", "--allow-drafts", "--sources", str(own), "--output", str(output)]
    words += ["--quiet"]
    full = run([*words, "--jobs", str(jobs)])
    first = contents(output)
    yield _cost(own, f"{jobs} processes", full, output)
    yield _cost(own, "nothing changed", run([*words, "--jobs", str(jobs)]), output)
    if workers:
        shutil.rmtree(output)
        before, _ = workers.used()
        spent = run([*words, "--dask", workers.address])
        cpu, memory = workers.used()
        yield _cost(own, "of which the caller", spent, output)
        more = replace(spent, cpu=spent.cpu + cpu - before, memory=memory)
        yield _cost(own, "Dask, all", more, output)
        assert contents(output) == first, "Dask made other files"


def contents(output: Path) -> dict[str, tuple[int, str]]:
    """Return size and digest of each file that the ledger lists, by path."""
    return {
        f"{document.folder}/{name}": (stored.size, stored.sha256)
        for document, entry in read_manifest(output).entries()
        for name, stored in entry.files.items()
    }


def _cost(own: Path, what: str, spent: Spent, output: Path) -> Cost:
    made = list(read_manifest(output).entries())
    sizes = [stored.size for _, entry in made for stored in entry.files.values()]
    editions = len(list((own / "editions").glob("*.yaml")))
    ledger = (output / NAME).stat().st_size
    return Cost(editions, what, spent, len(made), len(sizes), sum(sizes), ledger)


def editions_of(folder: Path, count: int) -> list[str]:
    """Write ``count`` editions; beyond the municipalities, copies of them under other names."""
    there = len(rows())
    names = write_editions(folder, min(count, there))
    names = copied(folder, names, -(-count // there))
    for name in names[count:]:
        (folder / "own" / "editions" / f"{name}.yaml").unlink()
    return names[:count]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, nargs="+", default=[10, 20])
    parser.add_argument("--languages", nargs="+", default=all_languages())
    parser.add_argument("--products", nargs="+", default=tuple(SELECTABLE))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--dask", type=int, default=0, metavar="WORKERS")
    parser.add_argument("--steps", type=int, default=4, help="editions for the table of products")
    parser.add_argument("--place", type=Path, help="where the files are made; they are removed")
    given = parser.parse_args()
    languages = tuple(given.languages)
    print(f"{len(languages)} languages, {len(given.products)} products, {os.cpu_count()} cores\n")
    print(f"{HEAD}\n|{'---|' * HEAD.count(' |')}")
    with local_workers(given.dask) if given.dask else nullcontext() as workers:
        for count in given.editions:
            with tempfile.TemporaryDirectory(dir=given.place) as name:
                editions_of(Path(name), count)
                own = Path(name) / "own"
                ask_for_all(own, languages, given.products)
                for cost in measure(own, Path(name) / "output", given.jobs, workers):
                    print(cost, flush=True)
    if given.steps:
        with tempfile.TemporaryDirectory(dir=given.place) as name:
            editions = editions_of(Path(name), given.steps)
            own = Path(name) / "own"
            spent = per_step(own, editions, Path(name) / "steps", languages)
        print("\n| step, warm, one process | CPU ms per edition and language | share |")
        print("|---|---|---|")
        for step, each in spent.items():
            print(f"| {step} | {each:.2f} | {each / sum(spent.values()):.0%} |")


if __name__ == "__main__":
    main()
