"""How a page is put together: the frame with the regency's name and crest, and what templates may call."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from apiflask import APIFlask
from flask import Response, g, make_response, render_template, url_for
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from gateway.pages import deadlines, looking, shown_again, terms, words
from gateway.pages.desk import desk

_STATIC = Path(__file__).parents[1] / "static"


def install(app: APIFlask) -> None:
    """Give templates the components, the words and the addresses they use."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_env.loader = ChoiceLoader([*filter(None, [app.jinja_loader]), govuk])
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        _=words.say,
        asset=asset,
        day=words.day,
        weekday=words.weekday,
        moment=words.moment,
        month=words.month,
        languages=words.LANGUAGES,
        in_language=shown_again.address,
        terms=terms,
        deadlines=deadlines,
        desk=desk,
        looking=looking,
    )


def page(template: str, status: int = 200, **told: Any) -> Response:
    """A page of the request's language and regency."""
    frame = {"tenant": g.tenant, "language": g.language, "path": shown_again.place()}
    return make_response(render_template(f"pages/{template}", **frame, **told), status)


def asset(name: str) -> str:
    """The address of a file in `static/`; it changes with the file, so that browsers may keep it for ever."""
    return url_for("static", filename=name, v=_print_of(name))


@cache
def _print_of(name: str) -> str:
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:10]
