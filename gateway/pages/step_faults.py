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
    "This answer does not fit the outcome": "Jawaban ini bertentangan dengan hasil langkah yang dipilih. Ubah "
    "jawabannya, atau pilih hasil yang sesuai.",
    "Say what the reporter is to add": "Tulis apa yang diminta dari pelapor; terkirim ke kotak pesannya.",
    "With this outcome nobody is asked": "Dengan hasil ini pelapor tidak ditanya. Kosongkan, atau pilih hasil yang "
    "meminta kelengkapan.",
    "This is not met, so the complaint": "Ini belum terpenuhi, jadi laporan belum lengkap. Mintalah kepada pelapor, "
    "atau jawab Ya bila sudah ada.",
    "Nothing was written for the reporter": "Belum ada jawaban tertulis untuk pelapor. Tulis apa yang disampaikan "
    "kepadanya.",
    "Not in the roster": "Ada nama yang tidak dapat ditugaskan pada pengaduan ini. Pilih orang lain.",
    "Does not handle complaints": "Ada nama yang tidak menangani pengaduan di inspektorat. Pilih orang lain.",
    "An officer appears twice": "Ada nama yang tercantum dua kali. Beri setiap orang satu kedudukan.",
    "The team needs a ketua_tim": "Pilih satu ketua tim.",
}
"""By how the sentence of a desk begins."""
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
    faults = {path.removeprefix("result."): _sentence(said) for path, said in reason.fields.items()}
    return {_NAMES.get(name, name): say(said) for name, said in faults.items()}


def _sentence(said: str) -> str:
    return next((told for start, told in _BY_SENTENCE.items() if said.startswith(start)), _UNFIT)


def _field(kind: str, detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"]) or _WHOLE.get(kind, "")
