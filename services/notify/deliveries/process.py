"""The threads of `dumas deliveries`. Plain threads, no nameko, psycopg2 un-patched."""

import logging
import threading

from services.common.runtime.errands import Worker, keep_memory_private
from services.common.runtime.settings import Environment
from services.notify.deliveries.addresses import Gate, networks
from services.notify.deliveries.dispatcher import Dispatcher, Limits
from services.notify.deliveries.provisioning import Provisioner
from services.notify.deliveries.pruning import Pruner
from services.notify.deliveries.public_broker import PublicBroker
from services.notify.deliveries.publishing import Publisher
from services.notify.deliveries.sending import Sender

log = logging.getLogger(__name__)


def threads(env: Environment, stop: threading.Event) -> list[Worker | Pruner]:
    """By DATABASE_URL, DUMAS_OUTWARD_KEY, DUMAS_WEBHOOK_NETWORKS, DELIVERY_WORKERS; not started yet.

    With PUBLIC_AMQP_URI and PUBLIC_AMQP_MANAGEMENT also by AMQP.
    """
    url, key, listed = env.text("DATABASE_URL"), env.key("DUMAS_OUTWARD_KEY"), env.text("DUMAS_WEBHOOK_NETWORKS", "")
    at_once = env.number("DELIVERY_WORKERS", Limits.at_once)
    public = PublicBroker.read(env)
    env.require()
    keep_memory_private()
    sender = Sender(Gate(networks(listed)))
    always: list[Worker | Pruner] = [Dispatcher(url, key, sender, stop, Limits(at_once=at_once)), Pruner(url, stop)]
    if public is None:
        log.info("AMQP for other systems is off: PUBLIC_AMQP_URI and PUBLIC_AMQP_MANAGEMENT name no broker")
        return always
    return [*always, Publisher(url, public, stop), Provisioner(url, public, stop)]
