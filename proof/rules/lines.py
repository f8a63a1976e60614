"""Lines so close that their letters touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image

from wegwijs.proof.findings import Box, Finding, Spot, grown, meeting, shared, union
from wegwijs.proof.readers.page import Letter, Page

_APART = 1.0  # mm: baselines that differ less are those of one line
_DARK = 200  # of 255: also the edge of a letter, a twentieth of a millimetre around it


def touching(page: Page) -> Iterator[Finding]:
    """Check every two lines of a page."""
    image = page.letters(255)
    for one, other in meeting(_lines(page.type), _extent):
        touch = next((pair for pair in _near(one, other) if _is_one(image, page, *pair)), None)
        if touch:
            upper, lower = ("".join(letter.char for letter in line)[:30] for line in (one, other))
            what = f'Twee regels raken elkaar: "{upper}" en "{lower}".'
            yield Finding("overlap", what, at=Spot(page.number, box=union(touch)))


def _lines(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Group letters by baseline, from top to bottom."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.baseline):
        if lines and letter.baseline - lines[-1][-1].baseline < _APART:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _extent(line: Sequence[Letter]) -> Box:
    """Return the bounding box of a line."""
    box = union(letter.box for letter in line)
    assert box
    return box


def _near(above: Sequence[Letter], below: Sequence[Letter]) -> Iterator[tuple[Box, Box]]:
    """Yield the boxes of letters of two lines that overlap."""
    lowest, highest = max(one.box[3] for one in above), min(one.box[1] for one in below)
    for one in (one for one in above if one.box[3] > highest):
        for other in (other for other in below if other.box[1] < lowest):
            across, down = shared(one.box, other.box)
            if across > 0 and down > 0:
                yield one.box, other.box


def _is_one(image: Image.Image, page: Page, above: Box, below: Box) -> bool:
    """Whether the ink of two letters is connected."""
    both = union((above, below))
    assert both
    left, top, right, bottom = page.pixels(grown(both, 0.2))
    crop = image.crop((left, top, right, bottom))
    dark = {
        (x, y)
        for x in range(crop.width)
        for y in range(crop.height)
        if crop.getpixel((x, y)) < _DARK  # type: ignore[operator]
    }
    # What is above the lower letter is ink of the upper one, and the other way round.
    start, end = page.pixels(below)[1] - top, page.pixels(above)[3] - top
    waiting = [(x, y) for x, y in dark if y < start]
    reached = set(waiting)
    while waiting:
        x, y = waiting.pop()
        if y > end:
            return True
        around = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        waiting += (around & dark) - reached
        reached |= around & dark
    return False
