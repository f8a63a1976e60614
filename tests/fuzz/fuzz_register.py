"""Any bytes as an export of the register become editions that can be read, or a problem."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.fuzz.target import SEEDS, fuzz

MODULES = ("wegwijs.sources.importers.roo_xml", "wegwijs.sources.importers.roo", "wegwijs.sources.importers.names", "wegwijs.sources.importers.edition_text", "wegwijs.sources.importers.edition_files")  # fmt: skip
FOLDER = Path(tempfile.mkdtemp(prefix="wegwijs-fuzz-register-"))
TODAY = date(2026, 11, 23)


def one_input(data: bytes) -> None:
    """The file is imported into a folder where nothing is yet."""
    from wegwijs.sources.importers.edition_files import import_roo
    from wegwijs.sources.model import SourceFile
    from wegwijs.sources.problems import InvalidSources
    from wegwijs.sources.reader import parse

    file = FOLDER / "f.xml"
    file.write_bytes(data)

    def write(path: Path, content: bytes) -> None:
        assert path.resolve().is_relative_to(FOLDER.resolve()), path
        if path.suffix == ".yaml":
            SourceFile.model_validate(parse(content.decode(), path.name).data)

    try:
        report = import_roo(file, FOLDER / "m", (), TODAY, write, ("leaflet",))
    except InvalidSources as error:
        assert error.problems
    else:
        assert all(line.isprintable() for line in report.lines())


if __name__ == "__main__":
    fuzz(one_input, SEEDS / "register", MODULES)
