"""Reading a tenant's files: values stay what was written, and every fault has its line."""

import pytest

from services.common.sop.lined import read
from services.common.sop.load import SopFaulty, parse_officers, parse_profile, parse_sop, parse_units
from tests.unit.common.sop.small import SMALL, broken

PROFILE = """\
key: contoh
code: CTH
office: Inspektorat Contoh
government: Pemerintah Kabupaten Contoh
place: Contoh
province: Contoh
time_zone: Asia/Jakarta
contact: {address: Jalan Contoh, phone: 0281630700}
attachments: {types: [application/pdf]}
"""


def test_the_small_sop_is_accepted() -> None:
    assert parse_sop(SMALL, "sop.yaml").id == "contoh@1"


@pytest.mark.parametrize("word", ["no", "on", "01", "0x1F", "2022-12-15", "1_000", "null", "12:30", "1.10"])
def test_a_scalar_stays_the_text_that_was_written(word: str) -> None:
    assert read(f"value: {word}").data == {"value": word}


def test_a_row_number_and_a_date_need_no_quotes() -> None:
    text = SMALL.replace("document: SOP Contoh", "document: SOP, dated_on: 2022-12-15, number: 3.10").replace(
        "key: catat\n", "key: catat\n    number: 01\n"
    )
    sop = parse_sop(text, "sop.yaml")
    assert (sop.source.dated_on, sop.source.number, sop.first.number) == ("2022-12-15", "3.10", "01")


def test_a_key_that_stands_twice_is_refused_at_the_second() -> None:
    said = broken("title: Contoh\n", "title: Contoh\nversion: 2\n").said("version: 2")
    assert said == "This key already stands on line 2; keep one."


def test_an_alias_is_refused() -> None:
    with pytest.raises(SopFaulty, match=r"f:2: b: Aliases are not read here"):
        parse_sop("a: &x [1]\nb: *x\n", "f")


def test_a_key_that_is_no_word_is_refused() -> None:
    with pytest.raises(SopFaulty, match=r"f:1: file: A key must be a plain word"):
        parse_sop("[a, b]: c\n", "f")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "f:1: file: The file is empty."),
        ("a: 1\nb: [2\n", "f:3: file: This is not YAML"),
        ("a: 1\n---\nb: 2\n", "f:2: file: This is not YAML"),
        ("a: 1\nb: \x07\n", "f:2: file: This character cannot stand in YAML; take it out."),
        ("[" * 5000, "f:1: file: The text is nested too deeply."),
        ("just a word", "f:1: file: Input should be"),
    ],
)
def test_a_text_that_is_no_yaml_mapping_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(SopFaulty) as refused:
        parse_sop(text, "f")
    assert str(refused.value).startswith(said)


def test_an_unknown_key_is_refused_on_its_line() -> None:
    result = broken("title: Menelaah\n", "title: Menelaah\n    colour: red\n")
    assert "not known here" in result.said("colour: red")
    assert result.faults[0].where == "steps.telaah.colour"


def test_a_missing_key_is_reported_where_its_element_begins() -> None:
    result = broken("    kind: respond\n", "")
    assert "This is missing; add it." in result.said("key: jawaban\n")
    assert result.faults[0].where == "steps.jawaban.kind"


def test_a_wrong_type_is_refused_on_its_line() -> None:
    assert "integer" in broken("amount: 20", "amount: twenty").said("amount: twenty")


def test_a_clock_needs_an_event_to_stop_by() -> None:
    said = broken("{any_of: [document.jawaban]}", "{any_of: []}").said("stop:")
    assert said == "Give all_of or any_of, with at least one event."


def test_all_faults_are_listed_in_the_order_of_their_lines() -> None:
    result = broken("kind: record\n    roles: [jfu]", "kind: ponder\n    roles: [nobody]")
    assert [fault.where for fault in result.faults] == ["steps.catat.kind", "steps.catat.roles.0"]


