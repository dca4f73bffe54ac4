"""The schema, the same on SQLite and PostgreSQL. Alembic's migrations build it; a test holds both together.

Ids of people and chats are Telegram's (64 bit). Instants are UTC (`UtcDateTime`, which refuses naive values).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets the zone, so it is put back; a naive value is a defect and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read as an aware UTC instant."""
        if value is None:
            return None
        instant: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return instant


# SQLite gives a serial only to INTEGER PRIMARY KEY; PostgreSQL needs 64 bits for Telegram's ids.
Serial = BigInteger().with_variant(Integer, "sqlite")

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="Telegram user id"),
    Column("name", String(120), nullable=False),
    Column("username", String(64)),
    Column("phone", String(40)),
    Column("language", String(2), nullable=False),
    Column("is_engineer", Boolean, nullable=False, default=False),
    Column("is_manager", Boolean, nullable=False, default=False),
    Column("superior_id", BigInteger),
    Column("asking", String(20), comment="what the bot waits for: name, phone, comment:<ticket>, ..."),
    Column("focus_ticket", Integer, comment="the ticket chosen for the next messages"),
    Column("focus_until", UtcDateTime),
    Column(
        "reachable", String(16), nullable=False, default="unknown", comment="unknown yes blocked gone never"
    ),
    Column("created_at", UtcDateTime, nullable=False),
)

contracts = Table(
    "contracts",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("customer", String(200), nullable=False),
    Column(
        "spec", JSON, nullable=False, comment="the whole contract as data, as it was when this version began"
    ),
    Column("since", UtcDateTime, nullable=False),
)

holiday_lists = Table(
    "holiday_lists",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("days", JSON, nullable=False, comment="off and work: lists of ISO dates"),
    Column("loaded_by", BigInteger, comment="null: the operator's command"),
    Column("loaded_at", UtcDateTime, nullable=False),
)

