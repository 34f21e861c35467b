"""How a page about a complaint is put together: what all of them may say and offer, whoever looks at it."""

from typing import Any

from flask import Response, g

from gateway.pages import complaint_told, more_time, show, terms
from services.common.contracts.caller import Caller
from services.common.contracts.rights import RIGHTS


def page(caller: Caller, template: str, status: int = 200, **told: Any) -> Response:
    """The page, with the caller's rights by method as `may`."""
    frame = {
        "may": {name: right.admits(caller) for name, right in RIGHTS.items()},
        "attachment_kinds": complaint_told.ATTACHMENTS,
        "told": complaint_told,
        "more_time": more_time,
        "role": terms.role,
        "mode": terms.mode,
        "channel": terms.channel,
        "units": {unit.key: unit.name for unit in g.tenant.units},
    }
    return show.page(template, status, **(frame | told))
