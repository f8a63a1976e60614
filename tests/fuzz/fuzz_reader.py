"""Any bytes as a YAML file are a tree of clean strings, or a list of problems; nothing else."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.target import SEEDS, fuzz

MODULES = ("wegwijs.sources.reader", "wegwijs.sources.values", "wegwijs.sources.messages", "wegwijs.sources.consistency", "wegwijs.sources.load")  # fmt: skip
FOLDER = Path(tempfile.mkdtemp(prefix="wegwijs-fuzz-eigen-"))


def one_input(data: bytes) -> None:
    """The file is read as an edition of one's own, over the shipped data."""
    from wegwijs.sources.load import SHIPPED, load
    from wegwijs.sources.problems import InvalidSources
    from wegwijs.sources.reader import parse, read_text, unprintable

    file = FOLDER / "editions" / "x.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    try:
        document = parse(read_text(file, "x.yaml"), "x.yaml")
        assert not any(unprintable(text) for _, text in document.scalars())
        load("x", SHIPPED, FOLDER)
    except InvalidSources as error:
        assert error.problems
        own = (problem for problem in error.problems if problem.file.endswith("editions/x.yaml"))
        assert all(0 <= problem.line <= len(data) + 1 for problem in own)
        assert str(error).isprintable() or "\n" in str(error)


if __name__ == "__main__":
    fuzz(one_input, SEEDS / "reader", MODULES)
