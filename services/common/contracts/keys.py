"""Keys at rest: asking a service to wrap them anew."""

from pydantic import Field

from services.common.contracts.complaints import Message


class RotateKeys(Message):
    """Wrap the next complaints' keys of the caller's regency under a new tenant key, and that under the first master.

    Asked again and again until nothing is left; the old tenant key is destroyed then.
    """

    start: bool = Field(default=False, description="Make a new tenant key first.")


class KeysRotated(Message):
    """How far it is."""

    wrapped: int
    left: int
