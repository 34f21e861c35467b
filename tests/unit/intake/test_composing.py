"""What the result of verification says."""

from dataclasses import replace

from services.common.contracts.document_fields import CheckedItem
from services.common.sop.model import Sop
from services.intake.composing import composers
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import small_sop
from tests.unit.common.desk.results import COMPLETE


class Sops:
    """Implements `composing.Sops`."""

    def sop(self, sop_id: str) -> Sop:
        return small_sop()


def test_the_result_of_verification_has_the_checklist_and_the_regencys_own_words() -> None:
    ending = being_ended("verify", COMPLETE["verify"])
    ending = replace(ending, custody=replace(ending.custody, facts={"channel": "walk_in"}))
    said = composers(Sops())["hasil_verifikasi"](ending).model_dump()
    assert said == {
        "channel_label": "Datang langsung",
        "checklist": (CheckedItem(item="Identitas", is_met=True).model_dump(),),
        "summary": "Lengkap",
        "asks": "Mohon dilengkapi",
        "outcome_label": "Selesai",
    }


def test_a_channel_the_sop_has_given_up_is_named_by_its_code() -> None:
    said = composers(Sops())["hasil_verifikasi"](being_ended("verify", COMPLETE["verify"]))
    assert said.model_dump()["channel_label"] == "web"
