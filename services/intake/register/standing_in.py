"""The roles officers have just now, as a condition of queries: those of their post, and those they have in the place of
another. What the gateway lets them do (`gateway/standing_in`), told by what the register has: posts and deputies.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    TableValuedAlias,
    Text,
    and_,
    cast,
    column,
    exists,
    func,
    join,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from services.common.contracts.deputies import DeputyKind
from services.common.contracts.events import Post
from services.common.runtime.database import Work
from services.common.vocabulary import CUSTODIAN
from services.intake.register.models import DeputyRow, Tenant
from services.intake.register.repository import RegisterRecords

Lent = Mapping[str, DeputyKind]
"""Roles in the place of another, and as what each is held."""


def _posts(name: str) -> TableValuedAlias:
    columns = (column("id", Text), column("roles", JSONB), column("unit", Text))
    made = func.jsonb_to_recordset(Tenant.posts).table_valued(*columns, name=name, joins_implicitly=True)
    return made.render_derived(name=name, with_types=True)


def _each(roles: SQLColumnExpression[Any], name: str) -> TableValuedAlias:
    made = func.jsonb_array_elements_text(roles).table_valued(column("role", Text), name=name, joins_implicitly=True)
    return made.render_derived(name=name)


POST: Final = _posts("post")
"""The posts of a `tenant` that stands beside it in the query."""

_HOLDER: Final = _posts("holder")
_OWN: Final = _each(POST.c.roles, "own")
_LENT: Final = _each(DeputyRow.roles, "lent")


def _is_lent() -> ColumnElement[bool]:
    """It is theirs to lend: a Plh. is for who is away, and so for nobody who has left; a post may be vacant."""
    theirs = select(_HOLDER.c.id).where(_HOLDER.c.id == DeputyRow.holder).correlate_except(_HOLDER)
    has_role = func.jsonb_exists(_HOLDER.c.roles, _LENT.c.role)
    is_of_the_unit = _HOLDER.c.unit.is_not_distinct_from(POST.c.unit)
    return or_(exists(theirs.where(has_role, is_of_the_unit)), and_(DeputyRow.kind == "plt", ~exists(theirs)))


_DEPUTISED: Final = (
    select(_LENT.c.role, DeputyRow.holder, DeputyRow.kind)
    .where(
        DeputyRow.tenant == Tenant.tenant,
        DeputyRow.officer == POST.c.id,
        DeputyRow.since <= func.now(),
        func.now() < func.least(DeputyRow.until, DeputyRow.ended_at),
        ~func.jsonb_exists(POST.c.roles, CUSTODIAN),
        _is_lent(),
    )
    .correlate(Tenant, POST)
)

ROLE: Final = union_all(
    select(_OWN.c.role, cast(null(), Text).label("holder"), cast(null(), Text).label("kind")).correlate(POST),
    _DEPUTISED,
).lateral("held")
"""Roles of a `POST`; `holder` is in whose place it is held and `kind` as what, NULL for a role of the own."""

OFFICERS: Final = join(Tenant, POST, true()).join(ROLE, true())
"""Where a query finds both: each officer of each regency, as often as they have roles."""


def posts_now(work: Work, tenant: str) -> Iterator[tuple[Post, Lent]]:
    """The regency's officers, each with all the roles of just now, and beside them those that are another's alone."""
    lent = _lent_now(work, tenant)
    for post in RegisterRecords(work).posts(tenant):
        of = lent.get(post.id, {})
        yield post.model_copy(update={"roles": _all(post.roles, of)}), of


def _lent_now(work: Work, tenant: str) -> Mapping[str, Lent]:
    """By officer, the roles that are another's alone, and as what each is held."""
    lent: dict[str, dict[str, DeputyKind]] = {}
    is_lent = (ROLE.c.holder.is_not(None), ~func.jsonb_exists(POST.c.roles, ROLE.c.role))
    of = select(POST.c.id, ROLE.c.role, ROLE.c.kind).select_from(OFFICERS).where(Tenant.tenant == tenant, *is_lent)
    for officer, role, kind in work.connection.execute(of.order_by(ROLE.c.role)):
        lent.setdefault(officer, {})[role] = kind
    return lent


def _all(*roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*roles)))
