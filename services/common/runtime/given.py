"""What a service is given at start: values its `configure` made from the environment, injected by name."""

from typing import Any

from nameko.extensions import DependencyProvider


class Given(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """`vault = Given("VAULT")` injects what `configure` returned under that name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def get_dependency(self, worker_ctx: Any) -> Any:
        """The value."""
        return self.container.config[self._name]
