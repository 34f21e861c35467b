"""The static checker: what must hold between the elements of an SOP before anyone files a complaint under it.

It tries every way a complaint can take, so what it passes can never leave a complaint without a next step, in a
circle without end, or with a clock that runs for ever.
"""

from services.common.sop.finding import Finding
from services.common.sop.model import Sop
from services.common.sop.moves import wrong_moves
from services.common.sop.names import loose_names
from services.common.sop.paths import broken_paths
from services.common.sop.stops import endless_clocks
from services.common.sop.words import unknown_words


def check(sop: Sop) -> list[Finding]:
    """Everything that is wrong; empty when the SOP may be published.

    Unknown words and loose names are reported alone: until they are put right the ways cannot be walked.
    """
    loose = [*unknown_words(sop), *loose_names(sop)]
    return loose or [*wrong_moves(sop), *broken_paths(sop), *endless_clocks(sop)]
