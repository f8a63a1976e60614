"""Read submitted forms without writing to disk."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from wegwijs.sources.portable import MOST_PICTURE
from wegwijs.sources.reader import MAX_BYTES

AS_TEXT = ".tekst"  # ending of the name of a field with a file in base64
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
    request.state.sent = [
        (name, text) if isinstance(text, str) else _as_text(name, text)
        for name, text in form.multi_items()
        if is_kept(name, text)
    ]
    return form


def is_kept(name: str, text: object) -> bool:
    """Whether a field is sent again after an error: all that was typed, without the button."""
    if isinstance(text, UploadFile):
        return name == "logo" and bool(text.filename)
    return name not in ("do", "ga", "welk", "oordeel", "niet")


def sent_again(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form that failed and carried an edition; a script still has them.

    A browser cannot choose a file again by itself, so that travels as text (``AS_TEXT``).
    """
    sent: list[tuple[str, str]] = getattr(request.state, "sent", [])
    has_edition = any(name == "bestand" and text for name, text in sent)
    return sent if has_edition and "x-wegwijs" not in request.headers else []


def _as_text(name: str, upload: UploadFile) -> tuple[str, str]:
    """Return a file as a field. One that is too large is cut, and is still too large."""
    upload.file.seek(0)
    data = upload.file.read(MOST_PICTURE + 1)
    upload.file.seek(0)
    return f"{name}{AS_TEXT}", base64.b64encode(data).decode()


def texts_of(form: FormData) -> Mapping[str, list[str]]:
    """Return the text fields of a form."""
    found: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            found.setdefault(name, []).append(text)
    return found


async def upload_of(form: FormData, name: str) -> bytes | None:
    """Return the bytes of a file that was uploaded; None when none was chosen."""
    upload = form.get(name)
    return await upload.read() if isinstance(upload, UploadFile) and upload.filename else None


async def file_of(form: FormData, name: str) -> bytes:
    """Return the bytes of a file that was uploaded or came as text; empty when there is none."""
    sent = await upload_of(form, name)
    if sent is not None:
        return sent
    with suppress(ValueError):
        return base64.b64decode(str(form.get(f"{name}{AS_TEXT}") or ""), validate=True)
    return b""
