"""A regency that joins the running product while the tests look on: only data, applied with the `dumas` command."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pyotp
import yaml

from deploy.credentials import Written
from deploy.demo.api import Api
from services.common.vocabulary import SECOND_FACTOR_ROLES
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack

CEMPAKA = Path(__file__).parents[1] / "tenants" / "cempaka"
PASSWORD = "sandi-uji-karangan-{}"

Edit = Callable[[str], str]


class Newcomer:
    """A copy of the invented regency under a name of its own, whose files a test may change and apply again."""

    def __init__(self, stack: RunningStack, place: Path, key: str, code: str) -> None:
        self._stack, self.key = stack, key
        shutil.copytree(CEMPAKA.parent, place / "tenants", symlinks=False)
        self.folder = (place / "tenants" / "cempaka").rename(place / "tenants" / key)
        self.edit("tenant.yaml", lambda text: text.replace("key: cempaka", f"key: {key}").replace("CPK", code))
        self.edit("sop.yaml", lambda text: text.replace("tenant: cempaka", f"tenant: {key}"))
        officers = yaml.safe_load((self.folder / "officers.yaml").read_text(encoding="utf-8"))
        self._given = {officer["id"]: _given(officer["id"], officer["roles"]) for officer in officers}
        stack.sign_ins[key] = self._given

    def edit(self, file: str, change: Edit) -> None:
        """Change the text of one of its files."""
        path = self.folder / file
        before = path.read_text(encoding="utf-8")
        after = change(before)
        assert after != before, f"nothing to change in {file}"
        path.write_text(after, encoding="utf-8")

    def apply(self) -> str:
        """Apply the files as they are. What the command says."""
        secrets = self.folder.parent / "passwords.json"
        secrets.write_text(json.dumps({self.key: self._given}), encoding="utf-8")
        return dumas(self._stack, "tenant", "apply", str(self.folder), "--passwords", str(secrets))

    def office(self) -> Regency:
        """Its people at work."""
        return Regency(self._stack, self.key, Api)


def _given(officer: str, roles: list[str]) -> Written:
    password = PASSWORD.format(officer)
    if SECOND_FACTOR_ROLES.isdisjoint(roles):
        return password
    return {"password": password, "totp": pyotp.random_base32()}
