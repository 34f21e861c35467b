"""The bare skeleton's service: one nameko RPC that inserts one complaint row. It keeps none of the product's promises.

It is the yardstick: what the fixed shape (Flask, nameko over RabbitMQ, PostgreSQL) costs before any feature.
"""

import json
import os
import uuid
from typing import Any

import psycopg2
from eventlet.queue import LifoQueue
from nameko.rpc import rpc

SCHEMA = """
    DROP TABLE IF EXISTS complaint, outbox;
    CREATE TABLE complaint (
        id uuid PRIMARY KEY, tenant_id int NOT NULL, idem_key text NOT NULL, status text NOT NULL DEFAULT 'received',
        category text NOT NULL, title text NOT NULL, body text NOT NULL, meta jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE UNIQUE INDEX complaint_idem ON complaint (tenant_id, idem_key);
    CREATE INDEX complaint_status ON complaint (tenant_id, status, created_at DESC);
    CREATE INDEX complaint_category ON complaint (tenant_id, category, created_at DESC);
    CREATE TABLE outbox (
        id bigserial PRIMARY KEY, complaint_id uuid NOT NULL, topic text NOT NULL, payload jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
    );
"""
_ROW = (
    "INSERT INTO complaint (id, tenant_id, idem_key, category, title, body, meta) VALUES (%s,%s,%s,%s,%s,%s,%s)"
    " ON CONFLICT (tenant_id, idem_key) DO NOTHING RETURNING id"
)
_EVENT = "INSERT INTO outbox (complaint_id, topic, payload) VALUES (%s,'complaint.received',%s)"


class SkeletonService:
    """Submit, and nothing else."""

    name = "skeleton"
    connections = LifoQueue()

    @rpc  # type: ignore[untyped-decorator]  # nameko is untyped
    def submit(self, complaint: dict[str, Any]) -> dict[str, str]:
        """Insert the row and its event in one transaction."""
        connection = self._connection()
        key = str(uuid.uuid4())
        row = (key, 1, complaint["key"], "web", complaint["subject"], complaint["story"], json.dumps(complaint["meta"]))
        with connection, connection.cursor() as cursor:
            cursor.execute(_ROW, row)
            if cursor.fetchone():
                cursor.execute(_EVENT, (key, json.dumps({"id": key})))
        self.connections.put(connection)
        return {"id": key}

    def _connection(self) -> Any:
        if self.connections.empty():
            return psycopg2.connect(os.environ["DATABASE_URL"])
        return self.connections.get()
