"""What the AsyncAPI document says once for all events: parameters of addresses, headers, and how each side is known."""

from collections.abc import Mapping
from typing import Any, Final

from services.common.contracts.outward.examples import TENANT
from services.common.vocabulary import CHANNELS, MODES


def _header(text: str) -> dict[str, str]:
    return {"type": "string", "description": text}


PARAMETERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "tenant": {"description": "The regency.", "examples": [TENANT]},
    "channel": {"description": "By which channel the complaint came in.", "enum": sorted(CHANNELS)},
    "mode": {"description": "How the reporter is protected.", "enum": sorted(MODES)},
    "subscriber": {"description": "The system's account.", "examples": ["lapak_aduan"]},
    "path": {"description": "Of the URL of the subscription.", "examples": ["dumas/events"]},
}
AMQP_HEADERS: Final = {
    "type": "object",
    "properties": {
        "dumas-replay": {"type": "boolean", "description": "By AMQP: true when the event is sent again on request."},
    },
}
HTTP_HEADERS: Final = {
    "type": "object",
    "properties": {
        "webhook-id": _header("The `id` of the event."),
        "webhook-timestamp": _header("When this try was made, in seconds since 1970. Refuse what is five minutes off."),
        "webhook-signature": _header(
            "`v1,<base64>` of HMAC-SHA256 over `<id>.<timestamp>.<body>`; several with spaces between, of which one "
            "must fit."
        ),
        "webhook-replay": _header("`true` when the event is sent again on request."),
    },
    "required": ["webhook-id", "webhook-timestamp", "webhook-signature"],
}
SCHEMES: Final = {
    "password": {
        "type": "userPassword",
        "description": "The name of the queue, and the password that was shown once when the subscription was added.",
    },
    "signature": {
        "type": "httpApiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks 1.0, by the secret `whsec_…` that was shown once.",
    },
}
