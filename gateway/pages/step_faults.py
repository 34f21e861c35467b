"""What is wrong on a form, told in whole sentences: pydantic and the desks say it in English and in short."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gateway.pages.words import say
from services.common.errors import Invalid

_BY_TYPE: Final[Mapping[str, str]] = {
    "missing": "Isian ini wajib diisi.",
    "string_too_short": "Isian ini wajib diisi.",
    "string_too_long": "Isian ini terlalu panjang.",
    "too_short": "Isi sedikitnya satu.",
    "too_long": "Isian ini terlalu banyak.",
    "int_parsing": "Isi dengan angka.",
    "int_type": "Isi dengan angka.",
    "greater_than_equal": "Angka ini terlalu kecil.",
    "less_than_equal": "Angka ini terlalu besar.",
    "date_from_datetime_parsing": "Isi dengan tanggal, misalnya 2026-11-21.",
    "date_parsing": "Isi dengan tanggal, misalnya 2026-11-21.",
    "datetime_from_date_parsing": "Isi dengan tanggal dan jam.",
    "literal_error": "Pilih salah satu.",
}
_BY_SENTENCE: Final[Mapping[str, str]] = {
    "Give the reason; it is kept with the step.": "Tulis alasannya; alasan disimpan bersama langkah ini.",
    "The SOP of this regency requires it at this step.": "SOP daerah ini mewajibkan isian ini pada langkah ini.",
}
_UNFIT: Final = "Isian ini belum sesuai; periksa kembali."
_WHOLE: Final[Mapping[str, str]] = {"decide": "meeting_minutes"}
"""For kinds with a rule over several fields: where its fault is shown."""

_NAMES: Final[Mapping[str, str]] = {"reason": "alasan", "outcome": "hasil"}

REQUIRED: Final = "SOP daerah ini mewajibkan isian ini pada langkah ini."


def faults_in(kind: str, model: type[BaseModel], result: Mapping[str, Any]) -> dict[str, str]:
    """What does not fit the model, by the field of the form."""
    try:
        model.model_validate(result)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        return {_field(kind, detail): say(_BY_TYPE.get(detail["type"], _UNFIT)) for detail in details}
    return {}


def lacking(required: Iterable[str], result: Mapping[str, Any]) -> dict[str, str]:
    """What the SOP asks for besides and is not there."""
    return {name: say(REQUIRED) for name in required if result.get(name) in (None, "", [])}


def told(reason: Invalid) -> dict[str, str]:
    """What a desk found wrong, by the field of the form."""
    faults = {path.removeprefix("result."): _BY_SENTENCE.get(said, _UNFIT) for path, said in reason.fields.items()}
    return {_NAMES.get(name, name): say(said) for name, said in faults.items()}


def _field(kind: str, detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"]) or _WHOLE.get(kind, "")
