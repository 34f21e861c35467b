"""What the operations of the OpenAPI document share: parameters, the problem answer, security schemes, examples."""

import json
from pathlib import Path
from typing import Any, Final

from gateway.admission import PROOF_HEADER
from gateway.failures import MEDIA_TYPE
from gateway.kinds import KINDS
from gateway.table import KEY_HEADER
from gateway.uploads import KIND_HEADER, NAME_HEADER
from services.common.vocabulary import ATTACHMENT_KINDS

EXAMPLES: Final[dict[str, Any]] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
ANY_FILE: Final = {"type": "string", "format": "binary"}
_TEXT = {"type": "string"}

_HOLDERS = {
    "officer": ("os_…", "An officer's session, from POST /api/v1/sessions."),
    "platform": ("os_…", "A session of an operator of the platform, from POST /api/v1/sessions."),
    "system": ("dk_…", "A system's API key, from the operator."),
    "reporter": ("rt_…", "A reporter's token, from the receipt or POST /api/v1/reporter/session."),
}
SCHEMES: Final = {
    name: {"type": "http", "scheme": "bearer", "bearerFormat": form, "description": text}
    for name, (form, text) in _HOLDERS.items()
}


def ref(target: str) -> dict[str, str]:
    """A reference to a shared part: `schemas/Problem`."""
    return {"$ref": f"#/components/{target}"}


def _header(name: str, text: str, required: bool, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "description": text, "schema": schema}


PATH = {
    "tenant": {"examples": ["banyumas"]},
    "reference": {"examples": ["BMS-26-7K3M-Q9TX"]},
    "task_id": {"format": "uuid"},
    "attachment_id": {"format": "uuid"},
    "document_id": {"format": "uuid"},
    "kind": {"examples": ["spt"]},
    "extension_id": {"format": "uuid"},
    "channel": {"examples": ["sp4n_lapor"]},
    "opening_id": {"format": "uuid"},
    "subscription_id": {"format": "uuid"},
    "delivery_id": {"format": "uuid"},
    "event_id": {"format": "uuid"},
    "sop": {"examples": ["banyumas@2"]},
    "code": {"examples": ["7K3MQ9TX4H2D9WQZ"]},
}
PARAMETERS = {
    "IdempotencyKey": _header(
        KEY_HEADER,
        "New for each new request, the same for a retry; 16 to 128 letters, digits, `-` or `_`, not guessable.",
        True,
        {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,128}$", "examples": [EXAMPLES["key"]]},
    ),
    "Proof": _header(
        PROOF_HEADER,
        "Asked for with 428: a solved challenge (`GET /api/v1/challenge`), as base64 of its JSON.",
        False,
        _TEXT,
    ),
    "WebhookId": _header("webhook-id", "New for each callback, the same when it is sent again.", True, _TEXT),
    "WebhookTimestamp": _header(
        "webhook-timestamp", "Now, in whole seconds since 1970; five minutes off are taken.", True, _TEXT
    ),
    "WebhookSignature": _header(
        "webhook-signature",
        "`v1,` and the base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`; several with blanks between.",
        True,
        _TEXT,
    ),
    "FileName": _header(NAME_HEADER, "The file's name, percent-encoded. Not needed in a form.", False, _TEXT),
    "AttachmentKind": _header(
        KIND_HEADER,
        "What the file is; `evidence` when not said.",
        False,
        {"type": "string", "enum": [*ATTACHMENT_KINDS]},
    ),
}
UPLOAD: dict[str, Any] = {
    "content": {
        "*/*": {"schema": ANY_FILE},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"kind": {"type": "string"}, "file": ANY_FILE},
            }
        },
    }
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "correlation_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "enum": [kind.address for kind in KINDS.values()]},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong here, and what to do."},
        "instance": _TEXT,
        "correlation_id": {"type": "string", "description": "Give it when you ask about this problem."},
        "reference": {"type": "string", "description": "Of `already-filed`: the complaint that has the number."},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"field": _TEXT, "message": _TEXT}},
        },
    },
}
PROBLEM_ANSWER = {
    "description": "What is wrong and what to do about it.",
    "content": {MEDIA_TYPE: {"schema": ref("schemas/Problem"), "example": EXAMPLES["problem"]}},
}
