"""An officer's browser without scripts, on the pages of the running product."""

import time
from html import unescape

import requests

from deploy.credentials import Credentials
from deploy.demo.waiting import await_that
from tests.journeys.pages.visiting import hidden
from tests.support.stack import RunningStack

_OK, _SEE, _UNKNOWN, _EARLY = 200, 303, 401, 429


class Officer:
    """Somebody at the desk; keeps cookies and sends forms as our own pages do."""

    def __init__(self, stack: RunningStack, tenant: str, name: str) -> None:
        self._place, self._tenant, self._name = stack.base_url, tenant, name
        self._given = Credentials.read(stack.sign_ins[tenant][name])
        self._session = requests.Session()
        self._session.headers["Sec-Fetch-Site"] = "same-origin"

    def get(self, path: str) -> requests.Response:
        """A page."""
        return self._session.get(f"{self._place}{path}", timeout=30)

    def send(self, path: str, **form: str) -> requests.Response:
        """A form, and the page it leads to."""
        return self._session.post(f"{self._place}{path}", data=form, timeout=30)

    def enter(self, **carried: str) -> requests.Response:
        """Through the door, with a code where one is asked for; the page one comes to."""
        said = {"daerah": self._tenant, "nama": self._name, "sandi": self._given.password, **carried}
        asked = self._at_the_door(**said)
        if asked.status_code == _SEE:
            return self.get(asked.headers["Location"])
        assert asked.status_code == _OK, asked.text
        return await_that(lambda: self._with_code(hidden(asked.text, "lanjut")), "a code that counts")

    def is_locked_out(self) -> None:
        """The session is over: signed out behind the browser's back."""
        token = self._session.cookies["dumas_petugas"]
        header = {"Authorization": f"Bearer {token}"}
        assert requests.delete(f"{self._place}/api/v1/sessions", headers=header, timeout=30).status_code < _UNKNOWN

    def await_words(self, path: str, words: str) -> str:
        """The page once these words are on it. NothingCame."""

        def look() -> str | None:
            text = unescape(self.get(path).text)
            return text if words in text else None

        return await_that(look, f"{words!r} on {path}")

    def _at_the_door(self, **form: str) -> requests.Response:
        return self._session.post(f"{self._place}/petugas/masuk", data=form, timeout=30, allow_redirects=False)

    def _with_code(self, sealed: str) -> requests.Response | None:
        """A code counts once, and others use the one of now; the next counts already. Failures are made to wait."""
        answer = self._at_the_door(lanjut=sealed, kode=self._given.code(self._given.step() + 1))
        if answer.status_code == _SEE:
            return self.get(answer.headers["Location"])
        assert answer.status_code in (_UNKNOWN, _EARLY), answer.text
        time.sleep(float(answer.headers.get("Retry-After", 5)))
        return None
