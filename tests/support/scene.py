"""Complaints at all stages on a running product, for the pages to show. Everybody in them is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, Final

import pyotp

from deploy.demo.api import Api, Refused
from deploy.demo.katingan import UNIT
from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.checked import accepted
from tests.support.command import dumas
from tests.support.newcomer import Newcomer
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

MESSAGE: Final = "Terima kasih. Mohon kirim foto papan tarif di loket bila ada."
SUBJECT: Final = "Pungutan di luar tarif di loket layanan"
STORY: Final = (
    "Setiap pemohon diminta membayar uang lelah di luar tarif resmi yang ditempel di dinding.\n\n"
    "Yang tidak membayar diminta kembali minggu depan. Ini cerita contoh."
)

TWO_VERSIONS: Final = "dua_versi"
"""A regency that joins when it is asked for, with two versions of its SOP."""


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint as addresses name it: `parts` by the name in the address, such as `reference` or `task_id`."""

    tenant: str
    receipt: Json
    parts: Mapping[str, str] = field(default_factory=dict)


class Scene:
    """The cases, each brought about when first asked for."""

    def __init__(self, stack: RunningStack) -> None:
        self.stack = stack
        self._regencies: dict[str, Regency] = {}
        self._tokens: dict[str, str] = {}

    def regency(self, tenant: str) -> Regency:
        """The people of a regency."""
        return self._regencies.setdefault(tenant, Regency(self.stack, tenant))

    def case(self, name: str) -> Case:
        """The case of this name, one of the properties below."""
        found: Case = getattr(self, name)
        return found

    @cached_property
    def sop(self) -> Case:
        """No complaint, but the version of the procedure that holds in Banyumas."""
        versions = self.regency("banyumas").person("admin").get("/sops")["sops"]
        return Case("banyumas", {}, {"sop": versions[0]["sop"]})

    @cached_property
    def two_sops(self) -> Case:
        """No complaint, but a regency of its own with two versions of its procedure, the second with more time."""
        place = Path(mkdtemp(prefix="dua-versi-"))
        try:
            newcomer = Newcomer(self.stack, place, TWO_VERSIONS, "DVS")
            newcomer.apply()
            newcomer.edit("sop.yaml", lambda text: text.replace("version: 1\n", "version: 2\n", 1))
            newcomer.edit("sop.yaml", lambda text: text.replace("amount: 10\n", "amount: 12\n", 1))
            newcomer.apply()
        finally:
            rmtree(place)
        return Case(TWO_VERSIONS, {}, {"sop": f"{TWO_VERSIONS}@2"})

    @cached_property
    def listening(self) -> Case:
        """No complaint, but a system's subscription, whose address refused a test event once."""
        admin = self.regency("banyumas").person("admin")
        wish = {"subscriber": "lapak_aduan", "way": "webhook", "url": f"{self.stack.base_url}/hook"}
        one = admin.post("/subscriptions", wish)["subscription"]["subscription_id"]
        sent = admin.post(f"/subscriptions/{one}/test", {"type": "complaint.registered"})["delivery_id"]
        tries = f"/subscriptions/{one}/deliveries/{sent}"
        await_that(lambda: admin.get(tries)["tries"] or None, "a test event to be tried")
        return Case("banyumas", {}, {"subscription_id": one, "delivery_id": sent})

    def reporter_token(self, case: Case) -> str:
        """What lets the reporter in."""
        reference = case.receipt["reference"]
        if reference not in self._tokens:
            key = {name: case.receipt[name] for name in ("reference", "access_code")}
            answer = self.regency(case.tenant).anybody().post("/reporter/session", {"tenant": case.tenant, **key})
            self._tokens[reference] = answer["token"]
        return self._tokens[reference]

    @cached_property
    def operator_token(self) -> str:
        """What lets an operator of the platform in, who has a second factor."""
        name = f"pengelola_{token_hex(4)}"
        password = dumas(self.stack, "operator", "add", name).split()[-1]
        body = {"tenant": "platform", "username": name, "password": password}
        half = str(Api(self.stack.base_url).post("/sessions", body)["token"])
        operator = Api(self.stack.base_url, half)
        secret = operator.post("/me/second-factor", {})["secret"]
        operator.post("/me/second-factor/confirmation", {"code": pyotp.TOTP(secret).now()})
        return half

    @cached_property
    def new(self) -> Case:
        """Just filed on the web; the reporter has sent a file, the office a message."""
        office = self.regency("banyumas")
        receipt = office.file(filings.on_the_web(subject=SUBJECT, story=STORY))
        office.task(receipt["reference"])
        reporter = office.reporter(receipt)
        attached = reporter.upload("/reporter/attachments", filings.JPEG)
        accepted(reporter, "/reporter/complaint", attached["attachment_id"])
        office.person("pengaduan").post(f"/complaints/{receipt['reference']}/messages", {"text": MESSAGE})
        return self._seen(office, receipt, attachment_id=attached["attachment_id"])

    @cached_property
    def incomplete(self) -> Case:
        """Waits for its reporter: papers are missing."""
        return self._advanced("klungkung", "menunggu_kelengkapan", first="minta_kelengkapan")

    @cached_property
    def assessed(self) -> Case:
        """At the reader's desk, with a file and a disposition sheet; somebody asks to see who reports."""
        office = self.regency("banyumas")
        receipt = office.file(filings.on_the_web(subject=SUBJECT, story=STORY))
        reference = receipt["reference"]
        office.advance(reference, to="telaah")
        staff = office.person("pengaduan")
        attached = staff.upload(f"/complaints/{reference}/attachments", filings.PDF)
        accepted(staff, f"/complaints/{reference}/content", attached["attachment_id"])
        staff.post(f"/complaints/{reference}/documents", {"kind": "disposisi"})
        staff.post("/openings", {"reference": reference, "reason": "Alamat diperlukan untuk klarifikasi (contoh)."})
        return self._seen(office, receipt, attachment_id=attached["attachment_id"])

    @cached_property
    def decided(self) -> Case:
        """Before the Inspektur."""
        return self._advanced("banyumas", "putusan")

    @cached_property
    def lettered(self) -> Case:
        """An assignment letter waits for a signature."""
        return self._advanced("banyumas", "tanda_tangan", paper="spt")

    @cached_property
    def carried_out(self) -> Case:
        """The team is at work."""
        return self._advanced("banyumas", "laksana")

    @cached_property
    def ended(self) -> Case:
        """Answered and closed, with all its documents."""
        return self._advanced("madiun", None)

    @cached_property
    def drafted(self) -> Case:
        """An assignment letter that nobody signed yet, as anybody sees it."""
        return self._as_anybody_sees(self.lettered, "spt")

    @cached_property
    def answered(self) -> Case:
        """A document that stands."""
        return self._as_anybody_sees(self.ended, "jawaban")

    def _as_anybody_sees(self, case: Case, kind: str) -> Case:
        office = self.regency(case.tenant)
        listed = office.person("inspektur").get(f"/complaints/{case.receipt['reference']}/documents")["documents"]
        code = next(one["code"] for one in listed if one["kind"] == kind)
        await_that(lambda: _is_known(office, code), f"document {kind} to be known by its code")
        return Case(case.tenant, case.receipt, {"regency": case.tenant, "code": code})

    @cached_property
    def forwarded(self) -> Case:
        """With a unit of the region, which asks for more time."""
        office = self.regency("katingan")
        identity = {**filings.REPORTER, "nik": "9999990101010002", "occupation": "Petani karangan"}
        told = {"subject": SUBJECT, "story": STORY, "happened_on": "2026-11-02", "location": "Loket karangan"}
        receipt = office.file(filings.by_letter(identity=identity, **told), "petugas")
        reference = receipt["reference"]
        office.task(reference)
        office.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
        for step, turn in _TO_A_UNIT.items():
            task = office.advance(reference, to=step)
            assert task is not None
            office.take(task, turn)
        task = office.advance(reference, to="unit_kerja")
        assert task is not None
        asked = {
            "task_id": task["task_id"],
            "kind": task["kind"],
            "amount": 5,
            "reason": "Saksi di luar kota (contoh).",
        }
        office.person("unit_pendidikan").post("/extensions", asked)
        return self._seen(office, receipt)

    def _advanced(self, tenant: str, to: str | None, first: str = "", paper: str = "") -> Case:
        office = self.regency(tenant)
        receipt = office.file(filings.on_the_web(subject=SUBJECT, story=STORY))
        if first:
            self._ask_for_more(office, receipt["reference"], first)
        office.advance(receipt["reference"], to=to)
        return self._seen(office, receipt, paper)

    def _ask_for_more(self, office: Regency, reference: str, outcome: str) -> None:
        task = office.advance(reference, to="verifikasi")
        assert task is not None
        office.person("petugas").complete(task, outcome, {"asks": "Mohon lampirkan fotokopi KTP dan bukti."})
        office.has_ended(task)

    def _seen(self, office: Regency, receipt: Json, paper: str = "", **more: str) -> Case:
        reference = receipt["reference"]
        standing = office.standing(reference)
        papers = office.person("inspektur").get(f"/complaints/{reference}/documents")["documents"]
        found = {"tenant": office.tenant, "reference": reference, "complaint_id": standing["complaint_id"]}
        if standing["tasks"]:
            found["task_id"] = standing["tasks"][0]["task_id"]
        for one in papers:
            if paper in ("", one["kind"]):
                found |= {"kind": one["kind"], "document_id": one["document_id"]}
        return Case(office.tenant, receipt, {**found, **more})


_UNIT_TURNS: Final = {turn.step: turn for turn in UNIT.turns}
_TO_A_UNIT: Final = {step: _UNIT_TURNS[step] for step in ("telaah", "teruskan")}
"""Where the way to a unit leaves the usual one."""


def _is_known(office: Regency, code: str) -> bool:
    try:
        office.anybody().get(f"/tenants/{office.tenant}/documents/{code}")
    except Refused:
        return False
    return True
