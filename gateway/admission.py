"""Whether a request may pass: how often things were asked for, and the proof of work that raises the limit of filing.

What is refused here was not judged by what it says. While nothing can be counted, filing goes on, and only what
guards against guessing waits.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import request

from gateway.clients import network_of
from gateway.counters import Counters, CountersAway, Full, Hit
from gateway.limits import Limit, Policy, Rules, Subject
from gateway.problems import CannotCount, ProofNeeded, TooManyRequests
from gateway.proofs import Proofs
from gateway.receipts import as_reference

PROOF_HEADER, PROOF_FIELD = "X-Proof", "bukti_kerja"
"""Where a proof of work is sent: by programs in a header, by forms in a field."""

Given = Mapping[str, Any]
"""What the handler will be given: `caller`, `body`, `key` and the parts of the address."""

_SUBJECTS: Final[dict[Subject, Callable[[Given], str]]] = {
    "client": lambda _: network_of(request.remote_addr),
    "tenant": lambda given: str(given["tenant"]),
    "reference": lambda given: f"{given['body'].tenant}|{as_reference(given['body'].reference)}",
    "reporter": lambda given: str(given["caller"].complaint_id),
    "account": lambda given: f"{given['caller'].tenant}|{given['caller'].actor}",
    "signer": lambda given: f"{given['caller'].tenant}|{given['body'].nik.get_secret_value()}",
}
_BAIT = "homepage"


class Admission:
    """Lets requests pass or refuses them, by rules, counters and proofs."""

    def __init__(self, rules: Rules, counters: Counters, proofs: Proofs) -> None:
        self.counters, self.proofs = counters, proofs
        self._rules = rules

    def admit(self, names: tuple[str, ...], is_filing: bool, given: Given) -> None:
        """Count a request on the limits of its route. TooManyRequests, ProofNeeded or CannotCount when it must wait."""
        limits = [self._rules.limits[name] for name in names if name in self._rules.limits]
        policy: Policy = self._rules.policy(given["tenant"]) if is_filing else "never"
        is_proved = policy == "never" or self._is_proved(f"{given['tenant']}\x1f{given['key']}")
        if not is_proved:
            _ask_at_once(policy, given)
        if not limits:
            return
        try:
            full = self.counters.count([_hit(limit, given, is_proved) for limit in limits])
        except CountersAway as reason:
            if any(limit.guards for limit in limits):
                raise CannotCount from reason
            return  # the counters have logged it
        if full is not None:
            _refuse(limits[full.place], full, is_proved)

    def _is_proved(self, filing: str) -> bool:
        """A retry, known by its regency and its Idempotency-Key, may use its proof again."""
        sent = request.headers.get(PROOF_HEADER) or request.form.get(PROOF_FIELD)
        proof = self.proofs.solved(sent) if sent else None
        if proof is None:
            return False
        try:
            return self.counters.use(proof.name, filing, proof.expires_at)
        except CountersAway:
            return True  # and this


def _ask_at_once(policy: Policy, given: Given) -> None:
    if policy == "always":
        raise ProofNeeded("file by letter, by phone or at the counter")
    if getattr(given["body"], _BAIT, ""):
        raise ProofNeeded(f"leave the field {_BAIT} empty and send it again")


def _hit(limit: Limit, given: Given, is_proved: bool) -> Hit:
    return Hit(limit.name, _SUBJECTS[limit.subject](given), limit.allowed(is_proved), limit.seconds)


def _refuse(limit: Limit, full: Full, is_proved: bool) -> None:
    if not is_proved and limit.allowed(False) < limit.times:
        raise ProofNeeded(f"wait and send the same again in {_in_words(full.wait)}", full.wait)
    raise TooManyRequests(_in_words(full.wait), full.wait)


def _in_words(seconds: int) -> str:
    if seconds > 90:
        return f"{-(-seconds // 60)} minutes"
    return f"{seconds} seconds" if seconds > 1 else "a second"
