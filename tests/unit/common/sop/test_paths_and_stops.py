"""What trying every way through an SOP finds: the unreachable, the stuck, the endless, the clock without a stop."""

from tests.unit.common.sop.small import broken, changed

EXTRA_STEP = """\
  - key: tutup
    title: Menutup
    text: Menutup
    kind: close
    roles: [jfu]
    outcomes: {ditutup: {label: Ditutup, to: ditutup}}
    provenance: {basis: added}
ends:
"""


def test_a_step_no_outcome_leads_to_is_refused() -> None:
    assert broken("ends:\n", EXTRA_STEP).said("- key: tutup") == (
        "No complaint ever reaches 'tutup'; lead an outcome to it."
    )


def test_a_step_behind_a_guard_that_never_holds_is_refused() -> None:
    result = broken(
        "{label: Dicatat, to: telaah}", "{label: X, to: [{when: {mode: confidential}, to: telaah}, {to: jawaban}]}"
    )
    assert "No complaint ever reaches 'telaah'" in result.said("- key: telaah")


def test_an_end_no_outcome_leads_to_is_refused() -> None:
    result = broken("ends:\n", "ends:\n  batal: {label: Batal, provenance: {basis: added}}\n")
    assert result.said("batal:") == "No complaint ever ends with 'batal'; lead an outcome to it."


def test_an_end_behind_a_guard_that_never_holds_is_refused() -> None:
    result = broken("{channel: wbs}", "{channel: walk_in, mode: anonymous}")
    assert result.said("selesai: {label") == "No complaint ever ends with 'selesai'; lead an outcome to it."


def test_an_outcome_whose_guards_leave_a_value_out_is_refused() -> None:
    result = broken("- to: ditutup", "- {when: {decision: audit}, to: ditutup}")
    said = result.said("to:\n          - {when: {channel: wbs}")
    assert "A complaint with channel walk_in, decision teguran would be stuck here" in said


def test_a_fact_that_is_not_known_yet_fits_no_guard() -> None:
    result = broken(
        "{label: Ditelaah, to: putusan}", "{label: X, to: [{when: {decision: [audit, teguran]}, to: putusan}]}"
    )
    assert "would be stuck here" in result.said("ditelaah:")


def test_guards_that_cover_every_value_need_no_last_transition() -> None:
    assert changed("- to: ditutup", "- {when: {channel: walk_in}, to: ditutup}")


def test_a_step_that_only_leads_back_is_refused() -> None:
    start = "      dijawab:\n        label: Dijawab\n        to:\n"
    result = broken(
        start + "          - {when: {channel: wbs}, to: selesai}\n          - to: ditutup\n",
        "      dijawab: {label: Dijawab, to: putusan, is_return: true, reason_required: true, limit: 1}\n",
    )
    assert any("never reaches an end; add an outcome on" in fault.message for fault in result.faults)


def test_a_copy_of_a_document_that_does_not_exist_yet_is_refused() -> None:
    result = broken("    copies:\n", "    copies:\n      - {document: spt, to: jfu}\n")
    assert "'spt' may not exist yet when it is copied here" in result.said("{document: spt, to: jfu}")


def test_a_copy_under_a_wider_guard_than_its_document_is_refused() -> None:
    result = broken("to: inspektur, when: {decision: [audit]}", "to: inspektur, when: {decision: [audit, teguran]}")
    assert "'laporan_tindak_lanjut' may not exist yet when it is copied here" in result.said(
        "{document: laporan_tindak_lanjut, to: inspektur"
    )


def test_a_clock_that_runs_on_after_some_end_is_refused() -> None:
    result = broken("any_of: [document.jawaban]", "any_of: [document.laporan_tindak_lanjut]")
    said = result.said("stop:")
    assert "'total' would still run after a complaint with" in said
    assert "decision teguran" in said


def test_a_clock_whose_stop_lies_before_its_start_is_refused() -> None:
    result = broken("[received, catat.dicatat]", "[document.jawaban, jawaban.completed]")
    assert "'total' would still run" in result.said("stop:")


def test_a_clock_may_stop_when_the_complaint_is_closed() -> None:
    assert changed("stop: {any_of: [document.jawaban]}", "stop: {any_of: [closed]}")


def test_a_return_does_not_complete_a_step() -> None:
    result = broken("any_of: [document.jawaban]", "all_of: [putusan.dikembalikan, putusan.completed]")
    assert "'total' would still run" in result.said("stop:")


def test_a_clock_that_cannot_start_is_refused() -> None:
    result = broken("[received, catat.dicatat]", "[putusan.audit, putusan.teguran]")
    assert "'total' never starts" in " ".join(fault.message for fault in result.faults)


def test_a_clock_whose_guard_never_holds_is_refused() -> None:
    result = broken("unit: working_days\n", "unit: working_days\n    when: {mode: confidential}\n")
    assert "'total' never starts" in result.said("start:")
