"""The services and databases there are: one table for migrating, serving, relaying and deploying."""

import importlib
import warnings
from typing import Any, Final

# Who imports a service imports eventlet, which says this of itself; the operator of a command can do nothing about it.
warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

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

DATABASES: Final = list(TREES)
"""The databases with an outbox: all of them."""

ANNOUNCERS: Final = {
    "dumas_intake": ("intake", "register"),
    "dumas_review": ("review",),
    "dumas_assignment": ("assignment",),
    "dumas_followup": ("followup",),
    "dumas_notify": ("notify",),
    "dumas_gateway": ("gateway",),
}
"""In whose name the relay announces what lies in the outbox of each database."""

ROLES: Final = (*SERVICES, "evidence", "documents", "deliveries", "gateway", "accounts", "relay")
"""Each has a database role `dumas_<name>` that owns nothing. `accounts` is that of the `dumas` command."""

SOURCES: Final = (*SERVICES, "gateway")
"""Who announces events. The gateway is no service, but tells the audit trail who signed in."""

BROKER_USERS: Final = (*SERVICES, "relay", "gateway", "operator")
"""The processes that talk to the broker, each as a RabbitMQ user `dumas_<name>` that owns nothing."""

PUBLIC_BROKER_USERS: Final = ("deliveries", "management")
"""The two users of `dumas deliveries` where other systems listen: one publishes, one looks after their queues."""


def broker_user(process: str) -> str:
    """The RabbitMQ user of a process."""
    return f"dumas_{process}"


def classes() -> list[type[Any]]:
    """The service classes."""
    return [getattr(importlib.import_module(module), name) for module, name in SERVICES.values()]
