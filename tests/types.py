"""Check types: ``python -m tests.types``.

mypy finds modules by folder only. In ``build/types`` a link makes a folder of the package.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("sources", "layouts", "press", "proof", "desk", "commands")


def main() -> int:
    """Run mypy on all rooms; return its exit code."""
    package = ROOT / "build" / "types" / "wegwijs"
    package.mkdir(parents=True, exist_ok=True)
    for name in (*ROOMS, "__init__.py"):
        link = package / name
        if not link.is_symlink():
            link.symlink_to(ROOT / name if name in ROOMS else ROOT / "wegwijs" / name)
    return subprocess.run(
        [sys.executable, "-m", "mypy", *sys.argv[1:]], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
