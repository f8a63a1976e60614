"""Read submitted forms without writing to disk."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from sources.reader import MAX_BYTES

FIELDS = 400  # fields in a form; the longest has about sixty
MOST_TEXT = MAX_BYTES + 100_000  # bytes of a field: a line end may be sent as two characters
MOST_BYTES = 3_500_000  # bytes of a request: an edition with its logo, and a new logo


class NoForm(Exception):
    """The request body is not one of our forms."""


class _InMemory(MultiPartParser):
    """A parser that never spools a file to disk: the request is bounded already."""

    spool_max_size = 2 * MOST_BYTES


async def form_of(request: Request) -> FormData:
    """Return the fields and the file of a form. Raises ``NoForm``."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise NoForm
    parser = _InMemory(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=FIELDS,
        max_part_size=MOST_TEXT,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise NoForm from error
    request.state.sent = [(name, text) for name, text in form.multi_items() if is_kept(name, text)]
    return form


def is_kept(name: str, text: object) -> bool:
    """Whether a field is sent again after an error: all that was typed, without the button."""
    return isinstance(text, str) and name not in ("do", "ga", "welk", "oordeel", "niet")


def sent_again(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form that failed and carried an edition; a script still has them."""
    sent: list[tuple[str, str]] = getattr(request.state, "sent", [])
    has_edition = any(name == "bestand" and text for name, text in sent)
    return sent if has_edition and "x-wegwijs" not in request.headers else []


def texts_of(form: FormData) -> Mapping[str, list[str]]:
    """Return the text fields of a form."""
    found: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            found.setdefault(name, []).append(text)
    return found


async def file_of(form: FormData, name: str) -> bytes:
    """Return the bytes of the uploaded file; empty when there is none."""
    upload = form.get(name)
    if not isinstance(upload, UploadFile) or not upload.filename:
        return b""
    return await upload.read()
