"""Signs in as an office's people would, with a code where one is needed.

A code is good for one sign-in and a new one comes every half minute, so a session that took a code is used again by
whoever needs one for the same officer, as long as it lasts.
"""

import time

from deploy.credentials import Credentials, Written
from deploy.demo.api import Api, Refused

_UNAUTHORIZED = 401
_kept: dict[tuple[str, str, str], str] = {}


def sign_in(base_url: str, tenant: str, officer: str, written: Written) -> Api:
    """An officer by password and code, or a system by its API key. Refused."""
    return Api(base_url, token(Api(base_url), tenant, officer, written))


def token(nobody: Api, tenant: str, officer: str, written: Written) -> str:
    """A session's token, or the API key. `nobody` is a client that has not signed in. Refused."""
    given = Credentials.read(written)
    if given.is_key:
        return given.password
    body = {"tenant": tenant, "username": officer, "password": given.password}
    if not given.totp:
        return str(nobody.post("/sessions", body)["token"])
    place = (nobody.base_url, tenant, officer)
    if place not in _kept or not _lasts(nobody, _kept[place]):
        _kept[place] = _with_code(nobody, body, given)
    return _kept[place]


def _lasts(nobody: Api, session: str) -> bool:
    try:
        nobody.request("GET", "/me", headers={"Authorization": f"Bearer {session}"})
    except Refused as refused:
        if refused.status == _UNAUTHORIZED:
            return False
        raise
    return True


def _with_code(nobody: Api, body: dict[str, str], given: Credentials) -> str:
    """The code of now or, when somebody has just used that one, the next, which counts already, or the one after."""
    now = given.step()
    for step in (now, now + 1):
        try:
            return str(nobody.post("/sessions", {**body, "code": given.code(step)})["token"])
        except Refused as refused:
            if refused.problem.get("type") != "/problems/sign-in-failed":
                raise
    while given.step() <= now:
        time.sleep(0.2)
    return str(nobody.post("/sessions", {**body, "code": given.code(now + 2)})["token"])