def test_a_fault_reads_as_file_line_place_and_sentence() -> None:
    result = broken("kind: record", "kind: ponder")
    expected = f"sop.yaml:{result.line('kind: ponder')}: steps.catat.kind: 'ponder' is not a known kind of step;"
    assert str(result.faults[0]).startswith(expected)


def test_a_profile_keeps_leading_zeros() -> None:
    assert parse_profile(PROFILE, "tenant.yaml").contact.phone == "0281630700"


@pytest.mark.parametrize(
    "form",
    ["700/{serial}", "700/{", "700/{number:z}", "700/{number.x}", "700/{}{}{}{}", "700/{number}", "700/{code}/{year}"],
)
def test_a_format_that_does_not_make_numbers_is_refused(form: str) -> None:
    with pytest.raises(SopFaulty, match=r"tenant.yaml:11: number_formats.spt: A number is made of"):
        parse_profile(f"{PROFILE}number_formats:\n  spt: '{form}'\n", "tenant.yaml")


@pytest.mark.parametrize("kind", ["tanda_terima", "surat"])
def test_a_format_for_what_has_no_number_is_refused(kind: str) -> None:
    with pytest.raises(SopFaulty, match=rf"tenant.yaml:11: number_formats.{kind}: Documents of the kind '{kind}'"):
        parse_profile(f"{PROFILE}number_formats:\n  {kind}: '{{number}}/{{year}}'\n", "tenant.yaml")


def test_a_format_may_name_kind_code_and_month() -> None:
    profile = parse_profile(
        f"{PROFILE}number_formats:\n  spt: '{{number}}/{{kind}}/{{code}}/{{month}}/{{year}}'\n", "t"
    )
    assert profile.number_formats == {"spt": "{number}/{kind}/{code}/{month}/{year}"}


def test_the_one_format_a_profile_had_before_is_that_of_the_assignment_letter() -> None:
    profile = parse_profile(f"{PROFILE}letter_number: '{{number}}/{{year}}'\n", "tenant.yaml")
    assert profile.number_formats == {"spt": "{number}/{year}"}


def test_a_unit_that_stands_twice_is_refused() -> None:
    text = "- {key: dinas_a, name: Dinas A}\n- {key: dinas_a, name: Dinas B}\n"
    with pytest.raises(SopFaulty, match=r"units.yaml:2: dinas_a.key: 'dinas_a' stands above"):
        parse_units(text, "units.yaml")


def test_an_officer_with_an_unknown_role_is_refused() -> None:
    text = "- {id: satu, name: Contoh Satu, roles: [jfu]}\n- {id: dua, name: Contoh Dua, roles: [bos]}\n"
    with pytest.raises(SopFaulty, match=r"officers.yaml:2: dua.roles.0: 'bos' is not a known role"):
        parse_officers(text, "officers.yaml")


def test_an_officer_who_stands_twice_is_refused() -> None:
    text = "- {id: satu, name: Contoh Satu, roles: [jfu]}\n- {id: satu, name: Contoh Dua, roles: [jfu]}\n"
    with pytest.raises(SopFaulty, match=r"officers.yaml:2: satu.id: 'satu' stands above already"):
        parse_officers(text, "officers.yaml")


def test_an_officer_who_acts_for_a_unit_names_it() -> None:
    text = "- {id: satu, name: Contoh Satu, roles: [unit_terlapor]}\n"
    with pytest.raises(
        SopFaulty, match=r"officers.yaml:1: satu.roles: Who has the role 'unit_terlapor' acts for a unit"
    ):
        parse_officers(text, "officers.yaml")


def test_an_officer_of_the_inspectorate_acts_for_no_unit() -> None:
    text = "- {id: satu, name: Contoh Satu, roles: [jfu], unit: dinas_a}\n"
    with pytest.raises(SopFaulty, match=r"officers.yaml:1: satu.unit: Only who has the role 'unit_terlapor'"):
        parse_officers(text, "officers.yaml")
