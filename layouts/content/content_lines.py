"""Lines of vCard (RFC 6350) and iCalendar (RFC 5545), which share their syntax."""

from __future__ import annotations

WIDTH = 75  # octets, without the line break
_ESCAPED = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def text(value: str) -> str:
    """Escape a text value; a line break in it stays one."""
    return value.translate(_ESCAPED)


def line(name: str, value: str) -> bytes:
    """Return a property as one or more lines of at most 75 octets, broken between characters."""
    whole = f"{name}:{value}".encode()
    if len(whole) <= WIDTH:
        return whole + b"\r\n"
    pieces, start, room = [], 0, WIDTH
    while len(whole) - start > room:
        end = start + room
        while whole[end] & 0xC0 == 0x80:  # inside a character of several octets
            end -= 1
        pieces.append(whole[start:end])
        start, room = end, WIDTH - 1  # a further line begins with a space
    pieces.append(whole[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
