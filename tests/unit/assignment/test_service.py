"""The roster holds officers' names and NIP: it is for the inspectorate's own people."""

import pytest

from services.assignment.service import AssignmentService
from services.common.contracts.caller import Caller
from services.common.contracts.register import ApplyOfficers, Nothing
from services.common.errors import NotYourRole
from tests.unit.common.desk.memory import officer


@pytest.mark.parametrize(
    "caller",
    [
        officer("unit_terlapor"),
        officer(),
        Caller(kind="public", actor="anybody", tenant="contoh"),
        Caller(kind="system", actor="lapak", tenant="contoh", roles=("lapak_aduan",)),
    ],
    ids=["outside role", "no role", "public", "system"],
)
def test_nobody_outside_the_inspectorate_reads_the_roster(caller: Caller) -> None:
    assert isinstance(AssignmentService().roster(caller, Nothing()), NotYourRole)


def test_nobody_but_the_operator_replaces_the_roster() -> None:
    answer = AssignmentService().apply_officers(officer("admin_tenant"), ApplyOfficers(officers=()))
    assert isinstance(answer, NotYourRole)
