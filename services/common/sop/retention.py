"""For how long a closed complaint is kept: which class it belongs to, and what is wrong with a regency's classes. Pure.

The law leaves the lengths to each office's schedule of records (Jadwal Retensi Arsip); so they are data of the regency.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from services.common.contracts.tenant import RetentionClass, TenantProfile
from services.common.sop.finding import Finding, Where
from services.common.sop.flow import Facts, holds
from services.common.sop.model import Sop
from services.common.vocabulary import MODES

_OURS: Final = "A choice of ours; the regency confirms it against its JRA."

DEFAULTS: Final[tuple[RetentionClass, ...]] = (
    RetentionClass(
        key="diperiksa",
        label="Diperiksa dengan surat tugas atau audit",
        documents=("spt", "lha", "lhk", "lhko"),
        complaint_months=60,
        identity_months=12,
        note=_OURS,
    ),
    RetentionClass(
        key="lainnya",
        label="Pelayanan, tidak terbukti, tidak dapat diproses",
        complaint_months=24,
        identity_months=12,
        note=_OURS,
    ),
)
"""What holds where a regency says nothing."""


def classes_of(profile: TenantProfile) -> tuple[RetentionClass, ...]:
    """The regency's own classes, or ours."""
    return profile.retention or DEFAULTS


def class_of(
    classes: Sequence[RetentionClass], end: str, facts: Facts, documents: Collection[str]
) -> RetentionClass | None:
    """The first class that fits; None where the regency's last class does not take the rest."""
    return next((kept for kept in classes if _fits(kept, end, facts, documents)), None)


def _fits(kept: RetentionClass, end: str, facts: Facts, documents: Collection[str]) -> bool:
    is_end = not kept.ends or end in kept.ends
    is_issued = not kept.documents or not set(kept.documents).isdisjoint(documents)
    return is_end and is_issued and holds(kept.when, facts)


def wrong_classes(profile: TenantProfile, sop: Sop) -> Iterator[Finding]:
    """What a regency's classes name that its SOP does not have, and complaints that would be kept for ever."""
    classes = profile.retention
    for n, kept in enumerate(classes):
        where: Where = ("retention", n)
        if kept.key in [other.key for other in classes[:n]]:
            yield Finding((*where, "key"), f"'{kept.key}' stands above already; give each class its own key.")
        if kept.fits_all and n < len(classes) - 1:
            yield Finding(where, "Every complaint is of this class, so those below are never used; put it last.")
        yield from _unknown(kept, where, sop)
    if classes and not classes[-1].fits_all:
        message = "The last class takes all the rest: give it no ends, when or documents, or add one that has none."
        yield Finding(("retention", len(classes) - 1), message)


def _unknown(kept: RetentionClass, where: Where, sop: Sop) -> Iterator[Finding]:
    for n, end in enumerate(kept.ends):
        if end not in sop.ends:
            yield Finding((*where, "ends", n), f"The SOP has no end '{end}'; use one of: {', '.join(sop.ends)}.")
    issued = {output.document for step in sop.steps for output in step.outputs}
    for n, document in enumerate(kept.documents):
        if document not in issued:
            message = f"No step of the SOP has '{document}' among its outputs; there are: {', '.join(sorted(issued))}."
            yield Finding((*where, "documents", n), message)
    facts = {"channel": tuple(sop.channels), "mode": tuple(MODES), **sop.facts}
    for fact, values in kept.when.items():
        if fact not in facts:
            message = f"The SOP has no fact '{fact}'; use one of: {', '.join(facts)}."
            yield Finding((*where, "when", fact), message)
        elif strange := [value for value in values if value not in facts[fact]]:
            message = f"'{fact}' is never {' or '.join(strange)}; use some of: {', '.join(facts[fact])}."
            yield Finding((*where, "when", fact), message)
