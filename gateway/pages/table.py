"""What a row of the pages' table says, and how it becomes a view.

The order is the same for every row: a form must come from our own page, then who is it, then how often, then the view.
Whatever is refused on the way is told as a page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from apiflask import APIFlask
from flask import Response, g, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from gateway import arrival
from gateway.callers import identify
from gateway.pages import cookies, same_site, shown_again, troubles, words
from gateway.pages.glossary import own_of
from gateway.parts import parts
from services.common.errors import NotSignedIn

View = Callable[..., AnyResponse | str]
_TOKEN: Final = {"officer": cookies.OFFICER, "platform": cookies.OFFICER, "reporter": cookies.REPORTER}
_A_YEAR: Final = 365 * 86_400


def _no_view(**_: Any) -> str:
    raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Page:
    """One address of the pages: `view` shows it, `save` takes its form, by POST, which is counted on `limits`.

    `who` as in `gateway.table.Route`; both then get `caller`. They get the other parts of the address, but `<tenant>`:
    the regency is `flask.g.tenant`. `half` lets in sessions that must set up a second factor first. Where a form
    `streams` a file, `save` reads it itself.
    """

    path: str
    view: View = _no_view
    save: View = _no_view
    who: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    half: bool = False
    streams: bool = False

    @property
    def name(self) -> str:
        """The endpoint, for `url_for`: module and name of the view, such as `report.story`."""
        view = self.save if self.view is _no_view else self.view
        return f"{view.__module__.removeprefix('gateway.pages.')}.{view.__name__}"


def mount(app: APIFlask, pages: Sequence[Page]) -> None:
    """Serve the pages; they are no part of the specification."""
    for page in pages:
        methods = [way for way, view in (("GET", page.view), ("POST", page.save)) if view is not _no_view]
        app.add_url_rule(page.path, page.name, app.doc(hide=True)(_served(page)), methods=methods)


def _served(page: Page) -> Callable[..., AnyResponse]:
    @wraps(page.view)
    def served(**named: Any) -> AnyResponse:
        begin()
        if (asked := request.args.get("bahasa")) in words.LANGUAGES and request.method == "GET":
            return _in_language(str(asked))
        try:
            if "tenant" in named:
                seen_in(named["tenant"])
            return make_response(_answered(page, named))
        except troubles.TOLD as trouble:
            return troubles.page(trouble, page.who)

    return served


def begin() -> None:
    """Settle the language of this request, which is a page of no regency yet."""
    g.is_page = True
    g.language = words.language()
    g.tenant = None


def seen_in(tenant: str) -> None:
    """The rest of this page is of this regency: its name, crest, time zone and terms. UnknownTenant."""
    found = parts().regencies.get(tenant)
    g.tenant, g.time_zone, g.glossary = found, found.profile.time_zone, own_of(found.profile.glossary)


def _answered(page: Page, named: dict[str, Any]) -> AnyResponse | str:
    saves = request.method == "POST"
    if saves:
        same_site.demand()
        if not page.streams:
            arrival.whole(request)
    if page.who:
        token = request.cookies.get(_TOKEN[page.who[0]], "")
        named["caller"] = caller = identify(page.who, may_be_half=page.half, token=token)
        if g.tenant is None and caller.tenant:
            seen_in(caller.tenant)
        if caller.tenant != named.get("tenant", caller.tenant):
            raise NotSignedIn
    if saves and page.limits:
        parts().admission.admit(page.limits, False, named)
    named.pop("tenant", None)
    return page.save(**named) if saves else page.view(**named)


def _in_language(asked: str) -> Response:
    """Where officers work it is kept; in a reporter's browser nothing outlives the browser."""
    answer = make_response(redirect(shown_again.address(), 303))
    if request.path.startswith(cookies.DESK_PATH):
        cookies.keep(answer, words.COOKIE, asked, cookies.DESK_PATH, seconds=_A_YEAR)
    else:
        cookies.keep(answer, words.COOKIE, asked, "/")
    return answer
