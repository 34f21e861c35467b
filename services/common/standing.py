"""Where a complaint stands, in one of eight words that are the same in every regency, whatever its SOP calls its steps.

Citizens read them, and other systems get them; they follow from the kind of step alone, so an SOP needs nothing here.
"""

from typing import Final, Literal

Status = Literal["received", "checked", "examined", "acted", "passed_on", "waits", "ended", "impossible"]

MEANINGS: Final[dict[Status, str]] = {
    "received": "Received, and being registered.",
    "checked": "Being checked for completeness, or on its way to the head of the office.",
    "examined": "Being examined, or waiting for the decision.",
    "acted": "Being acted upon, answered or closed.",
    "passed_on": "With a unit or another agency.",
    "waits": "Waits for the reporter.",
    "ended": "Closed.",
    "impossible": "Closed because it could not be handled.",
}
"""What each word means to another system."""

_OF_KIND: Final[dict[str, Status]] = {
    "record": "received",
    "verify": "checked",
    "await_reporter": "waits",
    "hand_up": "checked",
    "order_review": "examined",
    "assess": "examined",
    "receive": "examined",
    "decide": "examined",
    "propose_team": "acted",
    "draft_letter": "acted",
    "sign_letter": "acted",
    "hand_over_letter": "acted",
    "carry_out": "acted",
    "respond": "acted",
    "forward": "passed_on",
    "accept": "passed_on",
    "delegate": "passed_on",
    "transfer": "passed_on",
    "deliver": "acted",
    "await_source": "acted",
    "close": "acted",
    "reconsider": "acted",
}

_ENDED_IN: Final[dict[str, Status]] = {
    "record": "impossible",
    "verify": "impossible",
    "await_reporter": "impossible",
    "assess": "impossible",
    "transfer": "passed_on",
}
"""By the kind of the step a complaint ended in; all others end well."""


def standing_at(kind: str) -> Status:
    """While a step of this kind is open; `received` for a kind this build does not know."""
    return _OF_KIND.get(kind, "received")


def standing_after(kind: str) -> Status:
    """Once the complaint has ended in a step of this kind."""
    return _ENDED_IN.get(kind, "ended")
