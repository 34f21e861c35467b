"""What a browser keeps for us: tokens, which scripts and other sites do not get, and which end with the browser."""

from typing import Final

from flask import request
from werkzeug.wrappers import Response

OFFICER: Final = "dumas_petugas"
REPORTER: Final = "dumas_pelapor"
DRAFT: Final = "dumas_draf"
WRITTEN: Final = "dumas_tulisan"
KNOWN_AS: Final = "dumas_nama"
FACTOR: Final = "dumas_faktor"
IMPORT: Final = "dumas_impor"
DESK_PATH: Final = "/petugas"


def path_of(tenant: str) -> str:
    """Where the public pages of a regency lie; the cookies of its citizens are sent there alone."""
    return f"/{tenant}"


def keep(answer: Response, name: str, value: str, path: str, seconds: int | None = None) -> None:
    """Have the browser keep it; without `seconds`, until it is closed."""
    answer.set_cookie(name, value, max_age=seconds, path=path, secure=request.is_secure, httponly=True, samesite="Lax")


def forget(answer: Response, name: str, path: str) -> None:
    """Have the browser forget it."""
    answer.delete_cookie(name, path=path, secure=request.is_secure, httponly=True, samesite="Lax")
