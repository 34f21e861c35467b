"""Refusals that systems of other portals meet; named with all others in `services.common.errors`."""

from services.common.refusal import Refusal


class AlreadyFiled(Refusal):
    """Its number at the source is another complaint's. The argument is that one's reference, or empty where the
    caller may not know which it is."""

    sentence = (
        "A complaint with this number at its source was filed before{}. Nothing was filed now. If it is another "
        "complaint, correct the number; a retry is known by its Idempotency-Key."
    )

    def __init__(self, reference: str = "") -> None:
        super().__init__(reference)
        self.told = {"reference": reference} if reference else {}

    def __str__(self) -> str:
        return self.sentence.format(f", as {self.args[0]}" if self.args[0] else "")


class NotAwaited(Refusal):
    """The source confirms what nobody waits for."""

    sentence = (
        "The complaint {} does not wait for this source just now, or is not of its channel. Wait for the event "
        "source.awaited, or for a task of the kind await_source in GET /api/v1/tasks."
    )


class CallbackRefused(Refusal):
    """Said alike whatever is wrong, so that nobody learns which subscriptions there are."""

    sentence = (
        "The callback is not signed by this subscription. Sign webhook-id, webhook-timestamp (now, in seconds) and the "
        "exact body with its secret, as Standard Webhooks 1.0 prescribe."
    )
