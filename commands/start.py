"""How the program starts: ``wegwijs``, ``python -m wegwijs`` and ``python generate.py``.

Python may be too old and a library may be missing, so this imports only the standard library.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from wegwijs.commands.libraries import LIBRARY_MISSING, missing_library, too_old

# Few of our objects are cyclic. Searching for cycles among the contents of a national manifest took
# a quarter of a run after one contact changed; a cold start makes 200,000 objects that stay, those
# of imported modules among them: hence before anything else is imported.
gc.set_threshold(300_000, 20, 50)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line within a Python program; return the exit code."""
    from wegwijs.commands import main as program

    return program.main(arguments)


def run() -> int:
    """Run the command line as a user starts it; return the exit code."""
    why = too_old()
    if not why:
        try:
            from wegwijs.commands.main import start
        except ImportError as error:
            why = missing_library(error)
            if not why:
                raise
        else:
            return start()
    print(why, file=sys.stderr)
    return LIBRARY_MISSING
