"""How often each thing may be asked for at the public door. The table is the whole policy; DUMAS_LIMITS changes it.

Written `filing_client=20/hour,code_reference=10/15 minutes,upload_reporter=off,proof=busy,proof.contoh=always`, or
`off` for everything. What is not named keeps its default.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

Subject = Literal["client", "tenant", "reference", "reporter", "account", "signer"]
Policy = Literal["always", "busy", "never"]
"""When filing asks for a proof of work: for each filing, past the free share, or not at all."""

_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_RATE = re.compile(r"(\d{1,9})\s*/\s*(\d{0,4})\s*(second|minute|hour|day)s?")
_HOUR, _QUARTER = 3600, 900


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds for each client, tenant, reference, reporter, account, or NIK of who signs.

    `free` is the part that is had without a proof of work, where one can raise the limit. `guards` marks what keeps
    others from guessing: it holds even while nothing can be counted, and the request has to wait.
    """

    name: str
    subject: Subject
    times: int
    seconds: int
    free: float = 1.0
    guards: bool = False

    def allowed(self, is_proved: bool) -> int:
        """How often, with or without a proof of work."""
        return self.times if is_proved else int(self.times * self.free)


LIMITS: Final = (
    Limit("filing_client", "client", 20, _HOUR, free=0.5),
    Limit("filing_tenant", "tenant", 300, _HOUR, free=0.5),
    Limit("draft_client", "client", 400, _HOUR),
    Limit("challenge_client", "client", 60, _QUARTER),
    Limit("code_client", "client", 60, _QUARTER, guards=True),
    Limit("code_reference", "reference", 10, _QUARTER, guards=True),
    Limit("sign_in_client", "client", 60, _QUARTER, guards=True),
    Limit("upload_reporter", "reporter", 60, _HOUR),
    Limit("message_reporter", "reporter", 30, _HOUR),
    Limit("data_reporter", "reporter", 10, _HOUR),
    Limit("check_client", "client", 20, _QUARTER),
    Limit("callback_client", "client", 300, _QUARTER),
    Limit("new_code_account", "account", 10, _HOUR, guards=True),
    Limit("signing_account", "account", 30, _QUARTER, guards=True),
    Limit("signing_nik", "signer", 20, _QUARTER, guards=True),
)
"""A client is a household or an office behind one address, so its limits leave room for several people."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits that hold in this process, by name, and when proofs are asked for."""

    limits: Mapping[str, Limit]
    proof: Policy = "busy"
    proof_of: Mapping[str, Policy] | None = None

    def policy(self, tenant: str) -> Policy:
        """When this tenant asks for a proof."""
        return (self.proof_of or {}).get(tenant, self.proof)


DEFAULTS: Final = Rules({limit.name: limit for limit in LIMITS})
OFF: Final = Rules({}, proof="never")


def rules(text: str) -> Rules:
    """The rules DUMAS_LIMITS describes; ends the program with what is wrong with it."""
    if text.strip() == "off":
        return OFF
    limits, proofs = dict(DEFAULTS.limits), dict[str, Policy]()
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (word.strip() for word in part.partition("="))
        if name == "proof" or name.startswith("proof."):
            proofs[name.removeprefix("proof").removeprefix(".")] = _policy(part, value)
        elif name in limits and value == "off":
            del limits[name]
        else:
            limits[name] = _changed(limits.get(name), part, value)
    return Rules(limits, proofs.pop("", DEFAULTS.proof), proofs)


def _changed(limit: Limit | None, part: str, value: str) -> Limit:
    rate = _RATE.fullmatch(value)
    if limit is None or rate is None or not int(rate[1]) or rate[2] == "0":
        known = ", ".join(each.name for each in LIMITS)
        raise SystemExit(f"DUMAS_LIMITS: {part!r} is not understood; write e.g. filing_client=20/hour. Known: {known}.")
    return replace(limit, times=int(rate[1]), seconds=int(rate[2] or 1) * _SECONDS[rate[3]])


def _policy(part: str, value: str) -> Policy:
    for policy in get_args(Policy):
        if value == policy:
            found: Policy = policy
            return found
    raise SystemExit(f"DUMAS_LIMITS: {part!r} is not understood; a proof is asked for always, busy or never.")
