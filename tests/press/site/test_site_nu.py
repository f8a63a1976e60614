"""The Nu checker, which the W3C uses, finds no error and no warning in the pages of a website."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.layouts.products.web.test_nu import JAR
from tests.press.site.conftest import Publisher


@pytest.mark.nu
@pytest.mark.skipif(not (JAR.exists() and shutil.which("java")), reason="the Nu checker is missing")
def test_the_nu_checker_has_nothing_to_say(
    house: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    import wegwijs.layouts.site.index

    monkeypatch.setattr(wegwijs.layouts.site.index, "FEW", 1)  # with the letters and the field
    house.publish()
    files = [str(file) for file in sorted(house.site.rglob("*.html"))]
    assert len(files) == 6
    command = ["java", "-jar", str(JAR), "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    said = json.loads(done.stderr)["messages"]
    assert [one["message"] for one in said if one["type"] != "info" or one.get("subType")] == []
