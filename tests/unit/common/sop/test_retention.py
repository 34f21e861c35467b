"""Classes of retention: which one a complaint belongs to, and what the check says about a regency's classes."""

from typing import Any

import pytest

from services.common.contracts.tenant import RetentionClass
from services.common.sop.load import SopFaulty, parse_retention
from services.common.sop.retention import DEFAULTS, class_of, classes_of, wrong_classes
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.memory import small_sop

TENANT = """\
key: contoh
code: CTH
office: Inspektorat Contoh
government: Pemerintah Kabupaten Contoh
place: Contoh
province: Contoh
time_zone: Asia/Jakarta
contact: {address: Jalan Contoh 1}
attachments: {types: [application/pdf]}
retention:
  - {key: audit, label: Audit, ends: [hilang], complaint_months: 60, identity_months: 12}
  - {key: sisa, label: Sisa, complaint_months: 24, identity_months: 12}
"""


def kept(key: str, **given: Any) -> RetentionClass:
    return RetentionClass.model_validate(
        {"key": key, "label": key, "complaint_months": 24, "identity_months": 12, **given}
    )


REST = kept("sisa")


def said(*classes: RetentionClass) -> list[str]:
    return [finding.message for finding in wrong_classes(profile(retention=classes), small_sop())]


def chosen(*classes: RetentionClass, end: str = "ditutup", documents: tuple[str, ...] = (), **facts: str) -> str:
    found = class_of(classes, end, facts, documents)
    return found.key if found else ""


def test_the_first_class_that_fits_counts() -> None:
    audit = kept("audit", when={"decision": ["audit", "investigasi"]})
    assert chosen(audit, REST, decision="investigasi") == "audit"
    assert chosen(audit, REST, decision="klarifikasi") == "sisa"


def test_an_end_a_fact_and_a_document_must_all_fit() -> None:
    narrow = kept("audit", ends=["ditutup"], when={"decision": ["audit"]}, documents=["lha", "lhk"])
    assert chosen(narrow, REST, decision="audit", documents=("spt", "lhk")) == "audit"
    assert chosen(narrow, REST, decision="audit", documents=("spt",)) == "sisa"
    assert chosen(narrow, REST, end="gugur", decision="audit", documents=("lha",)) == "sisa"


def test_a_regency_that_says_nothing_has_ours() -> None:
    assert classes_of(profile()) == DEFAULTS
    assert chosen(*DEFAULTS, documents=("lha",)) == "diperiksa"
    assert chosen(*DEFAULTS, documents=("jawaban",)) == "lainnya"
    assert [(each.complaint_months, each.identity_months) for each in DEFAULTS] == [(60, 12), (24, 12)]


def test_classes_that_fit_the_sop_are_in_order() -> None:
    assert said(kept("audit", ends=["ditutup"], when={"channel": ["wbs"]}), REST) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ends": ["hilang"]}, "no end 'hilang'"),
        ({"when": {"hilang": ["x1"]}}, "no fact 'hilang'"),
        ({"when": {"channel": ["radio"]}}, "never radio"),
        ({"documents": ["hilang"]}, "among its outputs"),
    ],
)
def test_a_class_that_names_what_the_sop_does_not_have_is_found(given: dict[str, Any], words: str) -> None:
    (message,) = said(kept("khusus", **given), REST)
    assert words in message


def test_a_class_for_everything_stands_last_and_there_is_one() -> None:
    special = kept("khusus", ends=["ditutup"])
    assert "never used" in said(REST, special)[0]
    assert "takes all the rest" in said(special)[0]


def test_two_classes_have_two_keys() -> None:
    assert "its own key" in said(kept("sisa", ends=["ditutup"]), REST)[0]


def test_the_check_names_the_line_of_the_file() -> None:
    with pytest.raises(SopFaulty) as faulty:
        parse_retention(TENANT, "tenant.yaml", small_sop())
    (fault,) = faulty.value.faults
    assert (fault.file, fault.line) == ("tenant.yaml", 11)
