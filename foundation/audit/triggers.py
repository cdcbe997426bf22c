"""The database's own refusal to change the record, on both databases.

Named by the house for one reason: migration, verification and emptying a test database
must speak of the same triggers.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditrecord"
SENTENCE = "audit records are append-only"
NAMES = ("audit_refuse_update", "audit_refuse_delete", "audit_refuse_truncate")

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS audit_refuse_{verb.lower()} BEFORE {verb} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for verb in ("UPDATE", "DELETE")
]
REFUSE = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
)
POSTGRES = [
    REFUSE,
    *(
        f"CREATE OR REPLACE TRIGGER audit_refuse_{verb.lower()} BEFORE {verb} ON {TABLE} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; a second time changes nothing."""
    statements = {"sqlite": SQLITE, "postgresql": POSTGRES}.get(connection.vendor, [])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def installed(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of those that are in place."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass "
            "AND NOT tgisinternal AND tgenabled <> 'D'"
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        return {name for (name,) in cursor.fetchall()} & set(NAMES)


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of those that belong in this kind of database."""
    return set(NAMES) if connection.vendor == "postgresql" else set(NAMES[:2])
