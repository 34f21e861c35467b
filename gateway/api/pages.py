"""Pages to read for who writes programs: the reference of the interface, and one page for each kind of problem."""

from typing import cast

from apiflask import APIFlask
from flask import abort, current_app, render_template

from gateway import openapi
from gateway import reference as reading
from gateway.kinds import KINDS


def reference() -> str:
    """The interface, for people."""
    spec = openapi.document(cast(APIFlask, current_app))
    return render_template(
        "reference.html", info=spec["info"], sections=reading.sections(spec), models=reading.models(spec)
    )


def problems() -> str:
    """All kinds of problem."""
    return render_template("problems.html", kinds=sorted(KINDS.values(), key=lambda kind: (kind.status, kind.code)))


def problem(code: str) -> str:
    """One kind of problem."""
    if code not in KINDS:
        abort(404)
    return render_template("problem.html", kind=KINDS[code])
