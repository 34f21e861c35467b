"""What leaves the store leaves it whole, leaves a trace, and not while something of it can still arrive."""

import contextlib
import io
from base64 import b64decode
from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

import pytest

from deploy.local.stack import Endpoints
from gateway.sandbox.files import pdf
from services.common.contracts import complaints as c
from services.common.runtime.settings import Environment, Store
from services.common.runtime.storage import ObjectStore
from services.intake.evidence.examination import Unscanned
from tests.integration.intake.front_door import Intake
from tests.integration.intake.quarantine import Quarantine
from tests.integration.intake.test_forgetting import complaint_of, ends, removed, swept
from tests.support.databases import Databases, rows


@pytest.fixture
def quarantine(intake: Intake, databases: Databases, parts: Endpoints) -> Iterator[Quarantine]:
    made = Quarantine(intake, databases, ObjectStore(Store.read(Environment(parts.store))))
    yield made
    rows(made.owner, "DELETE FROM attachment WHERE tenant = %s", intake.tenant)


class Slow(Unscanned):
    """While this scans, the time of the complaint ends and its files leave the store."""

    def __init__(self, quarantine: Quarantine) -> None:
        self._quarantine = quarantine

    def scan(self, file: BinaryIO) -> str | None:
        query = "UPDATE attachment SET state = 'refused', reason = 'ended', remove_after = now() WHERE tenant = %s"
        rows(self._quarantine.owner, query, self._quarantine.intake.tenant)
        assert swept(self._quarantine) == 1
        return None


def key_of(quarantine: Quarantine, attachment_id: UUID) -> str:
    ((key,),) = rows(quarantine.owner, "SELECT object_key FROM attachment WHERE attachment_id = %s", str(attachment_id))
    return str(key)


def lies(quarantine: Quarantine, key: str) -> bool:
    with contextlib.suppress(OSError):
        quarantine.store.get(key, None)
        return True
    return False


def test_a_file_whose_time_ends_while_it_is_looked_through_leaves_no_copy(quarantine: Quarantine) -> None:
    key = key_of(quarantine, quarantine.arrive(pdf("surat")))
    assert quarantine.look(Slow(quarantine))
    assert not lies(quarantine, f"{key}-copy")


def test_a_copy_nobody_knows_of_goes_with_its_file(quarantine: Quarantine) -> None:
    key = key_of(quarantine, quarantine.arrive(pdf("surat")))
    quarantine.store.put(f"{key}-copy", io.BytesIO(b"salinan"), 7, bytes(32))
    assert lies(quarantine, f"{key}-copy")
    ends(quarantine.intake, complaint_of(quarantine), "complaint")
    assert swept(quarantine) == 1
    assert not lies(quarantine, f"{key}-copy")


def test_what_was_kept_apart_for_thirty_days_is_removed_with_a_trace(quarantine: Quarantine) -> None:
    attachment_id = quarantine.arrive(pdf("surat"))
    query = (
        "UPDATE attachment SET state = 'refused', reason = 'unexaminable', begun_at = now() - interval '31 days', "
        "added_at = now() - interval '31 days' WHERE attachment_id = %s"
    )
    rows(quarantine.owner, query, str(attachment_id))
    assert swept(quarantine) == 1
    received, entry = quarantine.told(attachment_id)
    assert (entry["action"], entry["actor"], entry["actor_kind"]) == ("evidence_removed", "evidence", "service")
    assert entry["details"] == {"sha256": received["details"]["sha256"], "verdict": "unexaminable"}


def test_an_upload_on_its_way_is_removed_once_it_can_no_longer_arrive(quarantine: Quarantine) -> None:
    begin = c.BeginAttachment(file_name="bukti.pdf", media_type="application/pdf")
    upload = quarantine.intake.service.begin_attachment(quarantine.reporter, begin)
    assert isinstance(upload, c.Upload)
    ends(quarantine.intake, complaint_of(quarantine), "complaint")
    assert swept(quarantine) == 0
    quarantine.store.put(upload.object_key, io.BytesIO(b"isi"), 3, b64decode(upload.file_key))
    query = "UPDATE attachment SET begun_at = now() - interval '25 hours' WHERE attachment_id = %s"
    rows(quarantine.owner, query, str(upload.attachment_id))
    assert swept(quarantine) == 1
    assert removed(quarantine, upload.attachment_id)
