"""Keys at rest: asking a service to wrap them anew, and how they stand."""

from pydantic import AwareDatetime, Field

from services.common.contracts.complaints import Message


class RotateKeys(Message):
    """Wrap the next complaints' keys of the caller's regency under a new tenant key, and that under the first master.

    Asked again and again until nothing is left; the old tenant key is destroyed then.
    """

    start: bool = Field(default=False, description="Make a new tenant key first.")


class KeysRotated(Message):
    """How far it is. The old tenant key counts until it is deleted."""

    wrapped: int
    left: int


class KeyStatus(Message):
    """How a regency's keys stand on one desk. A master key that is not under `wrapped_under` can be dropped."""

    masters: tuple[str, ...] = Field(description="The master keys the service has, the one that wraps first.")
    version: int | None = Field(description="Of the tenant key; none where nothing was sealed yet.")
    since: AwareDatetime | None
    wrapped_under: tuple[str, ...] = Field(description="The master keys that the tenant's keys need.")
    left: int = Field(description="What is not under the newest tenant key, or not sealed yet; old tenant keys too.")
