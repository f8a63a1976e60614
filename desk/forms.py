"""What a browser sends along, read without a trace on disk."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from sources.reader import MAX_BYTES

FIELDS = 400  # in a form; the longest has some sixty
MOST_TEXT = MAX_BYTES + 100_000  # bytes of a field: line ends may be two signs on the way
MOST_BYTES = 3_500_000  # of a request: an edition with its logo, and another logo


class NoForm(Exception):
    """What was sent is no form of ours."""


class _InMemory(MultiPartParser):
    """A parser that never moves a file to disk: the request is bounded already."""

    spool_max_size = 2 * MOST_BYTES


async def form_of(request: Request) -> FormData:
    """The fields and the file of a form. Raises ``NoForm``."""
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
        return await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError) as error:
        raise NoForm from error


def texts_of(form: FormData) -> Mapping[str, list[str]]:
    """The fields of a form that are text."""
    found: dict[str, list[str]] = {}
    for name, text in form.multi_items():
        if isinstance(text, str):
            found.setdefault(name, []).append(text)
    return found


async def file_of(form: FormData, name: str) -> bytes:
    """The bytes of a file that was chosen; empty when none was."""
    upload = form.get(name)
    if not isinstance(upload, UploadFile) or not upload.filename:
        return b""
    return await upload.read()
