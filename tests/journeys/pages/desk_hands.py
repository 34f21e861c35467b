"""An officer's browser without scripts, on the pages of the running product."""

import re
from html.parser import HTMLParser
from typing import Any, Final

import requests

from deploy.demo.api import Upload
from deploy.demo.waiting import await_that
from gateway.pages import cookies
from tests.support.regency import Regency
from tests.support.story_forms import Fields, filled

_SECONDS: Final = 30
_TASK: Final = re.compile(r"/langkah/([0-9a-f-]{36})\?hasil=([a-z_]+)")


class Officer:
    """One officer of a regency, signed in."""

    def __init__(self, regency: Regency, name: str) -> None:
        self._base = regency.base_url
        self._session = requests.Session()
        self._session.headers["Sec-Fetch-Site"] = "same-origin"
        self._session.cookies.set(cookies.OFFICER, regency.token(name), path=cookies.DESK_PATH)

    def open(self, path: str, status: int = 200) -> str:
        """A page for officers."""
        return self._told(self._session.get(f"{self._base}/petugas{path}", timeout=_SECONDS), status)

    def look(self, path: str) -> str:
        """A page, whatever comes of it."""
        return self._session.get(f"{self._base}/petugas{path}", timeout=_SECONDS).text

    def fetch(self, path: str) -> bytes:
        """A file; nothing while it is being made."""
        answer = self._session.get(f"{self._base}/petugas{path}", timeout=_SECONDS)
        is_file = "attachment" in answer.headers.get("Content-Disposition", "")
        return answer.content if answer.ok and is_file else b""

    def send(self, path: str, fields: Fields, status: int = 200) -> str:
        """A form, and the page it leads to."""
        answer = self._session.post(f"{self._base}/petugas{path}", data=fields, timeout=_SECONDS)
        return self._told(answer, status)

    def send_file(self, path: str, name: str, file: tuple[str, bytes], status: int = 200) -> str:
        """A form with a file, and the page it leads to."""
        answer = self._session.post(f"{self._base}/petugas{path}", files={name: file}, timeout=_SECONDS)
        return self._told(answer, status)

    def upload(self, reference: str, file: Upload) -> str:
        """Attach a file by the form for it; the page of the complaint."""
        place = f"{self._base}/petugas/pengaduan/{reference}/berkas"
        parts = {"berkas": (file.name, file.content, file.media_type)}
        return self._told(self._session.post(place, data={"kind": file.kind}, files=parts, timeout=_SECONDS), 200)

    def task(self, reference: str, outcome: str, place: str = "pengaduan") -> str:
        """The id of the step of a complaint that waits for this officer and may end like this. NothingCame."""

        def look() -> str | None:
            page = self.look(f"/{place}/{reference}")
            return next((task for task, way in _TASK.findall(page) if way == outcome), None)

        return await_that(look, f"the step of {reference} that may end with {outcome}")

    def form(self, reference: str, task_id: str, outcome: str) -> Fields:
        """The form of a step as a browser would send it untouched."""
        page = self.open(f"/pengaduan/{reference}/langkah/{task_id}?hasil={outcome}")
        return form_in(page, f"/langkah/{task_id}")

    def end(self, reference: str, kind: str, outcome: str, result: dict[str, Any], reason: str | None = None) -> str:
        """End the step that waits; the page it leads to."""
        task_id = self.task(reference, outcome)
        fields = self.form(reference, task_id, outcome) | filled(kind, result)
        if reason:
            fields["alasan"] = [reason]
        return self.send(f"/pengaduan/{reference}/langkah/{task_id}", fields)

    def end_forwarded(self, reference: str, kind: str, outcome: str, result: dict[str, Any]) -> str:
        """The same for who sees a forwarding copy."""
        task_id = self.task(reference, outcome, "diteruskan")
        fields = self.form(reference, task_id, outcome) | filled(kind, result)
        return self.send(f"/pengaduan/{reference}/langkah/{task_id}", fields)

    @staticmethod
    def _told(answer: requests.Response, status: int) -> str:
        assert answer.status_code == status, f"{answer.status_code} {answer.url}: {words_of(answer.text)[:1500]}"
        return answer.text


def words_of(page: str) -> str:
    """What a page says."""
    main = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def form_in(page: str, action: str) -> Fields:
    """The fields of the form that is sent there."""
    reader = _Forms()
    reader.feed(page)
    return next(fields for place, fields in reader.forms if place.endswith(action))


class _Forms(HTMLParser):
    """Forms with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Fields]] = []
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif tag == "input" and "name" in given:
            kind = given.get("type", "text")
            if kind not in ("checkbox", "radio", "file") or ("checked" in given and kind != "file"):
                self._add(given["name"], given.get("value", ""))
        elif tag == "textarea":
            self._text = given["name"]
            self._add(self._text, "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self._add(self._select, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1][1][self._text][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1][1].setdefault(name, []).append(value)
