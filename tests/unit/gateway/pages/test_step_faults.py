"""What the assignment desk finds wrong with a team has a sentence of its own on the form."""

import pytest
from apiflask import APIFlask

from gateway.pages import step_faults
from services.assignment import domain
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.errors import Invalid

ROSTER = {
    one: Officer(id=one, name="Contoh Satu", nip="", rank="", position="Auditor", roles=("tim_audit",))
    for one in ("contoh_satu", "contoh_dua")
}


@pytest.mark.parametrize(
    ("team", "told"),
    [
        ((("contoh_satu", "anggota"),), "Pilih satu ketua tim."),
        (
            (("contoh_satu", "ketua_tim"), ("contoh_satu", "anggota")),
            "Ada nama yang tercantum dua kali. Beri setiap orang satu kedudukan.",
        ),
    ],
    ids=["no leader", "twice"],
)
def test_what_is_wrong_with_a_team_is_said_at_the_team(
    app: APIFlask, team: tuple[tuple[str, str], ...], told: str
) -> None:
    members = [{"officer": officer, "position": position} for officer, position in team]
    proposal = ProposeTeamResult.model_validate({"team": members, "objective": "Memeriksa", "days": 5})
    with pytest.raises(Invalid) as wrong:
        domain.check_team(proposal, ROSTER)
    with app.test_request_context():
        assert step_faults.told(wrong.value) == {"team": told}
