"""Signing is offered to who signs; and who has signed a letter is told that its step is not ended by that."""

from typing import Any

import pytest
from apiflask import APIFlask

from services.common.contracts.caller import Caller
from services.common.contracts.documents import Document, Signature
from services.common.contracts.procedures import SopDefinition
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages import office
from tests.unit.gateway.papers import paper
from tests.unit.gateway.samples import NOW

WRITER = Caller(kind="officer", actor="contoh_penulis", tenant="contoh", roles=("tim_penelaah",))
MEMO, REPORT = paper("memo_inspektur"), paper("laporan_penelaahan", issued_by=WRITER.actor)
LINK, FOR_HEAD, FOR_WRITER = "/tanda-tangan", "ditandatangani oleh Inspektur", "ditandatangani oleh penyusunnya"
SIGNED = Signature(way="internal", by="inspektur", asked_at=NOW, signed_at=None)
STILL = "Langkahnya belum selesai"


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    office.has_brought(desks)
    office.waits(desks, "sign_letter", outcomes={"ditandatangani": "SPT ditandatangani"}, desk="assignment")


@pytest.mark.parametrize(
    ("one", "who", "told"),
    [(MEMO, (office.HEAD, office.CLERK), FOR_HEAD), (REPORT, (WRITER, office.HEAD), FOR_WRITER)],
    ids=["memo", "report"],
)
def test_signing_is_offered_to_the_signer_and_others_are_told_who_that_is(
    app: APIFlask, desks: Answerer, one: Document, who: tuple[Caller, Caller], told: str
) -> None:
    office.has_written(desks, one)
    mine, theirs = (office.page(app, each) for each in who)
    assert (LINK in mine, told in mine) == (True, False)
    assert (LINK in theirs, told in theirs) == (False, True)


@pytest.mark.parametrize(
    "barred",
    [{"timeline": ({"event": "conflict_declared"},)}, {"roles": ("sekretariat",), "step": "tanda_tangan"}],
    ids=["declared", "moved"],
)
def test_where_the_head_may_be_barred_whoever_signs_instead_is_not_kept_from_it(
    app: APIFlask, desks: Answerer, barred: dict[str, Any]
) -> None:
    step = {"key": "tanda_tangan", "title": "T", "text": "t", "kind": "sign_letter", "roles": "inspektur"}
    given = {"title": "SOP", "ends": {}, "roles": {}, "channels": {}, "steps": [step | {"outcomes": {}}]}
    desks.on("register.definition", SopDefinition(sop="contoh@1", definition=given))
    office.waits(desks, "sign_letter", **barred)
    office.has_written(desks, MEMO)
    assert LINK in office.page(app, office.CLERK)


def test_who_has_signed_the_letter_is_led_to_the_end_of_its_step(app: APIFlask, desks: Answerer) -> None:
    office.has_written(desks, paper("spt", signature=SIGNED))
    shown = office.page(app, query="?kabar=tanda-tangan")
    banner = shown[shown.index("Tanda tangan diproses") :][:600]
    assert STILL in banner
    assert f'/langkah/{office.TASK}?hasil=ditandatangani">SPT ditandatangani</a>' in banner


@pytest.mark.parametrize(
    "one", [MEMO.model_copy(update={"signature": SIGNED}), paper("spt")], ids=["another", "unsigned"]
)
def test_who_has_signed_something_else_is_not(app: APIFlask, desks: Answerer, one: Document) -> None:
    office.has_written(desks, one)
    assert STILL not in office.page(app, query="?kabar=tanda-tangan")
