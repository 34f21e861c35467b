"""Passwords: argon2id, a bounded number at a time, and as slow for a name that does not exist."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from gateway.problems import Busy

HASHER = PasswordHasher()  # argon2id, 64 MiB, 3 passes, 4 lanes

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$fTT8NaqxhpbTcAymdJbKNQ$g4ozfg2KQwi/Ef12BJphEAS7vuOD2hHYJMM2j2iEoTI"
"""The hash of a value nobody knows, in the same cost; checked when there is no account to check."""

_AT_ONCE = 4  # 64 MiB each
_PATIENCE = 5.0

_room = BoundedSemaphore(_AT_ONCE)


def hashed(password: str) -> str:
    """The hash to keep."""
    return HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash. None takes as long and is never right. Busy when too many ask."""
    if not _room.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        HASHER.verify(password_hash or NOBODY, password)
    except VerificationError:
        return False
    finally:
        _room.release()
    return password_hash is not None
