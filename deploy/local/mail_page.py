"""The page on which a developer reads the mails the local sink has kept."""

import re
import threading
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_SHOWN = 200
_NAME = re.compile(r"[0-9T]+-[0-9a-f]+\.eml")
_LINK = re.compile(r"https?://[^\s<>\"&]+(?:&amp;[^\s<>\"&]+)*")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}} td,th{{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere}}</style></head>
<body><h1>{title}</h1>{body}</body></html>
"""


def start(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Serve the page from a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name http.server calls
            found = answer(folder, self.path)
            kind, content = found or ("text/plain", b"There is no such mail.\n")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="page", daemon=True).start()
    return server


def answer(folder: Path, path: str) -> tuple[str, bytes] | None:
    """Media type and content for `/`, `/<mail>` or `/<mail>?source`; None when there is no such mail."""
    name, _, asked = path.removeprefix("/").partition("?")
    if not name:
        return "text/html", _list(folder).encode()
    if not _NAME.fullmatch(name) or not (folder / name).is_file():
        return None
    content = (folder / name).read_bytes()
    return ("text/plain", content) if asked == "source" else ("text/html", _mail(name, content).encode())


def _list(folder: Path) -> str:
    rows = []
    for file in sorted(folder.glob("[0-9]*.eml"), reverse=True)[:_SHOWN]:
        mail = _parse(file.read_bytes())
        cells = (escape(mail["Date"] or ""), escape(mail["To"] or ""))
        link = f'<a href="/{file.name}">{escape(mail["Subject"] or "(no subject)")}</a>'
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in (*cells, link)) + "</tr>")
    table = f"<table><tr><th>Sent</th><th>To</th><th>Subject</th></tr>{''.join(rows)}</table>"
    return _PAGE.format(title="Mails", body=table if rows else "<p>No mail yet. Reload this page to look again.</p>")


def _mail(name: str, content: bytes) -> str:
    mail = _parse(content)
    headers = "".join(f"<tr><th>{key}</th><td>{escape(mail[key] or '')}</td></tr>" for key in ("From", "To", "Date"))
    body = mail.get_body(preferencelist=("plain", "html"))
    text = escape(body.get_content()) if body else ""
    linked = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', text)
    attached = "".join(f"<li>{escape(part.get_filename() or 'unnamed')}</li>" for part in mail.iter_attachments())
    page = f'<table>{headers}</table><pre>{linked}</pre><ul>{attached}</ul><p><a href="/">All mails</a> · '
    source = f'<a href="/{name}?source">source</a></p>'
    return _PAGE.format(title=escape(mail["Subject"] or "(no subject)"), body=page + source)


def _parse(content: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(content)
