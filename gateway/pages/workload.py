"""Who has how many tasks, and what nobody has: for those who see to it that no complaint is forgotten."""

from typing import Final

from flask import Response, request

from gateway.api import handling as api
from gateway.pages import complaint_people, show
from services.common.contracts.caller import Caller
from services.common.contracts.handling import NOBODY, WorkloadQuery

_PER_PAGE: Final = 50


def overview(caller: Caller) -> Response:
    """A page of officers, by the name they sign in with; what nobody has stands above each page."""
    found = api.workload(caller, WorkloadQuery(after=request.args.get("setelah") or None, limit=_PER_PAGE))
    return show.page(
        "workload.html",
        found=found,
        named=complaint_people.names(caller),
        nobody=NOBODY,
        is_first="setelah" not in request.args,
    )
