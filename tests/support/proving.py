"""Does the sum a challenge asks for, as a page's script would."""

from typing import Any

from altcha.v2 import Challenge, Payload, solve_challenge


def solution(given: dict[str, Any]) -> str:
    """What goes into the header X-Proof for a challenge as it was given."""
    challenge = Challenge.from_dict(given)
    solved = solve_challenge(challenge)
    assert solved is not None
    return str(Payload(challenge, solved).to_base64())
