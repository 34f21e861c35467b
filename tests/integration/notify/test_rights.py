"""What the process that sends may do in notify's database, where it works for every regency."""

from tests.support.databases import Databases, rows

OWN = {"outward_event", "subscription", "delivery", "attempt"}


def test_the_sender_reaches_what_is_sent_and_nothing_else(databases: Databases) -> None:
    query = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND has_any_column_privilege('dumas_deliveries', oid, %s)
    """
    owner = databases.of_owner("dumas_notify")
    assert {name for (name,) in rows(owner, query, "SELECT")} == {*OWN, "address", "tenant_copy"}
    assert {name for (name,) in rows(owner, query, "UPDATE")} == {"outward_event", "subscription", "delivery"}
    added = {name for (name,) in rows(owner, query, "INSERT")}
    assert added == {"outward_event", "delivery", "attempt", "outbox", "mail"}
