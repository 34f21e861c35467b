"""What other systems are told, who listens, and what is on its way to whom."""

from alembic import op

from services.common.runtime.migrations import grant, isolate

ROLE, SENDER = "dumas_notify", "dumas_deliveries"

revision = "0005"
down_revision = "0004"

_TABLES = ("outward_complaint", "outward_event", "subscription", "delivery", "attempt")


def upgrade() -> None:
    """Add."""
    _know_systems()
    _create_events()
    _create_subscriptions()
    for table in _TABLES:
        isolate(table, ROLE)
        grant(table, "SELECT, INSERT, UPDATE, DELETE", ROLE)
    _let_deliveries_work()


def _know_systems() -> None:
    """Until the officers are applied again, systems are known by the roles that only systems had."""
    op.execute(
        """
        ALTER TABLE address ADD COLUMN kind text NOT NULL DEFAULT 'officer';
        ALTER TABLE address NO FORCE ROW LEVEL SECURITY;
        UPDATE address SET kind = 'system' WHERE jsonb_exists_any(roles, ARRAY['lapak_aduan', 'sp4n_lapor']);
        ALTER TABLE address FORCE ROW LEVEL SECURITY;
        """
    )


def _create_events() -> None:
    op.execute(
        """
        CREATE TABLE outward_complaint (
            complaint_id uuid CONSTRAINT pk_outward_complaint PRIMARY KEY,
            tenant text NOT NULL,
            released integer NOT NULL,
            mode text NOT NULL
        ) WITH (fillfactor = 80);
        CREATE SEQUENCE outward_position;
        CREATE TABLE outward_event (
            event_id uuid CONSTRAINT pk_outward_event PRIMARY KEY,
            tenant text NOT NULL,
            type text NOT NULL,
            complaint_id uuid,
            reference text,
            sequence integer,
            channel text NOT NULL,
            mode text NOT NULL,
            happened_at timestamptz NOT NULL,
            body text NOT NULL,
            position bigint,
            told_at timestamptz,
            published_at timestamptz,
            subscription_id uuid,
            is_test boolean NOT NULL,
            CONSTRAINT uq_outward_event_complaint_id_sequence UNIQUE (complaint_id, sequence)
        );
        CREATE INDEX ix_outward_event_tenant_position ON outward_event (tenant, position);
        CREATE INDEX ix_outward_event_told_at ON outward_event (told_at);
        CREATE INDEX ix_outward_event_unpublished ON outward_event (position)
            WHERE published_at IS NULL AND position IS NOT NULL AND subscription_id IS NULL;
        CREATE FUNCTION wake_deliveries() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_notify('dumas_deliveries', ''); RETURN NULL; END $$;
        CREATE TRIGGER wake_deliveries AFTER UPDATE ON outward_event FOR EACH ROW
            WHEN (NEW.position IS NOT NULL AND OLD.position IS NULL) EXECUTE FUNCTION wake_deliveries();
        """
    )
    grant("SEQUENCE outward_position", "USAGE", ROLE)