duty_changes = Table(
    "duty_changes",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("kind", String(10), nullable=False, comment="override swap cover absence delegate"),
    Column("layer", String(40), comment="null for absences and delegates"),
    Column("person_id", BigInteger, nullable=False, comment="who has the duty, is away, or is stood in for"),
    Column("other_id", BigInteger, comment="whose duty only is replaced; the delegate"),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("contracts", JSON, nullable=False, comment="codes; empty: all"),
    Column("made_by", BigInteger, comment="null: the settings or the operator"),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Index("ix_duty_changes_ends_at", "ends_at"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("kind", String(10), nullable=False, comment="swap cover handover incident asleep"),
    Column(
        "state", String(10), nullable=False, default="open", comment="open accepted refused expired undone"
    ),
    Column("person_id", BigInteger, comment="who offers or asks; null: the desk"),
    Column("to_id", BigInteger, comment="who may accept; null: any engineer"),
    Column("data", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcDateTime),
    Index("ix_offers_state", "kind", "state"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("token_hash", String(64), nullable=False, comment="SHA-256: a stolen database opens no calendar"),
    Column("made_at", UtcDateTime, nullable=False),
    Column("fetched_at", UtcDateTime, comment="about when it was last asked for; to the hour"),
    Column("shown", JSON, nullable=False, comment="by view: hash of what was given out, and since when"),
    UniqueConstraint("token_hash"),
)

memberships = Table(
    "memberships",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id"), primary_key=True),
    Column("contract", String(40), primary_key=True),
    Column("since", UtcDateTime, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("code_hash", String(64), primary_key=True, comment="SHA-256: a stolen database opens no door"),
    Column("contract", String(40), nullable=False),
    Column("created_by", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", UtcDateTime),
)

guesses = Table(
    "guesses",
    metadata,
    Column("person_id", BigInteger, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("blocked_until", UtcDateTime),
)

access_requests = Table(
    "access_requests",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, nullable=False),
    Column("name", String(120), nullable=False),
    Column("words", Text, nullable=False),
    Column("state", String(10), nullable=False, default="open", comment="open granted refused"),
    Column("contract", String(40)),
    Column("decided_by", BigInteger),
    Column("decided_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Index(
        "uq_access_requests_open",
        "person_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, nullable=False),
    Column("contract", String(40), comment="null while a person of several contracts has not chosen"),
    Column("state", String(12), nullable=False, comment="gathering asking routing filed dropped"),
    Column("kind", String(16), comment="chosen kind of request; null while only read from the text"),
    Column("knowledge", JSON, comment="what is known of the facts"),
    Column("question", String(24), comment="the question that is open"),
    Column(
        "fence",
        Integer,
        nullable=False,
        default=0,
        comment="grows with each question: old presses do nothing",
    ),
    Column("ticket", Integer, comment="the ticket that was opened from it"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_drafts_person_state", "person_id", "state"),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True, comment="the number people read"),
    Column("kind", String(16), nullable=False),
    Column("contract", String(40), nullable=False),
    Column("contract_version", Integer, nullable=False),
    Column("customer_id", BigInteger, nullable=False),
    Column("title", String(200), nullable=False),
    Column("level", Integer, comment="null for requests that have no level"),
    Column("state", String(16), nullable=False),
    Column("assignee_id", BigInteger),
    Column("seq", Integer, nullable=False, comment="number of the last event; the fence of every change"),
    Column("thread_id", BigInteger, comment="forum topic in the engineers' group"),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("acknowledged_at", UtcDateTime),
    Column("restored_at", UtcDateTime),
    Column("resolved_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("rating", Integer),
    Column("breached", Boolean, nullable=False, default=False),
    Column("fault_kind", String(16)),
    Index("ix_tickets_opened_at", "opened_at"),
    Index("ix_tickets_customer", "customer_id", "state"),
    Index(
        "ix_tickets_open",
        "level",
        "opened_at",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    Index("ix_tickets_closed_at", "closed_at"),
    Index("ix_tickets_thread", "thread_id"),
)

events = Table(
    "events",
    metadata,
    Column("ticket", Integer, ForeignKey("tickets.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("type", String(24), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", BigInteger, comment="null: the desk itself"),
    Column("data", JSON, nullable=False),
)

clocks = Table(
    "clocks",
    metadata,
    Column("ticket", Integer, ForeignKey("tickets.id"), primary_key=True),
    Column("place", Integer, primary_key=True, comment="the present terms first, then those before"),
    Column("name", String(16), nullable=False),
    Column("level", Integer),
    Column("grade", String(20)),
    Column("version", Integer, nullable=False, comment="of the contract"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("stopped_at", UtcDateTime, comment="stopped, or superseded"),
    Column("superseded", Boolean, nullable=False, comment="other terms took its place: counts if missed"),
    Column(
        "promised_seconds", Integer, nullable=False, comment="counted time from the start to the deadline"
    ),
    Column("spent_seconds", Integer, comment="counted time until it stopped"),
    Column("paused_seconds", Integer, nullable=False, comment="counted time left out by agreement"),
    Index("ix_clocks_stopped_at", "stopped_at"),
    Index(
        "ix_clocks_due",
        "due_at",
        sqlite_where=text("stopped_at IS NULL"),
        postgresql_where=text("stopped_at IS NULL"),
    ),
)

timers = Table(
    "timers",
    metadata,
    Column("key", String(80), primary_key=True, comment="what it is for; setting it again moves it"),
    Column("kind", String(20), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("ticket", Integer),
    Column("person_id", BigInteger),
    Column("fence", Integer, nullable=False, default=0),
    Column("data", JSON, nullable=False),
    Index("ix_timers_due_at", "due_at"),
    Index("ix_timers_ticket", "ticket"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("raw", Text, nullable=False),
    Column("state", String(8), nullable=False, default="new", comment="new done failed"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", String(300)),
    Index("ix_inbox_state", "state", "received_at"),
)

seen = Table(
    "seen",
    metadata,
    Column(
        "key", String(80), primary_key=True, comment="meaning of an update: the same press may come twice"
    ),
    Column("at", UtcDateTime, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("lane", Integer, nullable=False),
    Column(
        "chat_id",
        BigInteger,
        nullable=False,
        comment="as configured or the person's id; migrations are resolved when sent",
    ),
    Column("kind", String(24), nullable=False, comment="which renderer"),
    Column("ticket", Integer),
    Column("person_id", BigInteger, comment="the reader, for language and rights"),
    Column("data", JSON, nullable=False),
    Column("fence", Integer, nullable=False, default=0),
    Column("dedupe", String(80), comment="a second row of the same meaning is not queued"),
    Column(
        "reusable",
        Boolean,
        nullable=False,
        default=False,
        comment="the meaning is free again once sending began",
    ),
    Column("state", String(10), nullable=False, default="new", comment="new sending sent dropped failed"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("uncertain", Boolean, nullable=False, default=False, comment="cut off between request and answer"),
    Column("not_before", UtcDateTime, nullable=False),
    Column("message_id", BigInteger),
    Column("error", String(300)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Index(
        "ix_outbox_next",
        "chat_id",
        "lane",
        "id",
        sqlite_where=text("state IN ('new','sending')"),
        postgresql_where=text("state IN ('new','sending')"),
    ),
    Index(
        "uq_outbox_dedupe",
        "dedupe",
        unique=True,
        sqlite_where=text("state = 'new' OR NOT reusable"),
        postgresql_where=text("state = 'new' OR NOT reusable"),
    ),
    Index("ix_outbox_sent_at", "sent_at"),
    Index("ix_outbox_ticket", "ticket", "kind"),
)

said = Table(
    "said",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("side", String(10), nullable=False, comment="customer engineer note"),
    Column("ticket", Integer),
    Column("draft", Integer),
    Column("text", Text, nullable=False),
    Column("media", JSON, comment="kind, file_id, unique_id, name, size"),
    Column("group_id", String(40), comment="album"),
    Column("version", Integer, nullable=False, default=0),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_said_ticket", "ticket"),
    Index("ix_said_draft", "draft"),
)

said_versions = Table(
    "said_versions",
    metadata,
    Column("said", BigInteger, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

copies = Table(
    "copies",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("said", BigInteger, comment="the message this is a copy of"),
    Column("ticket", Integer, comment="the ticket this message of the bot belongs to: replies find it"),
    Index("ix_copies_said", "said"),
)

cards = Table(
    "cards",
    metadata,
    Column("ticket", Integer, primary_key=True),
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger),
    Column("content_hash", String(64)),
)

forms = Table(
    "forms",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("person_id", BigInteger, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("kind", String(12), nullable=False, comment="resolve regrade note"),
    Column("step", String(12), nullable=False),
    Column("data", JSON, nullable=False),
    Column("fence", Integer, nullable=False, default=0),
    Column("message_id", BigInteger),
    Column("updated_at", UtcDateTime, nullable=False),
    UniqueConstraint("person_id", "chat_id"),
)

chats = Table(
    "chats",
    metadata,
    Column("configured_id", BigInteger, primary_key=True, autoincrement=False),
    Column("actual_id", BigInteger, nullable=False),
    Column("has_topics", Boolean, nullable=False, default=False),
    Column("trouble", String(300)),
)

marks = Table(
    "marks",
    metadata,
    Column("key", String(60), primary_key=True, comment="last poll, last summary, ..."),
    Column("value", String(300), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
