"""Who may file what where, who may read, what may be attached."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import FinishAttachment
from services.common.errors import AttachmentRefused, Invalid, NotYourRole
from services.common.sop.model import Channel
from services.intake import domain
from tests.unit.common.desk.memory import small_sop
from tests.unit.intake.samples import CLERK, NOW, PUBLIC, RULES, UNITS, filing


def channel(**changes: Any) -> Channel:
    """A channel that asks for little."""
    given = {"label": "Kanal", "filed_by": ["pelapor"], "modes": ["anonymous", "confidential", "open"]}
    return Channel.model_validate({**given, "provenance": {"basis": "added"}, **changes})


def faults(at: Channel | None = None, role: str = "pelapor", **filed: Any) -> dict[str, str]:
    """What is wrong with a complaint; nothing when it is taken."""
    try:
        domain.check_filing(filing(**filed), role, at or channel(), UNITS, NOW, officers={"contoh_irban"})
    except Invalid as refused:
        return refused.fields
    return {}


def test_anybody_files_on_a_public_channel_as_the_reporter() -> None:
    assert domain.filing_role(PUBLIC, small_sop(), filing(channel="wbs")) == "pelapor"


def test_an_officer_files_in_the_role_the_channel_names() -> None:
    assert domain.filing_role(CLERK, small_sop(), filing(channel="walk_in")) == "jfu"


def test_the_public_cannot_file_where_only_officers_may() -> None:
    with pytest.raises(NotYourRole, match="jfu"):
        domain.filing_role(PUBLIC, small_sop(), filing(channel="walk_in"))


def test_a_public_caller_cannot_bring_roles_along() -> None:
    with pytest.raises(NotYourRole):
        domain.filing_role(PUBLIC.model_copy(update={"roles": ("jfu",)}), small_sop(), filing(channel="walk_in"))


def test_a_portal_that_files_on_the_reporters_channel_is_told_where_reporters_file() -> None:
    portal = Caller(kind="system", actor="portal", tenant="contoh", roles=("lapak_aduan",))
    with pytest.raises(Invalid) as refused:
        domain.filing_role(portal, small_sop(), filing(channel="wbs"))
    assert "/tenants/contoh/complaints" in refused.value.fields["channel"]


def test_an_officer_cannot_pose_as_the_public() -> None:
    with pytest.raises(NotYourRole, match="pelapor"):
        domain.filing_role(CLERK, small_sop(), filing(channel="wbs"))


def test_a_channel_the_regency_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(Invalid) as refused:
        domain.filing_role(PUBLIC, small_sop(), filing(channel="sp4n_lapor"))
    assert "walk_in, wbs" in refused.value.fields["channel"]


def test_a_complaint_that_gives_what_the_channel_asks_is_taken() -> None:
    asking = channel(identity_required=["name", "phone"])
    assert faults(asking, mode="confidential", identity={"name": "Pelapor Contoh", "phone": "0812345678"}) == {}


def test_everything_the_channel_requires_of_the_reporter_is_asked_for_at_once() -> None:
    asking = channel(identity_required=["name", "phone"])
    assert set(faults(asking, mode="open", identity={"email": "a@example.org"})) == {"identity.name", "identity.phone"}
    assert set(faults(asking, mode="open")) == {"identity.name", "identity.phone"}


@pytest.mark.parametrize(
    ("role", "lacking"),
    [("petugas_penerima", set()), ("pelapor", {"identity.name"}), ("lapak_aduan", {"identity.name"})],
)
def test_who_keys_in_a_letter_may_leave_out_what_the_sop_asks_for_later(role: str, lacking: set[str]) -> None:
    asking = channel(identity_required=["name"])
    given = filing(mode="confidential")
    faulty: set[str] = set()
    try:
        domain.check_filing(given, role, asking, UNITS, NOW, asks_later=True)
    except Invalid as refused:
        faulty = set(refused.fields)
    assert faulty == lacking


def test_where_the_sop_never_asks_for_it_an_officer_owes_it_too() -> None:
    assert set(faults(channel(identity_required=["name"]), "petugas_penerima", mode="open")) == {"identity.name"}


def test_an_anonymous_complaint_with_an_identity_is_refused() -> None:
    assert set(faults(mode="anonymous", identity={"name": "Pelapor Contoh"})) == {"identity"}


def test_an_anonymous_complaint_owes_no_identity_even_where_others_do() -> None:
    assert faults(channel(identity_required=["name"]), mode="anonymous") == {}


def test_a_mode_the_channel_does_not_offer_is_refused() -> None:
    assert "Possible are: open." in faults(channel(modes=["open"]), mode="anonymous")["mode"]


@pytest.mark.parametrize(
    ("rule", "number", "expected"),
    [
        ("required", None, {"source_reference"}),
        ("required", "LA-7", set()),
        ("none", "LA-7", {"source_reference"}),
        ("none", None, set()),
        ("optional", "LA-7", set()),
        ("optional", None, set()),
    ],
)
def test_the_number_at_the_source_is_asked_for_by_the_channels_rule(
    rule: str, number: str | None, expected: set[str]
) -> None:
    assert set(faults(channel(source_reference=rule), source_reference=number)) == expected


def test_a_reported_unit_is_one_of_the_regencys() -> None:
    reported = [{"unit": "dinas_contoh"}, {"unit": "dinas_lain"}, {"agency": "Instansi Lain"}]
    assert set(faults(reported=reported)) == {"reported.1.unit"}


def test_only_officers_of_the_office_name_a_reported_officer_by_sign_in_name() -> None:
    assert faults(role="jfu", reported=[{"officer": "contoh_irban"}]) == {}
    for role in ("pelapor", "lapak_aduan"):
        assert set(faults(role=role, reported=[{"officer": "contoh_irban"}])) == {"reported.0.officer"}


def test_a_reported_officer_named_by_the_office_is_one_of_the_offices() -> None:
    assert set(faults(role="jfu", reported=[{"officer": "contoh_lain"}])) == {"reported.0.officer"}


def test_who_reports_anonymously_has_no_identity_to_pass_on() -> None:
    assert set(faults(mode="anonymous", consents_to_forwarding=True)) == {"consents_to_forwarding"}
    assert faults(mode="confidential", consents_to_forwarding=True) == {}


def test_a_unit_attaches_its_report_and_nothing_else() -> None:
    domain.check_units_kind("report")
    with pytest.raises(Invalid):
        domain.check_units_kind("evidence")


def test_a_reporter_attaches_nothing_that_passes_for_the_offices_own() -> None:
    for kind in ("ktp", "letter", "evidence", "other"):
        domain.check_reporters_kind(kind)
    for kind in ("report", "disposition", "confirmation", "signed_document"):
        with pytest.raises(Invalid, match=r"."):
            domain.check_reporters_kind(kind)


def test_a_neutral_file_name_tells_position_and_type_only() -> None:
    assert domain.neutral_name(1, "application/pdf") == "lampiran-1.pdf"
    assert domain.neutral_name(12, "application/x-unknown") == "lampiran-12"


def test_the_public_does_not_say_when_the_office_received_it() -> None:
    assert set(faults(received_at=NOW - timedelta(days=1))) == {"received_at"}


def test_an_officer_keys_in_what_was_received_earlier_but_not_later() -> None:
    assert faults(role="jfu", received_at=NOW - timedelta(days=30)) == {}
    assert faults(role="jfu", received_at=NOW + timedelta(minutes=4)) == {}
    assert set(faults(role="jfu", received_at=NOW + timedelta(minutes=6))) == {"received_at"}


def test_every_fault_of_a_complaint_is_named_at_once() -> None:
    wrong = faults(
        channel(identity_required=["name"], source_reference="required"),
        mode="open",
        reported=[{"unit": "dinas_lain"}],
        received_at=NOW,
    )
    assert set(wrong) == {"identity.name", "source_reference", "reported.0.unit", "received_at"}


def test_no_fault_repeats_what_the_reporter_wrote() -> None:
    wrong = faults(channel(source_reference="none"), source_reference="RAHASIA", identity={"name": "RAHASIA"})
    assert wrong
    assert "RAHASIA" not in str(wrong)


def test_an_announced_file_of_a_taken_type_is_let_in_while_there_is_room() -> None:
    domain.check_announced("evidence", "application/pdf", Counter(accepted=1, checking=1, begun=9, refused=2), RULES)


@pytest.mark.parametrize(
    ("kind", "media_type", "taken", "refusal"),
    [
        ("selfie", "application/pdf", {}, Invalid),
        ("evidence", "application/x-msdownload", {}, AttachmentRefused),
        ("evidence", "application/pdf", {"accepted": 3}, AttachmentRefused),
        ("evidence", "application/pdf", {"accepted": 1, "checking": 2}, AttachmentRefused),
        ("evidence", "application/pdf", {"refused": 2, "infected": 1}, AttachmentRefused),
    ],
    ids=["unknown kind", "type not taken", "no room", "no room once they are checked", "too many kept apart"],
)
def test_an_announced_file_is_refused_before_it_is_sent(
    kind: str, media_type: str, taken: dict[str, int], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        domain.check_announced(kind, media_type, Counter(taken), RULES)


@pytest.mark.parametrize(
    ("size", "media_type", "words"),
    [
        (0, "application/pdf", "it is empty"),
        (RULES.max_bytes + 1, "application/pdf", "larger than 2 MiB"),
        (100, "application/zip", "announced as application/pdf but its content is application/zip"),
    ],
)
def test_a_file_that_arrived_otherwise_than_announced_is_refused(size: int, media_type: str, words: str) -> None:
    arrived = FinishAttachment(attachment_id=UUID(int=1), size=size, sha256="0", media_type=media_type)
    with pytest.raises(AttachmentRefused, match=words):
        domain.check_arrived(arrived, "application/pdf", Counter(), RULES)


def test_a_file_of_exactly_the_largest_size_is_taken() -> None:
    arrived = FinishAttachment(
        attachment_id=UUID(int=1), size=RULES.max_bytes, sha256="0", media_type="application/pdf"
    )
    domain.check_arrived(arrived, "application/pdf", Counter(), RULES)


def test_a_complaint_was_not_received_in_another_century() -> None:
    given = filing(received_at=datetime(108, 2, 3, tzinfo=UTC))
    with pytest.raises(Invalid) as refusal:
        domain.check_filing(given, "jfu", small_sop().channels["wbs"], UNITS, NOW)
    assert refusal.value.fields["received_at"] == "This lies before the year 2000."
