"""The Nu checker, which the W3C uses, finds no error and no warning in a page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import LANGUAGES
from tests.program import ROOT
from tests.proof.rules.test_web import OWN, page, published

JAR = ROOT / ".nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.nu
@pytest.mark.skipif(not (JAR.exists() and shutil.which("java")), reason="the Nu checker is missing")
def test_the_nu_checker_has_nothing_to_say(tmp_path: Path) -> None:
    own = published(tmp_path / "eigen")
    files = []
    for language in LANGUAGES:
        files.append(tmp_path / f"{language}.html")
        files[-1].write_text(page(language, OWN), "utf-8")
    files.append(tmp_path / "published.html")
    files[-1].write_text(page("ar", "lindewaard", own), "utf-8")
    command = ["java", "-jar", str(JAR), "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    messages = json.loads(done.stderr)["messages"]
    said = [one for one in messages if one["type"] != "info" or one.get("subType")]
    # The checker guesses languages, does not know Frisian and takes it for Dutch.
    frisian = [one for one in said if one["url"].endswith("/fy.html") and one["type"] == "info"]
    assert len(frisian) <= 1
    assert [one["message"] for one in said if one not in frisian] == []
