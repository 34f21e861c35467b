"""A reporter's browser without scripts, on the pages of the running product."""

from typing import Any
from uuid import uuid4

import requests

from deploy.demo.api import Upload
from deploy.demo.waiting import await_that
from tests.support.regency import Regency

Json = dict[str, Any]


class Visitor:
    """Somebody at a regency's public pages; keeps cookies and follows where it is led."""

    def __init__(self, regency: Regency) -> None:
        self._place = f"{regency.base_url}/{regency.tenant}"
        self._session = requests.Session()
        self._session.headers["Sec-Fetch-Site"] = "same-origin"

    def get(self, path: str) -> requests.Response:
        """A page of the regency."""
        return self._session.get(f"{self._place}{path}", timeout=30)

    def send(self, path: str, **form: str) -> requests.Response:
        """A form, and the page it leads to."""
        return self._session.post(f"{self._place}{path}", data={"kunci": str(uuid4()), **form}, timeout=30)

    def attach(self, file: Upload) -> requests.Response:
        """The form for one file, and the page it leads to."""
        form: Json = {"kind": (None, file.kind), "berkas": (file.name, file.content, file.media_type)}
        return self._session.post(f"{self._place}/pengaduan/berkas", files=form, timeout=30)

    def enter(self, receipt: Json, **carried: str) -> requests.Response:
        """Through the door, by what the receipt says."""
        return self.send("/lacak", nomor=receipt["reference"], kode=receipt["access_code"], **carried)

    def is_locked_out(self) -> None:
        """The half hour ends: the browser has no token any more."""
        self._session.cookies.clear()

    def await_words(self, path: str, words: str) -> str:
        """The page once these words are on it. NothingCame."""

        def look() -> str | None:
            text = self.get(path).text
            return text if words in text else None

        return await_that(look, f"{words!r} on {path}")


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page holds."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]
