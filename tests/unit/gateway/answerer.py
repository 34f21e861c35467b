"""Answers calls from memory, in the place of the services and the broker between."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from services.common.contracts.caller import Caller
from services.common.errors import Unavailable

Reply = TypeVar("Reply", bound=BaseModel)
Answer = Callable[[Caller, BaseModel], BaseModel]


class Answerer:
    """Like an `RpcClient` whose services answer as told. A service nobody told what to answer is away."""

    def __init__(self) -> None:
        self.is_ready = True
        self.calls: list[tuple[str, Caller, BaseModel]] = []
        self.keeps: list[float | None] = []
        self._answers: dict[str, Answer] = {}

    def on(self, method: str, answer: BaseModel | Exception | Answer) -> None:
        """From now on this method answers with a message, raises, or does what a function says."""
        self._answers[method] = answer if callable(answer) else lambda _caller, _request: _given(answer)

    def call(
        self,
        method: str,
        caller: Caller,
        request: BaseModel,
        reply: type[Reply],
        *,
        timeout: float = 10.0,
        keep_for: float | None = None,
    ) -> Reply:
        """As a message crosses the broker: through JSON, into the type the caller expects."""
        self.calls.append((method, caller, request))
        self.keeps.append(keep_for)
        if method not in self._answers:
            raise Unavailable(method.partition(".")[0])
        return reply.model_validate(self._answers[method](caller, request).model_dump(mode="json"))

    def last(self, method: str) -> tuple[Caller, BaseModel]:
        """Who asked this last, and what."""
        return next((caller, request) for name, caller, request in reversed(self.calls) if name == method)

    def close(self) -> None:
        """Nothing to end."""


def _given(answer: BaseModel | Exception) -> BaseModel:
    if isinstance(answer, Exception):
        raise answer
    return answer
