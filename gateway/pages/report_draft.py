"""The report a browser is writing just now, and what of it is still to be answered, in the order it is asked."""

from typing import Any, Final
from uuid import uuid4

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway.drafts import Draft
from gateway.pages import cookies, report_channels
from gateway.pages.report_channels import Channel
from gateway.parts import parts

RECEIPT: Final = "receipt"
TYPED: Final = "typed"
"""What was typed on pages that were left unfinished, by page; such a page is yet to be answered."""
_BEFORE: Final = "before"
PAGES: Final = ("begin", "mode", "safety", "story", "parties", "identity", "check")
"""Pages of a report by their views; which of them one meets depends on the channel and the mode."""

_ANSWERED: Final = {
    "begin": "channel",
    "mode": "mode",
    "safety": "is_safe",
    "story": "story",
    "parties": "reported",
    "identity": "identity",
}


def has_one() -> bool:
    """Whether this browser has one; nothing is asked of the database."""
    return cookies.DRAFT in request.cookies


def found() -> Draft | None:
    """What was written so far."""
    key = request.cookies.get(cookies.DRAFT)
    return parts().drafts.open(_tenant(), key) if key else None


def begun() -> Draft:
    """What was written so far, or a new one; its Idempotency-Key makes any number of sendings one complaint."""
    draft = found() or parts().drafts.new()
    draft.content.setdefault("key", str(uuid4()))
    return draft


def told_anew() -> Draft:
    """The same under a new key, for the story: somebody may have known the old one before, or planted it here.

    What the old key opens is kept until the browser shows the new one, for the answer may be lost on the way.
    """
    draft = begun()
    return Draft(parts().drafts.new().key, draft.content | {_BEFORE: draft.key})


def forget_before(draft: Draft) -> None:
    """Delete what lay under an earlier key; the browser has this one now."""
    if _BEFORE in draft.content and request.cookies.get(cookies.DRAFT) == draft.key:
        parts().drafts.forget(draft.content.pop(_BEFORE))


def keep(draft: Draft, endpoint: str, **asked: Any) -> Response:
    """Save it, and go on to this page; `asked` goes into its address."""
    forget_before(draft)
    parts().drafts.save(_tenant(), draft)
    answer = redirect(url_for(endpoint, tenant=_tenant(), **asked), 303)
    cookies.keep(answer, cookies.DRAFT, draft.key, cookies.path_of(_tenant()))
    return answer


def forget(answer: Response) -> None:
    """Delete it, here and in the browser."""
    if key := request.cookies.get(cookies.DRAFT):
        parts().drafts.forget(key)
    cookies.forget(answer, cookies.DRAFT, cookies.path_of(_tenant()))


def channel_of(content: dict[str, Any]) -> Channel | None:
    """The channel that was chosen, if it is still one; where there is only one, nobody has to choose."""
    channels = report_channels.for_citizens(g.tenant)
    if len(channels) == 1:
        return channels[0]
    return report_channels.named(g.tenant, content.get("channel", ""))


def way(content: dict[str, Any]) -> list[str]:
    """The pages of this report, as far as one can know."""
    channel = channel_of(content)
    left_out = set()
    if len(report_channels.for_citizens(g.tenant)) == 1:
        left_out.add("begin")
    if channel is None or not channel.is_wbs:
        left_out.add("safety")
    if content.get("mode") == "anonymous":
        left_out.add("identity")
    return [page for page in PAGES if page not in left_out]


def missing(content: dict[str, Any], before: str = "") -> str | None:
    """The first page of the way that was not answered; only of those before a page, if one is named."""
    for page in way(content):
        if page == before:
            return None
        if page in _ANSWERED and not _is_answered(page, content):
            return page
    return None


def after(page: str, content: dict[str, Any]) -> str:
    """Where one goes from a page: on, or back to the answers once they were all given."""
    if content.get("was_checked"):
        return missing(content) or "check"
    ahead = way(content)
    if page not in ahead:
        return missing(content) or "check"
    next_one = ahead[ahead.index(page) + 1]
    return missing(content, next_one) or next_one


def back(page: str, content: dict[str, Any]) -> str | None:
    """The page before; None for the first."""
    ahead = way(content)
    at = ahead.index(page) if page in ahead else 0
    return ahead[at - 1] if at else None


def _is_answered(page: str, content: dict[str, Any]) -> bool:
    channel = channel_of(content)
    if page in content.get(TYPED, {}):
        return False
    if page == "begin" or channel is None:
        return channel is not None
    if page == "mode":
        return content.get("mode") in channel.modes
    if page == "identity" and page in content:
        return all(name in content[page] for name in channel.required)
    return _ANSWERED[page] in content


def _tenant() -> str:
    key: str = g.tenant.profile.key
    return key
