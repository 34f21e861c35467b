"""The services and databases there are: one table for migrating, serving, relaying and deploying."""

import importlib
from typing import Any, Final

SERVICES: Final = {
    "intake": ("services.intake.service", "IntakeService"),
    "register": ("services.intake.register.service", "RegisterService"),
    "review": ("services.review.service", "ReviewService"),
    "assignment": ("services.assignment.service", "AssignmentService"),
    "followup": ("services.followup.service", "FollowupService"),
    "notify": ("services.notify.service", "NotifyService"),
}
"""Module and class of each service."""

TREES: Final = {
    "dumas_intake": "services/intake/migrations",
    "dumas_review": "services/review/migrations",
    "dumas_assignment": "services/assignment/migrations",
    "dumas_followup": "services/followup/migrations",
    "dumas_notify": "services/notify/migrations",
    "dumas_gateway": "gateway/migrations",
}
"""The alembic tree of each database."""

DATABASES: Final = [name for name in TREES if name != "dumas_gateway"]
"""The databases with an outbox."""

ROLES: Final = (*SERVICES, "gateway", "relay")
"""Each has a database role `dumas_<name>` that owns nothing."""


def classes() -> list[type[Any]]:
    """The service classes."""
    return [getattr(importlib.import_module(module), name) for module, name in SERVICES.values()]
