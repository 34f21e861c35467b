"""A citizen's report, one question a page. What was written is kept on our side, sealed under the browser's own key.

Every page can be left and come back to; whoever opens one too early is led to the first that is not answered.
"""

from typing import Any

from flask import Response, g, make_response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.drafts import Draft
from gateway.pages import (
    offline,
    report_answers,
    report_channels,
    report_draft,
    report_fields,
    report_leaving,
    report_sending,
    show,
)
from gateway.pages.forms import Form, sent
from gateway.pages.report_faults import sentence

Answer = AnyResponse | str


def begin() -> Answer:
    """On which channel."""
    return _shown("begin")


def save_begin() -> Answer:
    """Keeps the channel."""
    form, draft = sent(), report_draft.begun()
    keys = [each.key for each in report_channels.for_citizens(g.tenant)]
    if form.text("jalur") not in keys:
        form.faults["jalur"] = sentence("channel")
    return _saved("begin", draft, form, {"channel": form.text("jalur")})


def mode() -> Answer:
    """How well the reporter is protected."""
    return _shown("mode")


def save_mode() -> Answer:
    """Keeps the mode; an anonymous report keeps no identity that was typed before."""
    form, draft = sent(), report_draft.begun()
    channel = report_draft.channel_of(draft.content)
    if channel is None:
        return redirect(_address("begin"), 303)
    if form.text("cara") not in channel.modes:
        form.faults["cara"] = sentence("mode")
    if form.text("cara") == "anonymous":
        report_leaving.forget_identity(draft.content)
    return _saved("mode", draft, form, {"mode": form.text("cara")})


def safety() -> Answer:
    """What a whistleblower should know first."""
    return _shown("safety")


def save_safety() -> Answer:
    """Keeps that it was read."""
    return _saved("safety", report_draft.begun(), sent(), {"is_safe": True})


def story() -> Answer:
    """What happened."""
    return _shown("story")


def save_story() -> Answer:
    """Keeps the story."""
    form = sent()
    if (led := report_leaving.left("story", form)) is not None:
        return led
    return _saved("story", report_draft.told_anew(), form, report_fields.story(form))


def parties() -> Answer:
    """Who is reported, where, when."""
    return _shown("parties")


def save_parties() -> Answer:
    """Keeps them; `lagi` asks for room for one more."""
    form, draft = sent(), report_draft.begun()
    if (led := report_leaving.left("parties", form)) is not None:
        return led
    taken = report_fields.parties(form, (unit.key for unit in g.tenant.units))
    if form.text("lagi") and not form.faults:
        report_leaving.settle("parties", draft.content)
        draft.content |= taken | {"rows": len(taken["reported"]) + 1}
        return report_draft.keep(draft, "report.parties")
    draft.content.pop("rows", None)
    return _saved("parties", draft, form, taken)


def identity() -> Answer:
    """Who reports, as far as the channel asks."""
    return _shown("identity")


def save_identity() -> Answer:
    """Keeps it."""
    form, draft = sent(), report_draft.begun()
    channel = report_draft.channel_of(draft.content)
    if channel is None or draft.content.get("mode") in (None, "anonymous"):
        return redirect(_address(report_draft.missing(draft.content) or "check"), 303)
    if (led := report_leaving.left("identity", form)) is not None:
        return led
    return _saved("identity", draft, form, {"identity": report_fields.identity(form, channel)})


def check() -> Answer:
    """All answers, before they are sent."""
    draft = report_draft.found()
    if draft is not None and not draft.content.get("was_checked") and not report_draft.missing(draft.content):
        draft.content["was_checked"] = True
        report_draft.keep(draft, "report.check")
    return _shown("check")


def send() -> Answer:
    """Files the complaint, once however often it is sent."""
    draft = report_draft.found()
    if draft is None or report_draft.RECEIPT in draft.content or report_draft.missing(draft.content):
        return check()
    form = sent()
    report_draft.forget_before(draft)
    refused = report_sending.send(draft, form)
    if refused is None:
        return report_draft.keep(draft, "receipt.receipt")
    if refused.page:
        draft.content["faults"] = refused.faults
        return report_draft.keep(draft, f"report.{refused.page}")
    answer = _page("check", draft.content, form, refused.status, trouble=refused)
    if refused.wait:
        answer.headers["Retry-After"] = str(refused.wait)
    return answer


def discard() -> Answer:
    """Deletes what was written."""
    answer = make_response(redirect(url_for("start.start", tenant=g.tenant.profile.key), 303))
    report_draft.forget(answer)
    return answer


def _shown(page: str) -> Answer:
    draft = report_draft.found()
    content = draft.content if draft else {}
    if report_draft.RECEIPT in content:
        return redirect(url_for("receipt.receipt", tenant=g.tenant.profile.key), 303)
    ahead = report_draft.way(content)
    first = report_draft.missing(content, page)
    if first or page not in ahead:
        return redirect(_address(first or "check"), 303)
    return _page(page, content, report_leaving.as_left(page, content))


def _saved(page: str, draft: Draft, form: Form, taken: dict[str, Any]) -> Answer:
    if form.faults:
        return _page(page, draft.content, form, 422)
    if report_draft.RECEIPT in draft.content:
        return redirect(url_for("receipt.receipt", tenant=g.tenant.profile.key), 303)
    draft.content |= taken
    report_leaving.settle(page, draft.content)
    return report_draft.keep(draft, f"report.{report_draft.after(page, draft.content)}")


def _page(page: str, content: dict[str, Any], form: Form, status: int = 200, **told: Any) -> Response:
    ahead, channel = report_draft.way(content), report_draft.channel_of(content)
    back = report_draft.back(page, content)
    g.may_have_worker = may_keep = page == "story" and offline.may_keep(channel, content.get("mode", ""))
    return show.page(
        f"report_{page}.html",
        status,
        form=form,
        channel=channel,
        channels=report_channels.for_citizens(g.tenant),
        mode=content.get("mode", ""),
        answers=report_answers.of(content, channel) if page == "check" and channel else (),
        is_short=report_answers.is_short(content),
        rows=report_fields.rows(form, content.get("rows", 1)),
        number=ahead.index(page) + 1 if page in ahead else 1,
        count=len(ahead) if content.get("mode") else None,  # how many there are depends on it
        back=_address(back) if back else url_for("start.start", tenant=g.tenant.profile.key),
        is_wbs=bool(channel and channel.is_wbs),
        may_keep=may_keep,
        **report_leaving.told(page),
        **told,
    )


def _address(page: str) -> str:
    return url_for(f"report.{page}", tenant=g.tenant.profile.key)
