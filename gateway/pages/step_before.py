"""What the page of a step shows of the steps before it: the last result, and what the step is decided on.

Whoever decides reads what they decide on beside the form, and not only what came last.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from gateway.pages.step_task import Work
from services.common.contracts.content import Content, MailMessage
from services.common.contracts.tasks import Product

_DECIDED_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "decide": ("assess",),
    "draft_letter": ("propose_team",),
    "sign_letter": ("propose_team", "draft_letter"),
    "reconsider": ("respond",),
}
"""By kind of step: the kinds whose latest results are read for it, besides the last one."""

_OPEN: Final = frozenset({*_DECIDED_ON, "receive"})
_OBJECTED_TO: Final = "reconsider"
_ABOUT_PARTIES: Final = frozenset({"forward", "transfer"})
_AT_ANY_END: Final = frozenset({"attachments", "note"})


def results(work: Work, products: tuple[Product, ...]) -> list[tuple[str, Product]]:
    """The results to read, with the titles of their steps."""
    found: list[Product] = []
    for one in (*_decided_on(work.task.kind, products), *products[-1:]):
        if one not in found:
            found.append(one)
    return [(_title(work, one), one) for one in found]


def are_open(work: Work) -> bool:
    """Whether the results stand open."""
    return work.task.kind in _OPEN


def objection(work: Work, content: Content | None) -> MailMessage | None:
    """What the reporter wrote before the step that decides on it was opened."""
    if content is None or work.task.kind != _OBJECTED_TO:
        return None
    written = [one for one in content.messages if one.from_reporter and one.posted_at <= work.task.opened_at]
    return written[-1] if written else None


def shows_parties(work: Work) -> bool:
    """Whether who is reported must be before one's eyes."""
    return work.task.kind in _ABOUT_PARTIES


def _decided_on(kind: str, products: tuple[Product, ...]) -> Iterator[Product]:
    for wanted in _DECIDED_ON.get(kind, ()):
        done = [one for one in products if one.kind == wanted and _is_whole(one)]
        yield from done[-1:]


def _is_whole(one: Product) -> bool:
    """What went back carries a note and files at most."""
    return any(value not in (None, "", []) for name, value in one.result.items() if name not in _AT_ANY_END)


def _title(work: Work, one: Product) -> str:
    step = work.procedure.step(one.step) if work.procedure else None
    return step.title if step else ""
