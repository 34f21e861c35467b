"""Handing tasks over on pages: to whom they may go, the form for it, and what came of it in words."""

from typing import Final

from flask import Response

from gateway.api import handling as api
from gateway.api.handling_shapes import HandOver
from gateway.desks import AWAY
from gateway.pages import show, terms
from gateway.pages.complaint_people import Named
from gateway.pages.forms import Form
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.handling import AT_ONCE, NOBODY, Holder, TasksHanded
from services.common.contracts.register import OpenTask
from services.common.contracts.rights import DISPATCHERS, RIGHTS

Options = list[tuple[str, str]]

_REASONS: Final = {
    "leave": "Cuti atau dinas luar",
    "moved": "Pindah tugas",
    "workload": "Pembagian beban kerja",
    "expertise": "Lebih menguasai perkaranya",
    "other": "Alasan lain",
}
_LEFT: Final = {
    "gone": "Sudah selesai, atau tidak lagi menunggu Anda.",
    "not_yours": "Menunggu peran lain; yang memegang peran itu atau pimpinan dapat menyerahkannya.",
    "not_theirs": "Petugas itu tidak memegang peran langkah ini, atau tidak boleh menangani pengaduan ini.",
}


def holders(caller: Caller) -> tuple[Holder, ...]:
    """To whom the caller may hand tasks; nobody while that cannot be told."""
    if not RIGHTS["register.holders"].admits(caller):
        return ()
    try:
        return api.holders(caller).holders
    except AWAY:
        return ()


def people(found: tuple[Holder, ...], named: Named) -> Options:
    """Officers to choose from, by name."""
    told = [(one.officer, f"{named(one.officer)} ({terms.offices(one.roles, one.lent)})") for one in found]
    return sorted(told, key=lambda each: each[1].casefold())


def choices(caller: Caller, found: tuple[Holder, ...], named: Named) -> Options:
    """What a task may become: the caller's own, another's, nobody's."""
    own = [(caller.actor, say("Saya sendiri"))] if any(one.officer == caller.actor for one in found) else []
    others = people(tuple(one for one in found if one.officer != caller.actor), named)
    return [*own, *others, (NOBODY, say("Lepaskan, tanpa pemegang"))] if found else []


def reasons() -> Options:
    """Why a task may be handed over."""
    return [(code, say(words)) for code, words in _REASONS.items()]


def may_hand(caller: Caller, task: OpenTask) -> bool:
    """Whether the caller may hand it: holds its role, or dispatches; and an officer could do it at all."""
    return terms.is_for_officers(task.roles) and caller.has_any((*task.roles, *DISPATCHERS))


def handed(caller: Caller, form: Form) -> TasksHanded | None:
    """Do what the form says; None when something is missing, which then stands at its field."""
    tasks, to = list(form.all("tugas"))[:AT_ONCE], form.need("kepada", "Pilih kepada siapa tugas diserahkan.")
    if not tasks:
        form.faults["tugas"] = say("Centang sedikitnya satu tugas.")
    if form.faults:
        return None
    reason = form.text("sebab") or None
    body = shaped(HandOver, tasks=tasks, to=None if to == NOBODY else to, reason=reason)
    return api.hand(caller, body, checked_key(form.text("kunci")))


def told(found: TasksHanded, named: Named, back: str) -> Response:
    """What came of it: how many were handed, and which were not and why."""
    left = [(one, say(_LEFT[one.because])) for one in found.left]
    return show.page("handed.html", found=found, left=left, who=named(found.to), back=back)
