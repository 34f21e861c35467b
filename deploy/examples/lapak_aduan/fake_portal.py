"""`python -m lapak_aduan.fake_portal 8098`: a portal to try the bridge with. It forgets everything when it ends.

`POST /reports` reports something, `GET /reports` lists, `PATCH /reports/<number>` changes what is said of one.
"""

import json
import sys
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPORTS: dict[str, dict[str, Any]] = {}


class Handler(BaseHTTPRequestHandler):
    """Everything it can do."""

    def do_GET(self) -> None:
        """Reports, or those in one state."""
        state = parse_qs(urlsplit(self.path).query).get("state", [""])[0]
        self._answer(200, [report for report in REPORTS.values() if state in ("", report["state"])])

    def do_POST(self) -> None:
        """Somebody reports something."""
        report = self._body()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        REPORTS[report["number"]] = {"state": "new", "reported_at": now, **report}
        self._answer(201, REPORTS[report["number"]])

    def do_PATCH(self) -> None:
        """Somebody, or the bridge, writes to a report."""
        report = REPORTS.get(self.path.rpartition("/")[2])
        if report is None:
            self._answer(404, None)
            return
        report.update(self._body())
        self._answer(200, report)

    def _body(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))))
        return body

    def _answer(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
