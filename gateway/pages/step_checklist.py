"""The checklist of a verification as it first stands on the form: what the SOP wants of the channel, line by line.

What is known here is answered already: which fields of the identity came, by their names alone, and which papers. What
only a person can judge is left open, and has to be answered.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from gateway.pages import complaint_sop, complaint_told
from gateway.pages.complaint_sop import SopStep
from gateway.pages.words import say
from services.common.contracts.content import Content

Line = dict[str, Any]
_LONGEST: Final = 300


def lines(channel: Mapping[str, Any], step: SopStep | None, content: Content | None) -> list[Line]:
    """The lines; one that is open has no `is_met`."""
    found = [
        *((one, None) for one in (step.inputs if step else ())),
        *_identity(complaint_sop.words(channel.get("identity_required")), content),
        *_papers(complaint_sop.words(channel.get("attachments_required")), content),
        (say("Uraian kejadian jelas (apa, siapa, di mana, kapan)"), None),
    ]
    return [{"item": item[:_LONGEST]} | ({} if is_met is None else {"is_met": is_met}) for item, is_met in found]


def brought_up_to_date(earlier: Iterable[Line], now: Iterable[Line]) -> list[Line]:
    """The lines as they were answered last; what was lacking then and has come since is there."""
    come = {line["item"] for line in now if line.get("is_met")}
    return [{**line, "is_met": True} if line["item"] in come else line for line in earlier]


def _identity(demanded: Sequence[str], content: Content | None) -> Iterator[tuple[str, bool]]:
    """Two lines at most: what came, and what did not."""
    lacking = demanded if content is None or not content.has_identity else content.identity_lacks
    if come := [name for name in demanded if name not in lacking]:
        yield f"{say('Identitas pelapor')}: {', '.join(say(complaint_told.IDENTITY[name]) for name in come)}", True
    if lacking:
        yield complaint_told.identity_item(lacking), False


def _papers(demanded: Iterable[str], content: Content | None) -> Iterator[tuple[str, bool]]:
    missing = content.missing if content else ()
    return ((f"{say('Lampiran')}: {complaint_told.attachment(one)}", one not in missing) for one in demanded)
