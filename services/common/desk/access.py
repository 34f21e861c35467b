"""Who reads what is inside the inspectorate. One rule for every service."""

from services.common.contracts.caller import Caller
from services.common.errors import NotYourRole
from services.common.vocabulary import EXTERNAL_ROLES


def inside_only(caller: Caller) -> None:
    """Officers with at least one role inside the inspectorate; units, agencies and systems are not. NotYourRole."""
    if caller.kind != "officer" or not set(caller.roles) - EXTERNAL_ROLES:
        raise NotYourRole("officer")
