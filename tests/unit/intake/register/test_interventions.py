"""What officers do besides ending steps: more time, conflicts of interest, another version of the SOP."""

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.common.sop.model import Sop
from services.intake.register.domain import Change
from tests.unit.common.clocks.support import local, with_settings
from tests.unit.intake.register.course import Course, waiting_sop
from tests.unit.intake.register.life import COMPLAINT

BARRED = Barred(officers=("contoh_inspektur",), instead={"inspektur": ("inspektur_provinsi",)})


def examined() -> Course:
    """A complaint that is being examined; its own clock has five working days."""
    course = Course(waiting_sop(2, days=25))
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00")
    course.entered("telaah", "2026-04-07 09:00")
    return course


def migrated(course: Course, after: Sop, at: str = "2026-04-09 09:00") -> Course:
    """The same complaint under another version."""
    course.journal.sops[after.id] = after
    task = course.task("telaah", roles=("irban",))
    course.hear(events.SopMigrated, at, before="contoh@1", after=after.id, by="contoh", task=task)
    return course


def of(course: Course, key: str) -> Change:
    (change,) = [change for change in course.journal.changes if change.key == key]
    return change


def test_more_time_moves_the_steps_own_clock_of_this_visit() -> None:
    course = examined()
    course.extended("telaah", 3, "2026-04-09 09:00")
    assert (course.clock("telaah", 3).extra, course.clock("telaah", 3).due_at) == (3, local("2026-04-17 16:30"))
    assert (of(course, "telaah").before, of(course, "telaah").because) == (local("2026-04-14 16:00"), "extension")


def test_more_time_for_the_whole_moves_the_clock_of_the_sop_and_adds_up() -> None:
    course = examined()
    course.extended("total", 3, "2026-04-09 09:00")
    course.extended("total", 2, "2026-04-10 09:00")
    assert course.clock().extra == 5
    assert "ditambah perpanjangan 5 hari kerja" in course.clock().why
    assert [change.because for change in course.journal.changes] == ["extension", "extension"]


def test_more_time_that_is_not_granted_moves_nothing() -> None:
    course = examined()
    course.extended("telaah", 3, "2026-04-09 09:00", is_granted=False)
    assert (course.journal.changes, course.known.extra) == ([], {})


def test_more_time_while_the_clock_stands_still_moves_the_date_that_is_held() -> None:
    course = Course()
    course.received("2026-04-06 09:00")
    course.ended("catat", "kurang", "2026-04-07 09:00")
    course.entered("lengkapi", "2026-04-07 09:00")
    course.extended("total", 1, "2026-04-09 09:00")
    assert (course.clock().due_at, course.clock().held_due_at) == (None, local("2026-05-06 16:00"))
    assert of(course, "total").after == local("2026-05-06 16:00")


def test_a_deadline_that_moved_gets_its_reminders_anew() -> None:
    course = examined()
    before = course.clock("telaah", 3).remind_at
    course.extended("telaah", 3, "2026-04-09 09:00")
    after = course.clock("telaah", 3).remind_at
    assert (before, after) == (local("2026-04-09 07:30"), local("2026-04-14 07:30"))


def test_a_request_waits_until_it_is_decided() -> None:
    course = examined()
    asked = {"extension_id": COMPLAINT, "clock": "telaah", "amount": 3, "by": "contoh", "approvers": ("sekretaris",)}
    course.hear(events.ExtensionAsked, "2026-04-08 09:00", **asked, task=course.task("telaah"))
    assert course.journal.asked == {COMPLAINT}
    course.extended("telaah", 3, "2026-04-09 09:00")
    assert course.journal.asked == set()


def test_a_request_is_void_when_its_step_ends() -> None:
    course = examined()
    asked = {"extension_id": COMPLAINT, "clock": "telaah", "amount": 3, "by": "contoh", "approvers": ("sekretaris",)}
    course.hear(events.ExtensionAsked, "2026-04-08 09:00", **asked, task=course.task("telaah"))
    course.ended("telaah", "ditelaah", "2026-04-09 09:00")
    assert course.journal.asked == set()


def test_a_conflict_bars_and_the_same_task_waits_for_others() -> None:
    course = examined()
    task = course.task("telaah", task_id=COMPLAINT, roles=("inspektur_provinsi",))
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=BARRED, task=task)
    assert course.known.barred == BARRED
    assert course.journal.open == task
    assert (course.known.visit, course.clock("telaah", 3).stopped_at) == (3, None)


def test_a_complaint_may_be_about_an_officer_from_the_first() -> None:
    course = Course()
    course.received("2026-04-06 09:00", barred=BARRED)
    assert course.known.barred == BARRED


def test_another_version_counts_the_whole_anew_and_says_so() -> None:
    course = migrated(examined(), waiting_sop(2, days=25))
    assert (course.known.sop, course.known.visit) == ("contoh@2", 3)
    change = of(course, "total")
    assert (change.because, change.before, change.after) == (
        "version",
        local("2026-05-05 16:00"),
        local("2026-05-12 16:00"),
    )
    assert course.journal.open is not None
    assert course.journal.open.roles == ("irban",)


def test_a_clock_the_other_version_has_not_stops_at_that_moment() -> None:
    course = migrated(examined(), waiting_sop(2).model_copy(update={"clocks": ()}))
    assert course.clock().stopped_at == local("2026-04-09 09:00")
    assert (of(course, "total").because, of(course, "total").after) == ("version", None)


def test_a_clock_only_the_other_version_has_starts_by_its_anchors() -> None:
    (total,) = waiting_sop(2).clocks
    both = (total, total.model_copy(update={"key": "lagi"}))
    course = migrated(examined(), waiting_sop(2).model_copy(update={"clocks": both}))
    assert course.clock("lagi").started_at == local("2026-04-06 09:00")
    assert (of(course, "lagi").before, of(course, "lagi").after) == (None, local("2026-05-05 16:00"))


def test_the_open_steps_own_clock_has_the_other_versions_time_from_when_it_was_entered() -> None:
    text = waiting_sop(2).model_dump(mode="json")
    text["steps"][2]["clock"]["amount"] = 8
    course = migrated(examined(), Sop.model_validate(text))
    assert course.clock("telaah", 3).due_at == local("2026-04-17 16:30")
    assert of(course, "telaah").because == "version"


def test_a_calendar_that_was_revised_is_the_cause_and_not_the_event_that_is_heard_next() -> None:
    course = examined()
    revised = shorter_weeks()
    course.journal.office = revised
    course.extended("telaah", 3, "2026-04-09 09:00")
    told = [(change.because, change.calendar_after) for change in course.journal.changes if change.key == "telaah"]
    assert told == [("calendar", revised.version), ("extension", revised.version)]


def test_a_revised_calendar_leaves_stopped_clocks_as_they_were() -> None:
    course = examined()
    stopped = course.clock("catat", 1)
    course.journal.office = shorter_weeks()
    course.extended("telaah", 3, "2026-04-09 09:00")
    assert course.clock("catat", 1) == stopped
    assert course.clock().calendar_version == course.journal.office.version


def shorter_weeks() -> WorkingCalendar:
    """An office that does not work on Fridays."""
    days = ("monday", "tuesday", "wednesday", "thursday")
    hours = {day: ["07:30-12:00", "13:00-16:00"] for day in days}
    return with_settings("banyumas", hours=hours, ramadan_hours=hours)
