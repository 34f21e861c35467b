"""What the build before this one sealed, under keys derived from its only master key, opens and is taken over."""

import hashlib
import hmac
from base64 import b64decode
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from services.common.contracts import complaints as c
from services.common.contracts.keys import KeyStatus
from services.common.contracts.register import Nothing
from services.common.errors import NoLongerKept
from services.common.sealing import KeyMissing, derived, seal
from services.intake.earlier_keys import earlier_key
from tests.integration.intake.front_door import Intake
from tests.integration.intake.test_keys import (
    FILED,
    OPERATOR,
    STORY,
    addresses,
    destroy,
    post,
    read,
    rotate,
    story,
    versions,
)
from tests.support.databases import rows
from tests.support.rings import intakes_keyring
from tests.unit.intake import samples

MASTER = b"k1".ljust(32, b"-")  # the key of `intakes_keyring("k1")`


@pytest.fixture
def filed(intake: Intake) -> c.Submission:
    """A complaint as the earlier build left it."""
    sent = intake.file(**FILED)
    key = earlier_key(MASTER, intake.tenant, sent.complaint_id)
    identity = FILED["identity"]
    says = sent.filing.model_dump(mode="json", exclude={"identity"}, exclude_none=True)
    spelled = sent.access_code.replace("-", "")
    code_hash = hmac.digest(derived(MASTER, "access-code"), f"{sent.reference}|{spelled}".encode(), hashlib.sha256)
    changed: list[tuple[str, Any]] = [
        ("UPDATE complaint SET content = %s", seal(key, "content", says)),
        ("UPDATE complaint SET code_hash = %s", code_hash),
        ("UPDATE vault.identity SET sealed = %s", seal(key, "identity", identity)),
    ]
    for statement, value in changed:
        rows(intake.owner, f"{statement} WHERE complaint_id = %s", value, str(sent.complaint_id))
    for table in ("complaint_key", "tenant_secret", "tenant_key"):
        rows(intake.owner, f"DELETE FROM keys.{table} WHERE tenant = %s", intake.tenant)
    intake.keyring.kept.clear()
    return sent


def mailbox(intake: Intake, filed: c.Submission) -> Any:
    asked = c.OpenMailbox(reference=filed.reference, access_code=filed.access_code)
    return intake.service.open_mailbox(intake.caller(samples.PUBLIC), asked)


def test_it_opens_and_takes_messages_and_its_access_code_is_right(intake: Intake, filed: c.Submission) -> None:
    assert (story(intake, filed), len(addresses(intake, filed))) == (STORY, 1)
    assert isinstance(mailbox(intake, filed), c.MailboxKey)
    post(intake, filed, "Pesan")
    assert [message.text for message in read(intake, filed).messages] == ["Pesan"]


def test_a_rotation_gives_it_keys_of_its_own_and_the_earlier_one_can_go(intake: Intake, filed: c.Submission) -> None:
    post(intake, filed, "Pesan")
    newer = intake.file(**FILED)
    rotate(intake, intake.process(intakes_keyring("k2", "k1")))
    assert {master for _, master in versions(intake)} == {"k2"}
    alone = intake.process(intakes_keyring("k2"))
    says = read(intake, filed, alone)
    assert (says.story, [message.text for message in says.messages]) == (STORY, ["Pesan"])
    assert len(addresses(intake, filed, alone)) == 1
    assert story(intake, newer, alone) == STORY
    asked = c.OpenMailbox(reference=filed.reference, access_code=filed.access_code)
    assert isinstance(alone.open_mailbox(intake.caller(samples.PUBLIC), asked), c.MailboxKey)


def test_its_identity_no_longer_opens_with_the_key_of_its_content(intake: Intake, filed: c.Submission) -> None:
    rotate(intake)
    ((sealed,),) = rows(
        intake.owner, "SELECT sealed FROM vault.identity WHERE complaint_id = %s", str(filed.complaint_id)
    )
    with intake.work() as work, pytest.raises(InvalidTag):
        intake.service.vault(work).open(intake.tenant, filed.complaint_id, "content", sealed)


@pytest.mark.parametrize("is_rotated", [False, True])
def test_once_destroyed_it_does_not_open_with_the_derived_key(
    intake: Intake, filed: c.Submission, is_rotated: bool
) -> None:
    destroy(intake, filed.complaint_id, "complaint")
    if is_rotated:
        rotate(intake)
    assert isinstance(read(intake, filed), NoLongerKept)


def test_its_identity_can_be_destroyed_before_any_rotation(intake: Intake, filed: c.Submission) -> None:
    destroy(intake, filed.complaint_id, "identity")
    assert (story(intake, filed), addresses(intake, filed)) == (STORY, {})
    rotate(intake)
    assert (story(intake, filed), addresses(intake, filed)) == (STORY, {})


def test_what_has_no_key_yet_is_counted(intake: Intake, filed: c.Submission) -> None:
    stands = intake.service.key_status(intake.caller(OPERATOR), Nothing())
    assert isinstance(stands, KeyStatus)
    assert (stands.version, stands.left) == (None, 1)


def test_a_rotation_with_the_wrong_master_key_changes_nothing(intake: Intake, filed: c.Submission) -> None:
    with pytest.raises(KeyMissing):
        rotate(intake, intake.process(intakes_keyring("k3")))
    assert versions(intake) == []
    assert story(intake, filed) == STORY


def test_a_ktp_sent_before_any_rotation_has_a_key_of_its_own(intake: Intake, filed: c.Submission) -> None:
    begin = c.BeginAttachment(file_name="ktp.pdf", kind="ktp", media_type="application/pdf")
    reporter = intake.caller(samples.REPORTER, complaint_id=filed.complaint_id)
    upload = intake.service.begin_attachment(reporter, begin)
    assert isinstance(upload, c.Upload)
    assert (story(intake, filed), len(addresses(intake, filed))) == (STORY, 1)
    rotate(intake)
    with intake.work() as work:
        key = intake.service.vault(work).file_key(intake.tenant, filed.complaint_id, upload.attachment_id, "ktp")
    assert key == b64decode(upload.file_key)


def test_a_complaint_of_this_build_is_not_taken_for_one_of_an_earlier(intake: Intake) -> None:
    filed = intake.file(**FILED)
    query = "DELETE FROM keys.complaint_key WHERE complaint_id = %s"
    rows(intake.owner, query, str(filed.complaint_id))
    with pytest.raises(KeyMissing):
        post(intake, filed, "Pesan")


def test_a_desk_restored_without_its_keys_makes_none_and_stops(intake: Intake) -> None:
    filed = intake.file(**FILED)
    for table in ("complaint_key", "tenant_secret", "tenant_key"):
        rows(intake.owner, f"DELETE FROM keys.{table} WHERE tenant = %s", intake.tenant)
    intake.keyring.kept.clear()
    for act in (lambda: post(intake, filed, "Pesan"), lambda: mailbox(intake, filed), lambda: intake.file(**FILED)):
        with pytest.raises(KeyMissing):
            act()
    assert versions(intake) == []


def test_the_secret_of_a_new_regencys_access_codes_is_random(intake: Intake) -> None:
    with intake.work() as work:
        assert work.keys.secret("access_code") != earlier_key(MASTER, intake.tenant, None)
