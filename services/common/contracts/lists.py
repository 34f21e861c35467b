"""How lists of the register are asked for: a page at a time, and which rows."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.common.contracts.register import Page

Searched = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60, pattern=r"^[^\x00]*$")]
Named = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]
"""A step, channel or code, which may be none that there is."""

Scope = Literal["mine", "handled", "free", "due_soon", "late", "reporter", "open"]
"""Tasks of the caller's roles, those of them the caller or nobody handles, those due within two working days or late;
in the office, steps that wait for reporters, and all that is open."""


class TaskQuery(Page):
    """Which open tasks. All but `scope` narrow it further."""

    scope: Scope = Field(default="mine", description="`reporter` and `open` are for officers of the inspectorate.")
    step: Named | None = None
    channel: Named | None = Field(default=None, description="For officers of the inspectorate.")
    handler: Named | None = Field(
        default=None, description="An officer; `-`: nobody. For officers of the inspectorate."
    )
    search: Searched = Field(default="", description="Part of the reference, or of the number at the source.")
    with_counts: bool = Field(default=False, description="Also how many there are of each scope.")


class EntryQuery(Page):
    """Which lines of the Buku Pengaduan. Each narrows it further."""

    year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    channel: Named | None = None
    problem_code: Named | None = None
    state: Literal["open", "closed"] | None = None
    search: Searched = Field(default="", description="Part of the reference, or of the number at the source.")
