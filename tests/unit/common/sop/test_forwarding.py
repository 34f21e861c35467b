"""A unit does only its own steps, gets only what was forwarded, and can give it back."""

from tests.unit.common.sop.small import broken
from tests.unit.common.sop.tenants import INVENTED, text

CEMPAKA = text(INVENTED, "sop.yaml")
ACCEPTS = "    kind: accept\n    roles: [unit_terlapor]\n"
EMPTY = "The unit would see nothing; lead every way here through a step of kind forward."


def test_a_unit_accepts_for_itself() -> None:
    result = broken(ACCEPTS, ACCEPTS.replace("unit_terlapor", "sekretaris"), CEMPAKA)
    assert "add the role 'unit_terlapor'" in result.said("roles: [sekretaris]\n    clock:")


def test_a_unit_can_return_what_is_not_its_own() -> None:
    old = "      dikembalikan: {label: Dikembalikan, to: teruskan, is_return: true, reason_required: true, limit: 2}\n"
    without = CEMPAKA.replace("Diterima, to: unit_kerja}\n" + old, "Diterima, to: unit_kerja}\n")
    said = broken("times: 2", "times: 2 ", without).said("outcomes:\n      diterima: {label: Diterima, to: unit_kerja}")
    assert "must be able to return it" in said


def test_a_unit_gets_nothing_that_was_not_forwarded() -> None:
    result = broken("{label: Dijawab, to: jawaban,", "{label: Dijawab, to: unit_terima,", CEMPAKA)
    assert result.said("kind: accept") == EMPTY
    assert result.said("kind: delegate") == EMPTY


def test_what_a_unit_has_returned_must_be_forwarded_again() -> None:
    returned = "Dilaporkan, to: jawaban}\n      dikembalikan: {label: Dikembalikan, to: "
    result = broken(f"{returned}teruskan", f"{returned}unit_terima", CEMPAKA)
    assert result.said("kind: accept") == EMPTY