def _create_subscriptions() -> None:
    op.execute(
        """
        CREATE TABLE subscription (
            subscription_id uuid CONSTRAINT pk_subscription PRIMARY KEY,
            tenant text NOT NULL,
            subscriber text NOT NULL,
            way text NOT NULL,
            state text NOT NULL,
            types jsonb NOT NULL,
            channels jsonb NOT NULL,
            all_channels boolean NOT NULL,
            protected boolean NOT NULL,
            url text,
            is_ordered boolean NOT NULL,
            contact text NOT NULL,
            secret bytea NOT NULL,
            earlier_secret bytea,
            earlier_until timestamptz,
            created_at timestamptz NOT NULL,
            changed_at timestamptz NOT NULL,
            failing_since timestamptz,
            disabled_because text,
            last_delivered_at timestamptz,
            removed_at timestamptz
        );
        CREATE INDEX ix_subscription_tenant_subscriber ON subscription (tenant, subscriber);
        CREATE UNIQUE INDEX uq_subscription_amqp ON subscription (tenant, subscriber)
            WHERE way = 'amqp' AND removed_at IS NULL;
        CREATE TABLE delivery (
            delivery_id uuid CONSTRAINT pk_delivery PRIMARY KEY DEFAULT gen_random_uuid(),
            tenant text NOT NULL,
            subscription_id uuid NOT NULL,
            event_id uuid NOT NULL,
            position bigint NOT NULL,
            complaint_id uuid,
            is_replay boolean NOT NULL,
            created_at timestamptz NOT NULL,
            next_attempt_at timestamptz NOT NULL,
            claimed_until timestamptz,
            attempts integer NOT NULL,
            outcome text NOT NULL,
            ended_at timestamptz,
            last_status integer,
            last_failure text
        ) WITH (fillfactor = 80);
        CREATE INDEX ix_delivery_waiting ON delivery (subscription_id, next_attempt_at) WHERE outcome = 'waiting';
        CREATE INDEX ix_delivery_turn ON delivery (subscription_id, is_replay, position) WHERE outcome = 'waiting';
        CREATE INDEX ix_delivery_subscription_id_position ON delivery (subscription_id, position);
        CREATE INDEX ix_delivery_log ON delivery (subscription_id, created_at, delivery_id);
        CREATE INDEX ix_delivery_claimed ON delivery (subscription_id, claimed_until) WHERE claimed_until IS NOT NULL;
        CREATE INDEX ix_delivery_complaint_id ON delivery (complaint_id, subscription_id, position);
        CREATE INDEX ix_delivery_event_id ON delivery (event_id);
        CREATE INDEX ix_delivery_ended_at ON delivery (ended_at);
        CREATE TABLE attempt (
            attempt_id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT pk_attempt PRIMARY KEY,
            tenant text NOT NULL,
            delivery_id uuid NOT NULL,
            at timestamptz NOT NULL,
            milliseconds integer NOT NULL,
            status integer,
            failure text,
            answer text NOT NULL
        );
        CREATE INDEX ix_attempt_delivery_id ON attempt (delivery_id);
        CREATE TRIGGER wake_deliveries AFTER INSERT ON delivery FOR EACH STATEMENT EXECUTE FUNCTION wake_deliveries();
        CREATE TRIGGER wake_deliveries AFTER INSERT OR UPDATE OF state, changed_at ON subscription
            FOR EACH STATEMENT EXECUTE FUNCTION wake_deliveries();
        CREATE FUNCTION may_hear(s subscription, e outward_event) RETURNS boolean LANGUAGE sql STABLE AS $$
            SELECT s.tenant = e.tenant AND CASE WHEN e.subscription_id IS NULL
                THEN (s.all_channels OR jsonb_exists(s.channels, e.channel))
                    AND (s.protected OR e.mode = 'open')
                    AND (s.types = '[]' OR jsonb_exists(s.types, e.type))
                ELSE e.subscription_id = s.subscription_id END
        $$;
        """
    )


def _let_deliveries_work() -> None:
    """It sends what is owed in all regencies, and tells of what came of it in the name of each."""
    for table in ("outward_event", "subscription", "delivery", "attempt"):
        op.execute(f"CREATE POLICY all_for_deliveries ON {table} TO {SENDER} USING (true)")
    grant("outward_event", "SELECT, INSERT, UPDATE (published_at), DELETE", SENDER)
    grant("subscription", "SELECT", SENDER)
    changes = "state, changed_at, failing_since, disabled_because, last_delivered_at, earlier_secret, earlier_until"
    grant("subscription", f"UPDATE ({changes})", SENDER)
    grant("delivery", "SELECT, INSERT, UPDATE, DELETE", SENDER)
    grant("attempt", "SELECT, INSERT, DELETE", SENDER)
    grant("SEQUENCE outward_position", "USAGE", SENDER)
    mine = "tenant = current_setting('dumas.tenant', true)"
    grant("outbox", "INSERT (event_id, tenant, source, name, payload)", SENDER)
    op.execute(f"CREATE POLICY told_by_deliveries ON outbox FOR INSERT TO {SENDER} WITH CHECK ({mine})")
    grant("mail", "INSERT", SENDER)
    op.execute(f"CREATE POLICY told_by_deliveries ON mail FOR INSERT TO {SENDER} WITH CHECK ({mine})")
    grant("address", "SELECT", SENDER)
    grant("tenant_copy", "SELECT", SENDER)
    op.execute(f"CREATE POLICY read_by_deliveries ON address FOR SELECT TO {SENDER} USING ({mine})")
