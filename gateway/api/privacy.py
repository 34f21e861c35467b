"""Personal data: what a reporter finds of the own, what anybody asks of the office, and what leaders decide."""

from uuid import UUID

from gateway.api.privacy_shapes import DataRequestDecision, DataRequestEntry, OwnDataRequest
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.privacy import AskData, DataRequest, DataRequests, DecideDataRequest, OwnData
from services.common.contracts.processing import ProcessingRecord
from services.common.contracts.register import Nothing


def own_data(caller: Caller) -> OwnData:
    """Everything that is kept about me

    As I gave it: identity, complaint, messages, files, consent, and how often the identity was opened. That it was
    taken out is written into the audit trail.
    """
    return parts().desks.call("intake.own_data", caller, Nothing(), OwnData)


def ask_own(caller: Caller, body: OwnDataRequest, key: str) -> DataRequest:
    """Ask about my data

    That they be put right, restricted or erased; the office answers within three times 24 hours. To see them nothing
    need be asked: GET /reporter/data. To have the identity erased, raise the mode to `anonymous`: that is done at once.
    """
    found = parts()
    request = AskData(**dict(body), request_key=found.receipts.request_key(caller, key))
    return found.desks.call("intake.ask_data", caller, request, DataRequest)


def own_requests(caller: Caller) -> DataRequests:
    """What I asked about my data"""
    return requests(caller)


def enter(caller: Caller, body: DataRequestEntry, key: str) -> DataRequest:
    """Enter a request about personal data

    For whoever asks: the reporter, the reported party, somebody else. The 72 hours run by the clock from `asked_at`.
    """
    found = parts()
    request = AskData(**dict(body), request_key=found.receipts.request_key(caller, key))
    return found.desks.call("intake.ask_data", caller, request, DataRequest)


def requests(caller: Caller) -> DataRequests:
    """Requests about personal data

    Open ones first, the most urgent of them first; late ones say so. Without those about complaints the caller does
    not find.
    """
    return parts().desks.call("intake.data_requests", caller, Nothing(), DataRequests)


def decide(caller: Caller, request_id: UUID, body: DataRequestDecision) -> DataRequest:
    """Grant a request about personal data, or refuse it

    For the head of the office and the administrator. The reported party may be refused where an answer would endanger
    others or disturb a process of the state; the reason is kept.
    """
    decision = DecideDataRequest(request_id=request_id, **dict(body))
    return parts().desks.call("intake.decide_data_request", caller, decision, DataRequest)


def processing_record(caller: Caller) -> ProcessingRecord:
    """Record of processing

    Which personal data the office processes, why, on which legal basis, who receives them, for how long.
    """
    return parts().desks.call("register.processing_record", caller, Nothing(), ProcessingRecord)
