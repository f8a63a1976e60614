"""Render an SVG from standard input to a PNG on standard output, as a process of its own.

The renderer accepts any numbers: a curve of a billion segments keeps it busy for hours, a pattern
of a billion pixels kills the process. Here only this process dies.
"""

from __future__ import annotations

import sys

SECONDS = 3  # of processor time; a logo takes hundredths
MEMORY = 1_000_000_000  # bytes


def main() -> None:
    """Render within resource limits, where the system supports them."""
    try:
        import resource
    except ImportError:  # Windows: only the parent's timeout applies
        pass
    else:
        for kind, most in (
            (resource.RLIMIT_CPU, SECONDS),
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(kind)
            limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (limit, hard))
    import resvg_py

    text = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True))


if __name__ == "__main__":
    main()
