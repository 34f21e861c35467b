"""The static checker: what must hold between the elements of an SOP before anyone files a complaint under it.

It tries every way a complaint can take, so what it passes can never leave a complaint without a next step, in a
circle without end, or with a clock that runs for ever.
"""

from collections.abc import Callable, Iterable

from services.common.sop.asking import unclear_questions
from services.common.sop.extensions import own_grants
from services.common.sop.finding import Finding
from services.common.sop.forwarding import unit_faults
from services.common.sop.model import Sop
from services.common.sop.moves import wrong_moves
from services.common.sop.names import loose_names
from services.common.sop.objections import wrong_objections
from services.common.sop.paths import broken_paths
from services.common.sop.stops import endless_clocks
from services.common.sop.substitutes import weak_substitutes
from services.common.sop.waiting import unsafe_waits
from services.common.sop.walk import MOST_STANDS, TooManyWays
from services.common.sop.whistleblowing import exposing_channels
from services.common.sop.words import unknown_words

_QUESTIONS: tuple[Callable[[Sop], Iterable[Finding]], ...] = (
    wrong_moves,
    weak_substitutes,
    unsafe_waits,
    unclear_questions,
    wrong_objections,
    unit_faults,
    exposing_channels,
    broken_paths,
    endless_clocks,
    own_grants,
)


def check(sop: Sop) -> list[Finding]:
    """Everything that is wrong; empty when the SOP may be published.

    Unknown words and loose names are reported alone: until they are put right the ways cannot be walked.
    """
    loose = [*unknown_words(sop), *loose_names(sop)]
    try:
        return loose or [finding for question in _QUESTIONS for finding in question(sop)]
    except TooManyWays:
        message = f"There are more than {MOST_STANDS} different stands to check; ask about fewer facts in `when`."
        return [Finding(("facts",), message)]
