"""What the fuzz targets share: where inputs come from, and how long and how large one may be.

``python tests/fuzz/fuzz_reader.py -max_total_time=30`` runs one; all options are libFuzzer's. An
input that breaks the promise is written to a folder that is named at the end.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
LIMITS = {"timeout": 2, "rss_limit_mb": 1_000, "max_len": 20_000}  # s, MB, bytes


def fuzz(one_input: Callable[[bytes], None], seeds: Path, modules: Sequence[str]) -> None:
    """Feed ``one_input`` until time is up; ``modules`` are watched for what an input reaches."""
    import atheris

    with atheris.instrument_imports():
        for module in modules:
            import_module(module)
    found = Path(tempfile.mkdtemp(prefix="wegwijs-fuzz-"))
    (found / "corpus").mkdir()
    given = [option.partition("=")[0] for option in sys.argv[1:]]
    limits = [f"-{name}={most}" for name, most in LIMITS.items() if f"-{name}" not in given]
    places = [f"-artifact_prefix={found}/", str(found / "corpus"), str(seeds)]
    atheris.Setup([sys.argv[0], *limits, *sys.argv[1:], *places], one_input)
    print(f"what breaks the promise is kept in {found}", file=sys.stderr)
    atheris.Fuzz()
