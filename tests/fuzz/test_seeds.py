"""The fuzz targets keep their promise on their own seeds, so that they do not rot between runs."""

from __future__ import annotations

import pytest

from tests.fuzz import fuzz_reader, fuzz_register
from tests.fuzz.target import SEEDS

TARGETS = {"reader": fuzz_reader, "register": fuzz_register}
FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())


@pytest.mark.parametrize("seed", FILES, ids=lambda path: path.name)
def test_a_seed_keeps_the_promise(seed):
    TARGETS[seed.parent.name].one_input(seed.read_bytes())


def test_every_target_has_seeds():
    assert {path.parent.name for path in FILES} == set(TARGETS)
