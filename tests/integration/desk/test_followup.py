"""The followup desk's own tables: memos that left, the reporter's consent, answers that were written again."""

from uuid import uuid4

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import ConsentGiven
from services.common.contracts.register import Nothing
from services.common.contracts.tasks import Answer, ForwardingCopy, TaskCompleted
from services.common.errors import ForwardingRefused, NotFound
from services.followup.repository import AnswerRecords
from services.followup.service import FollowupService
from tests.integration.desk.office import Office, heard, here
from tests.unit.common.desk.intervening import CLERK, OF_UNIT
from tests.unit.common.desk.memory import MONDAY, TUESDAY, reporter
from tests.unit.common.desk.results import UNIT

Followup = Office[FollowupService]

OTHER_UNIT = OF_UNIT.model_copy(update={"actor": "contoh_camat", "unit": "kecamatan_contoh"})
AGENCY = {"agency": "Instansi Contoh", "memo": "Mohon ditangani"}


def memo(followup: Followup, caller: Caller) -> ForwardingCopy | NotFound:
    answer = followup.service.forwarding(here(caller), ByReference(reference=followup.reference))
    assert isinstance(answer, ForwardingCopy | NotFound)
    return answer


def forward(followup: Followup, unit: str, words: str) -> None:
    done = followup.complete(CLERK, "diteruskan", result={"unit": unit, "memo": words})
    assert isinstance(done, TaskCompleted)


def test_a_complaint_that_was_not_forwarded_has_no_memo(followup: Followup) -> None:
    followup.at("teruskan")
    assert isinstance(memo(followup, CLERK), NotFound)


def test_the_unit_reads_the_memo_as_the_office_wrote_it(followup: Followup) -> None:
    followup.at("teruskan")
    forward(followup, UNIT, "Mohon ditindaklanjuti")
    read = memo(followup, OF_UNIT)
    assert isinstance(read, ForwardingCopy)
    assert (read.reference, read.unit, read.agency) == (followup.reference, UNIT, None)
    with followup.work() as work:
        (paper,) = AnswerRecords(work).papers(followup.complaint)
    assert (read.memo, read.memo_number) == ("Mohon ditindaklanjuti", paper.number)
    assert read == memo(followup, CLERK)
    assert (followup.open().unit, followup.custody().unit) == (UNIT, UNIT)


def test_after_a_return_the_newest_memo_counts_and_the_first_unit_sees_none(followup: Followup) -> None:
    followup.at("teruskan")
    forward(followup, UNIT, "Memo pertama")
    followup.complete(OF_UNIT, "dikembalikan", result={}, reason="Bukan kewenangan kami")
    assert isinstance(memo(followup, OF_UNIT), NotFound)
    forward(followup, "kecamatan_contoh", "Memo kedua")
    read = memo(followup, OTHER_UNIT)
    assert isinstance(read, ForwardingCopy)
    assert read.memo == "Memo kedua"
    assert isinstance(memo(followup, OF_UNIT), NotFound)
    assert followup.told().count("complaint_forwarded") == 2
    assert followup.told().count("forwarding_returned") == 1


def test_an_agencys_memo_names_the_agency(followup: Followup) -> None:
    followup.at("alihkan")
    followup.complete(CLERK, "dialihkan", result=AGENCY)
    read = memo(followup, CLERK)
    assert isinstance(read, ForwardingCopy)
    assert (read.unit, read.agency, read.memo) == (None, "Instansi Contoh", "Mohon ditangani")


def test_the_identity_goes_along_once_the_reporter_has_agreed(followup: Followup) -> None:
    followup.at("alihkan")
    with_identity = AGENCY | {"with_identity": True}
    assert isinstance(followup.complete(CLERK, "dialihkan", result=with_identity), ForwardingRefused)
    for _ in range(2):
        followup.service.keep_consent(ConsentGiven(**heard(followup.complaint)))
    assert isinstance(followup.complete(CLERK, "dialihkan", result=with_identity), TaskCompleted)


def test_consent_is_for_one_complaint_of_one_regency(followup: Followup) -> None:
    followup.service.keep_consent(ConsentGiven(**heard(followup.complaint)))
    with followup.work() as work:
        assert AnswerRecords(work).has_consent(followup.complaint)
        assert not AnswerRecords(work).has_consent(uuid4())
    with followup.work("contoh_lain") as work:
        assert not AnswerRecords(work).has_consent(followup.complaint)


@pytest.mark.parametrize("is_delivered", [False, True])
def test_only_a_draft_is_forgotten(followup: Followup, is_delivered: bool) -> None:
    followup.at("jawaban")
    custody = followup.custody()
    with followup.work() as work:
        answers = AnswerRecords(work)
        answers.write(custody, "Pertama", MONDAY)
        if is_delivered:
            answers.deliver(custody, MONDAY)
        answers.forget_drafts(custody)
        answers.write(custody, "Kedua", TUESDAY)
        answers.deliver(custody, TUESDAY)
    told = followup.service.answer(here(reporter(followup.complaint)), Nothing())
    assert isinstance(told, Answer)
    assert told.texts == (("Pertama", "Kedua") if is_delivered else ("Kedua",))
