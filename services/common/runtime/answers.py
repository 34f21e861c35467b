"""Answers that are kept so that a request sent twice acts once. They may repeat what somebody wrote, so they are sealed
under a key made of the request itself: who has the request can have its answer again, and nobody else."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from services.common.sealing import derived, seal, unseal

_WHAT = "answer"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a request is recognised by, and the key its answer is sealed under."""

    fingerprint: str
    key: bytes

    def kept(self, answer: BaseModel) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"sealed": base64.b64encode(seal(self.key, _WHAT, answer.model_dump(mode="json"))).decode()}

    def given(self, kept: dict[str, Any]) -> Any:
        """The answer's values again."""
        return unseal(self.key, _WHAT, base64.b64decode(kept["sealed"]))


def stamp_of(request: BaseModel, secret: bytes) -> Stamp:
    """The same for the same request but its key. The secret keeps whoever has the database from trying out what was
    written; services without keys have none, and no answers with words in them."""
    content = json.dumps(request.model_dump(mode="json", exclude={"request_key"}), sort_keys=True)
    stamp = hmac.digest(secret, content.encode(), hashlib.sha256)
    return Stamp(derived(stamp, "fingerprint").hex(), derived(stamp, "answer"))
