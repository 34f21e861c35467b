"""Nothing of one regency is told or changed by a service that is asked directly by a caller of another.

What is tried is read from the contracts, so that a new method is tried too.
"""

import json
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints
from uuid import UUID, uuid4

import pytest
from pydantic import BaseModel

from services.common.contracts import rpc
from services.common.contracts.caller import Caller, CallerKind
from services.common.contracts.documents import RequestDocument
from services.common.contracts.identity import ReplaceCode
from services.common.contracts.outward.deliveries import DeliveryQuery
from services.common.contracts.privacy import AskData
from services.common.contracts.register import Nothing
from services.common.contracts.retention import HoldComplaint
from services.common.contracts.sources import ConfirmSource
from services.common.contracts.tasks import CorrectEntry
from services.common.errors import Invalid, KeyReused, NotAwaited, NotFound, NotYourRole, Refusal, WrongReferenceOrCode
from services.common.runtime.client import RpcClient
from tests.support import filings
from tests.support.asking import asking, issuer
from tests.support.stack import RunningStack
from tests.support.theirs import SHEET, Theirs

Json = dict[str, Any]

NAMED = {"reference", "task_id", "attachment_id", "document_id", "complaint_id", "complaint_ids", "access_code"}
EXPECTED = (NotFound, NotYourRole, WrongReferenceOrCode, KeyReused, NotAwaited)
SILENT: tuple[Json, ...] = ({"products": ()}, {"emails": {}}, {"events": (), "has_more": False})
"""Answers that say nothing."""

ROLES = ("inspektur", "jfu", "sekretaris", "tim_penelaah", "petugas_penerima", "tim_pengaduan", "lapak_aduan")
KINDS = sorted(set(get_args(CallerKind)) - {"service"})  # only the notifier can sign for a service


def _methods() -> Iterator[tuple[str, type[BaseModel], type[BaseModel]]]:
    """Every method whose request can name something of a complaint, with its request and reply."""
    for service in rpc.ALL:
        offered = {name for cls in service.__mro__ for name in vars(cls) if not name.startswith("_")} - {"name"}
        for name in sorted(offered):
            hints = get_type_hints(getattr(service, name), include_extras=False)
            if set(hints["request"].model_fields) & NAMED:
                yield f"{vars(service)['name']}.{name}", hints["request"], hints["return"]


METHODS = list(_methods())

ANYTHING: Json = {
    "outcome": "direkomendasikan",
    "text": "Dari tempat lain.",
    "file_name": "x.pdf",
    "media_type": "application/pdf",
    "size": 10,
    "sha256": "0" * 64,
    "filing": filings.anonymous(channel="web"),
    "reason": "Dari tempat lain.",
    "amount": 1,
    "officers": ["inspektur"],
    "sop": "banyumas@1",
    "place": "banyumas/x",
    "way": "internal",
}
"""What is asked besides."""

OTHERWISE: dict[type[BaseModel], Json] = {
    AskData: {"kind": "access"},
    HoldComplaint: {"is_held": True, "reason": "other"},
    RequestDocument: {"kind": SHEET},
    CorrectEntry: {"field": "unit", "value": "dinas_pendidikan"},
    ConfirmSource: {"confirmed_on": "2026-03-02", "source_status": "Selesai"},
    ReplaceCode: {"shown": "ktp", "nik": "9999990101010002"},
    DeliveryQuery: {"subscription_id": str(UUID(int=1)), "outcome": "delivered"},
}
"""Where a field means something else than in most requests."""


@pytest.fixture(scope="module")
def client(stack: RunningStack) -> Iterator[RpcClient]:
    """Somebody who holds the gateway's keys."""
    with asking(stack) as asked:
        yield asked


@pytest.fixture(scope="module")
def command(stack: RunningStack) -> Iterator[RpcClient]:
    """Somebody who holds the keys of the `dumas` command."""
    with asking(stack, signing=issuer(stack, "operator")) as asked:
        yield asked


def request_of(model: type[BaseModel], theirs: Theirs) -> BaseModel:
    """A request that names what is theirs in every field that can."""
    given: Json = {
        "reference": theirs.receipt["reference"],
        "access_code": theirs.receipt["access_code"],
        "task_id": theirs.task["task_id"],
        "attachment_id": theirs.attachment_id,
        "document_id": theirs.document_id,
        "complaint_ids": [theirs.complaint_id],
        "complaint_id": theirs.complaint_id,
        "kind": theirs.task["kind"] if "task_id" in model.model_fields else "evidence",
        "version": theirs.task["version"],
        "request_key": uuid4().hex,
    }
    given |= ANYTHING | OTHERWISE.get(model, {})
    # As it comes from the wire, where days are texts.
    return model.model_validate_json(
        json.dumps({name: given[name] for name in model.model_fields if name in given}, default=str)
    )


@pytest.mark.parametrize("offered", METHODS, ids=[method for method, *_ in METHODS])
def test_a_method_tells_and_does_nothing_for_callers_of_another_regency(
    client: RpcClient, command: RpcClient, theirs: Theirs, offered: tuple[str, type[BaseModel], type[BaseModel]]
) -> None:
    method, takes, gives = offered
    for kind in KINDS:
        own = uuid4() if kind == "reporter" else None
        caller = Caller.model_validate(
            {"kind": kind, "actor": "inspektur", "tenant": "madiun", "roles": ROLES, "complaint_id": own}
        )
        told = ask(command if kind == "operator" else client, method, caller, request_of(takes, theirs), gives)
        assert told is None or told.model_dump(exclude={"reference", "cursor"}) in SILENT, (
            f"{method} told a {kind}: {told!r}"
        )


def ask(client: RpcClient, method: str, caller: Caller, request: BaseModel, gives: type[BaseModel]) -> BaseModel | None:
    """The answer; None when the caller was refused as such, which is what is expected."""
    try:
        return client.call(method, caller, request, gives)
    except Refusal as refusal:
        if isinstance(refusal, EXPECTED) or _is_of_the_channel(refusal):
            return None
        raise


def _is_of_the_channel(refusal: Refusal) -> bool:
    """A portal that files on a channel of reporters is told which channel is its own."""
    return isinstance(refusal, Invalid) and list(refusal.fields) == ["channel"]


@pytest.mark.parametrize("method", ["intake.mailbox", "register.progress", "followup.answer"])
def test_a_reporter_of_another_regency_learns_nothing_by_a_complaints_inner_name(
    client: RpcClient, theirs: Theirs, method: str
) -> None:
    (gives,) = (
        get_type_hints(getattr(service, name))["return"]
        for service in rpc.ALL
        for name in [method.partition(".")[2]]
        if vars(service)["name"] == method.partition(".")[0]
    )
    caller = Caller(kind="reporter", actor="x", tenant="madiun", complaint_id=theirs.complaint_id)
    told = ask(client, method, caller, Nothing(), gives)
    assert told is None or told.model_dump() == {"texts": ()}


def test_the_methods_that_name_something_were_found() -> None:
    assert len(METHODS) >= 15
