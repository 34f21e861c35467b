"""Who may call what: one line for each method of each service. What has no line here cannot be called by anybody.

Checked once, where a request enters a service, before its method sees it. What depends on the complaint comes after:
whether it is the caller's regency, whether the SOP gives the step to the caller's role, whether the complaint is about
the caller. There the answer is `NotFound`, so that a refusal tells nothing.
"""

from dataclasses import dataclass
from typing import Final

from services.common.contracts.caller import Caller
from services.common.vocabulary import (
    ADMIN,
    CUSTODIAN,
    EXTERNAL_ROLES,
    HEAD,
    LISTENER,
    PORTALS,
    REPORTER,
    ROLES,
    SECRETARY,
    SYSTEMS,
    UNITS,
)

ALL_ROLES: Final = frozenset(ROLES)
INSIDE: Final = ALL_ROLES - EXTERNAL_ROLES
"""Roles inside the inspectorate; they read complaints that are not about their holder."""

READERS: Final = ALL_ROLES - SYSTEMS - {REPORTER, UNITS, CUSTODIAN}
"""Roles that read a complaint, the outside ones only where they stand in for somebody who is barred."""

HANDLERS: Final = READERS | {UNITS}
"""Roles an SOP gives steps to."""

LEADERS: Final = frozenset({HEAD, ADMIN})
"""Roles that answer for the office as a whole."""

DISPATCHERS: Final = LEADERS | {SECRETARY}
"""Roles that see to it that every task has somebody, and hand tasks of any role."""

_WITH_ROLES: Final = frozenset({"officer", "system"})


@dataclass(frozen=True, slots=True)
class Right:
    """Who may call one method: callers of these kinds; officers and systems only with one of these roles."""

    kinds: frozenset[str]
    roles: frozenset[str] = ALL_ROLES

    def admits(self, caller: Caller) -> bool:
        """Whether this caller may call it."""
        if caller.kind not in self.kinds:
            return False
        return caller.kind not in _WITH_ROLES or not self.roles.isdisjoint(caller.roles)

    def needs(self) -> str:
        """Who may, for the sentence of a refusal."""
        if self.roles == ALL_ROLES or not self.kinds & _WITH_ROLES:
            return " / ".join(sorted(self.kinds))
        return " / ".join(sorted(self.roles | self.kinds - _WITH_ROLES))


def _officers(roles: frozenset[str], *others: str) -> Right:
    return Right(frozenset({"officer", *others}), roles)


def _only(*kinds: str) -> Right:
    return Right(frozenset(kinds))


_OPERATOR = _only("operator")
_REPORTER = _only("reporter")
_STEWARD = _officers(frozenset({ADMIN}), "operator")
_LISTENING = _officers(SYSTEMS | {ADMIN}, "system", "operator")
"""A system asks for what is its own; what it may hear is settled by an administrator or the operator."""

_PORTAL = Right(frozenset({"system"}), PORTALS)
_READ = _officers(READERS)
_WORK = _officers(HANDLERS)

_OF_A_DESK: Final = {
    "complete": _officers(HANDLERS | PORTALS, "system", "reporter"),
    "ask_extension": _WORK,
    "decide_extension": _WORK,
    "declare_conflict": _WORK,
    "migrate_sop": _officers(frozenset({ADMIN}), "operator"),
    "products": _READ,
    "documents": _officers(HANDLERS, "reporter"),
    "fetch_document": _officers(HANDLERS, "reporter"),
    "sign_document": _WORK,
    "begin_signing": _WORK,
    "finish_signing": _WORK,
    "cancel_document": _READ,
    "rotate_keys": _OPERATOR,
    "key_status": _OPERATOR,
}

