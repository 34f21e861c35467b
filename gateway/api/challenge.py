"""Hands out challenges for a proof of work, for when filing asks for one."""

from gateway.api.shapes import ProofChallenge
from gateway.parts import parts


def give() -> ProofChallenge:
    """Get a challenge

    Needed only when filing answers 428. Find the number for which the PBKDF2 of `nonce` and that number (four bytes,
    big-endian) begins with `keyPrefix`; ALTCHA's widget and libraries (version 2 of its challenges) do it. Send
    challenge and solution, as base64 of their JSON, in the header `X-Proof`. Each serves once, for ten minutes.
    """
    return ProofChallenge.model_validate(parts().admission.proofs.challenge())
