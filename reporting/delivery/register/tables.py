"""The two tables of a register, and the triggers by which the engine itself refuses to change a row."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Table, Text, inspect

from reporting.delivery.register.rows import COLUMNS

METADATA = MetaData()

ENTRIES = Table(
    "register_entries",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("time", Text, nullable=False),
    Column("subject", Integer),
    Column("commitments", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("register_entries_subject", "subject"),
)
"""The heads of all rows, for ever."""

DETAILS = Table(
    "register_details",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("salt", Text, nullable=False),
    *(
        Column(name, Integer) if name == "supersedes" else Column(name, Text, nullable=False)
        for name in COLUMNS
    ),
    Index("register_details_client", "client", "period"),
    Index("register_details_period", "period"),
)
"""What the rows say; a purge deletes from here, and from nowhere else."""

_SQLITE = (
    """CREATE TRIGGER register_entries_order BEFORE INSERT ON register_entries
    WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM register_entries)
    BEGIN SELECT RAISE(ABORT, 'the register only grows at its end'); END""",
    """CREATE TRIGGER register_entries_update BEFORE UPDATE ON register_entries
    BEGIN SELECT RAISE(ABORT, 'a row of the register is never changed'); END""",
    """CREATE TRIGGER register_entries_delete BEFORE DELETE ON register_entries
    BEGIN SELECT RAISE(ABORT, 'a row of the register is never deleted'); END""",
    """CREATE TRIGGER register_details_once BEFORE INSERT ON register_details
    WHEN EXISTS (SELECT 1 FROM register_details WHERE sequence = NEW.sequence)
    OR NOT EXISTS (SELECT 1 FROM register_entries WHERE sequence = NEW.sequence)
    OR EXISTS (SELECT 1 FROM register_entries WHERE kind = 'purge' AND subject = NEW.sequence)
    BEGIN SELECT RAISE(ABORT, 'details are written once, with their row'); END""",
    """CREATE TRIGGER register_details_update BEFORE UPDATE ON register_details
    BEGIN SELECT RAISE(ABORT, 'a row of the register is never changed'); END""",
    """CREATE TRIGGER register_details_delete BEFORE DELETE ON register_details
    WHEN NOT EXISTS (SELECT 1 FROM register_entries WHERE kind = 'purge' AND subject = OLD.sequence)
    BEGIN SELECT RAISE(ABORT, 'details are deleted by a purge alone'); END""",
)

_POSTGRESQL = (
    """CREATE FUNCTION register_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a row of the register is never changed or deleted'; END $$""",
    """CREATE FUNCTION register_grow() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM register_entries) THEN
            RAISE EXCEPTION 'the register only grows at its end';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION register_purge() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM register_entries WHERE kind = 'purge' AND subject = OLD.sequence) THEN
            RAISE EXCEPTION 'details are deleted by a purge alone';
        END IF;
        RETURN OLD;
    END $$""",
    """CREATE FUNCTION register_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM register_entries WHERE sequence = NEW.sequence)
        OR EXISTS (SELECT 1 FROM register_entries WHERE kind = 'purge' AND subject = NEW.sequence) THEN
            RAISE EXCEPTION 'details are written once, with their row';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER register_entries_order BEFORE INSERT ON register_entries
    FOR EACH ROW EXECUTE FUNCTION register_grow()""",
    """CREATE TRIGGER register_entries_keep BEFORE UPDATE OR DELETE ON register_entries
    FOR EACH ROW EXECUTE FUNCTION register_refuse()""",
    """CREATE TRIGGER register_entries_all BEFORE TRUNCATE ON register_entries
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse()""",
    """CREATE TRIGGER register_details_once BEFORE INSERT ON register_details
    FOR EACH ROW EXECUTE FUNCTION register_once()""",
    """CREATE TRIGGER register_details_keep BEFORE UPDATE ON register_details
    FOR EACH ROW EXECUTE FUNCTION register_refuse()""",
    """CREATE TRIGGER register_details_delete BEFORE DELETE ON register_details
    FOR EACH ROW EXECUTE FUNCTION register_purge()""",
    """CREATE TRIGGER register_details_all BEFORE TRUNCATE ON register_details
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuse()""",
)


def exist(connection: Connection) -> bool:
    """Whether the database holds a register."""
    return inspect(connection).has_table(ENTRIES.name)


def create(connection: Connection) -> None:
    """Make tables and triggers, inside the caller's transaction."""
    METADATA.create_all(connection)
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