_TABLE: Final[dict[str, dict[str, Right]]] = {
    "intake": {
        **_OF_A_DESK,
        "submit": _officers(ALL_ROLES - {LISTENER}, "system", "public"),
        "open_mailbox": _only("public"),
        "mailbox": _REPORTER,
        "content": _READ,
        "forwarded": _WORK,
        "give_consent": _REPORTER,
        "raise_mode": _REPORTER,
        "replace_code": _READ,
        "request_opening": _READ,
        "decide_opening": _officers(frozenset({CUSTODIAN})),
        "openings": _officers(READERS | {CUSTODIAN}),
        "identity": _READ,
        "own_data": _REPORTER,
        "ask_data": _officers(READERS, "reporter"),
        "data_requests": _officers(LEADERS, "reporter"),
        "decide_data_request": _officers(LEADERS),
        "apply_officers": _OPERATOR,
        "post_message": _officers(READERS, "reporter"),
        "begin_attachment": _officers(HANDLERS, "reporter"),
        "finish_attachment": _officers(HANDLERS, "reporter"),
        "fetch_attachment": _officers(HANDLERS, "reporter"),
        "request_document": _officers(READERS, "reporter"),
        "correct_entry": _READ,
        "filed_from": _officers(READERS | PORTALS, "system"),
        "fetch_report": _officers(INSIDE),
        "reporter_addresses": _only("service"),
    },
    "register": {
        "apply_tenant": _OPERATOR,
        "tenants": _only("public", "operator"),
        "tenant": _only("public", "operator"),
        "crest": _only("public"),
        "templates": _officers(LEADERS),
        "ask_preview": _officers(LEADERS),
        "preview": _officers(LEADERS),
        "counts": _only("platform", "operator"),
        "comparison": _only("platform", "operator"),
        "dashboard": _officers(INSIDE),
        "figures": _only("public", "operator"),
        "tasks": _officers(HANDLERS | PORTALS, "system"),
        "extensions": _WORK,
        "hand_tasks": _WORK,
        "holders": _WORK,
        "workload": _officers(DISPATCHERS),
        "object": _REPORTER,
        "sops": _officers(INSIDE, "operator"),
        "definition": _officers(INSIDE, "operator"),
        "calendar": _officers(INSIDE, "operator"),
        "compare_sops": _officers(INSIDE, "operator"),
        "retire_sop": _officers(frozenset({ADMIN}), "operator"),
        "simulate": _officers(INSIDE, "operator"),
        "entries": _officers(INSIDE),
        "standing": _officers(READERS, "operator"),
        "channel_lines": _officers(INSIDE | PORTALS, "system"),
        "progress": _REPORTER,
        "hold": _officers(LEADERS),
        "destructions": _officers(LEADERS, "operator"),
        "retention_due": _officers(LEADERS, "operator"),
        "run_retention": _OPERATOR,
        "processing_record": _officers(LEADERS, "operator"),
        "order_report": _officers(INSIDE),
        "reports": _officers(INSIDE),
        "sign_report": _officers(frozenset({HEAD})),
        "verification": _only("public"),
        "signing_certificate": _only("public"),
        "audit_entries": _officers(LEADERS, "operator"),
        "audit_chain": _OPERATOR,
    },
    "review": {**_OF_A_DESK},
    "assignment": {**_OF_A_DESK, "apply_officers": _OPERATOR, "roster": _officers(INSIDE)},
    "followup": {**_OF_A_DESK, "answer": _REPORTER, "forwarding": _WORK, "confirm_source": _PORTAL},
    "notify": {
        "apply_officers": _OPERATOR,
        "add_subscription": _STEWARD,
        "change_subscription": _STEWARD,
        "remove_subscription": _STEWARD,
        "subscriptions": _LISTENING,
        "rotate_secret": _LISTENING,
        "send_test": _LISTENING,
        "replay": _LISTENING,
        "deliveries": _LISTENING,
        "delivery": _LISTENING,
        "events": _LISTENING,
        "event": _LISTENING,
        "verify_callback": _only("public"),
    },
}

_OF_EVERY_SERVICE: Final = {"parked": _only("platform"), "settle_parked": _only("platform")}

RIGHTS: Final[dict[str, Right]] = {
    f"{service}.{method}": right
    for service, methods in _TABLE.items()
    for method, right in (methods | _OF_EVERY_SERVICE).items()
}
"""The right to every method, by its address. A test holds it to `rpc.ALL`, and another walks it with every role."""
