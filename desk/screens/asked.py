"""Which edition a request is about."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from wegwijs.desk.desk import desk_of
from wegwijs.desk.edition import Written
from wegwijs.sources.folder import editions
from wegwijs.sources.load import SHIPPED


async def written_of(request: Request) -> Written:
    """Return the edition of a request: the user's own, an example, or a new one that is
    not saved yet.
    """
    desk = desk_of(request)
    if kind := request.path_params.get("kind"):
        from wegwijs.desk import fields
        from wegwijs.desk.screens.editor import NEW
        from wegwijs.desk.screens.form import ARMS
        from wegwijs.desk.writing import text_of
        from wegwijs.sources.kinds import KINDS

        id_ = next((one.id for one in ARMS if one.path == kind), ARMS[0].id)
        tree = fields.new(id_, NEW, desk.today())
        if KINDS[id_].role:
            tree["contacts"] = [fields.empty_contact(tree, desk.today())]
        return Written(NEW, text_of(tree), tuple(desk.folders))
    if example := request.path_params.get("example"):
        return await run_in_threadpool(shipped, example)
    return await run_in_threadpool(desk.shelf.written, request.path_params["id"])


def shipped(id_: str) -> Written:
    """Return an edition of the program itself. Raises ``NoSuchEdition``."""
    from wegwijs.desk.shelf import NoSuchEdition

    if id_ not in editions(SHIPPED):
        raise NoSuchEdition("dit voorbeeld is er niet")
    text = (SHIPPED / "editions" / f"{id_}.yaml").read_text("utf-8")
    return Written(id_, text, (SHIPPED,))
