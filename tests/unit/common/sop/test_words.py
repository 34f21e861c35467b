"""The checker knows every word an SOP may use, and says what to use instead."""

import pytest

from services.common.sop.load import SopFaulty, parse_sop
from tests.unit.common.sop.small import SMALL, broken


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: record", "kind: ponder", "'ponder' is not a known kind of step"),
        ("  walk_in:\n", "  pigeon:\n", "'pigeon' is not a known channel"),
        ("  jfu: {label: JFU}", "  boss: {label: Boss}", "'boss' is not a known role"),
        ("identity_required: [name]", "identity_required: [shoe_size]", "not a known identity field"),
        ("attachments_required: [evidence]", "attachments_required: [cake]", "not a known kind of attachment"),
        ("document: laporan_penelaahan", "document: roman", "'roman' is not a known document"),
        (
            "{document: laporan_tindak_lanjut, to: inspektur",
            "{document: roman, to: inspektur",
            "'roman' is not a known document",
        ),
        (
            "document: laporan_penelaahan",
            "document: spt",
            "A step of kind assess does not issue 'spt'. Kinds that do: sign_letter.",
        ),
        (
            "document: laporan_penelaahan",
            "document: tanda_terima",
            "Kinds that do: none; it is asked for, or comes by itself.",
        ),
        ("products: [jawaban]", "products: [roman]", "'roman' is not a known document"),
        ("report: jawaban", "report: roman", "'roman' is not a known document"),
        ("roles: [sekretaris]", "roles: [kasubag]", "'kasubag' is not listed under `roles`"),
        ("filed_by: [jfu]", "filed_by: [kasubag]", "'kasubag' is not listed under `roles`"),
        (
            "{document: laporan_tindak_lanjut, to: inspektur",
            "{document: laporan_tindak_lanjut, to: irban",
            "'irban' is not listed under `roles`",
        ),
        ("report: jawaban, to: inspektur", "report: jawaban, to: irban", "'irban' is not listed under `roles`"),
        ("{channel: wbs}", "{weather: wbs}", "'weather' is not a known fact"),
        ("{channel: wbs}", "{channel: email}", "'email' is not a known value of 'channel' here"),
        ("{channel: wbs}", "{mode: shouted}", "'shouted' is not a known value of 'mode' here"),
        ("when: {decision: audit}", "when: {decision: cake}", "'cake' is not a known value of 'decision' here"),
        ("when: {decision: [audit]}", "when: {decision: [cake]}", "'cake' is not a known value of 'decision' here"),
        ("sets: {decision: audit}", "sets: {weather: audit}", "'weather' is not a known fact to set"),
        ("sets: {decision: audit}", "sets: {channel: wbs}", "'channel' is not a known fact to set"),
        ("sets: {decision: audit}", "sets: {decision: cake}", "'cake' is not a known value of 'decision'"),
        ("decision: [audit, teguran]", "channel: [audit]", "'channel' is known of every complaint"),
        (
            "to: putusan}",
            "to: putusan, finds: {criteria: true}}",
            "'criteria' is not a known yes-or-no field of assess",
        ),
        ("required: [criteria]", "required: [shoe_size]", "'shoe_size' is not a known field of a step of kind assess"),
        ("modes: [open]\n", "modes: [open, anonymous]\n", "nobody can be asked who they are"),
        ("roles: [sekretaris]", "roles: []", "Nobody can do this step"),
        ("products: [jawaban]", "products: [spt]", "No step has 'spt' among its outputs"),
    ],
)
def test_an_unknown_or_undeclared_word_is_refused_on_its_line(old: str, new: str, message: str) -> None:
    assert message in broken(old, new).said(new)


def test_an_unknown_mode_is_refused_on_its_line() -> None:
    assert "'open', 'confidential' or 'anonymous'" in broken("modes: [open]", "modes: [loud]").said("modes: [loud]")


def test_a_guard_of_a_clock_knows_its_facts_too() -> None:
    result = broken("unit: working_days\n", "unit: working_days\n    when: {weather: wet}\n")
    assert "'weather' is not a known fact" in result.said("when: {weather: wet}")


def test_an_sop_without_channels_is_refused() -> None:
    start, end = SMALL.index("  walk_in:"), SMALL.index("facts:")
    text = SMALL[:start].replace("channels:\n", "channels: {}\n") + SMALL[end:].replace(
        "{when: {channel: wbs}, to: selesai}", "{when: {mode: open}, to: selesai}"
    )
    with pytest.raises(SopFaulty, match="channels: No complaint can arrive; name at least one channel"):
        parse_sop(text, "sop.yaml")


def test_a_finding_tells_what_may_be_used_instead() -> None:
    assert "use one of: record, verify, await_reporter, hand_up" in broken("kind: record", "kind: ponder").said(
        "kind: ponder"
    )
