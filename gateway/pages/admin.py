"""The regency before those who answer for it: what is set up and what is missing, and its units.

Nothing of it is changed here: the files of a regency are applied by the operator's command.
"""

from flask import Response, g, request

from gateway.api import complaints
from gateway.pages import admin_setup, show
from gateway.pages.admin_paging import part_of
from gateway.pages.forms import Form
from services.common.contracts.caller import Caller
from services.common.contracts.tenant import Unit
from services.common.errors import NotYourRole
from services.common.vocabulary import ADMIN, HEAD


def overview(caller: Caller) -> Response:
    """The list of tasks. NotYourRole for who does not answer for the office."""
    if not caller.has_any((ADMIN, HEAD)):
        raise NotYourRole(f"{ADMIN} / {HEAD}")
    officers = complaints.roster(caller).officers
    return show.page("admin.html", tasks=admin_setup.tasks(caller, officers))


def units(**_: Caller) -> Response:
    """Whom complaints may be about, and to whom they may be forwarded."""
    form = Form({"cari": request.args.get("cari", "")})
    found: list[Unit] = [each for each in g.tenant.units if form.text("cari").lower() in each.name.lower()]
    return show.page("admin_units.html", part=part_of(found, lambda each: each.key), form=form)
