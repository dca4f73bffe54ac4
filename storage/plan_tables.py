"""Tables of what is due without asking; `storage.tables` says how instants and ids are kept."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables import Serial, UtcDateTime, metadata

__all__ = [
    "checks",
    "courses",
    "due_events",
    "dues",
    "enrolments",
    "metadata",
    "subscriptions",
    "survey_answers",
    "surveys",
    "watermarks",
]

watermarks = Table(
    "watermarks",
    metadata,
    Column("key", String(140), primary_key=True, comment="of a promise: kind, contract and name"),
    Column("until", UtcDateTime, nullable=False, comment="windows that open before this were seen to"),
)

dues = Table(
    "dues",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("key", String(180), nullable=False, comment="meaning: the same thing is not due twice"),
    Column(
        "kind", String(12), nullable=False, comment="inspection visit survey warranty weekly follow_up spot"
    ),
    Column("contract", String(40)),
    Column("name", String(80), nullable=False, comment="of the promise"),
    Column("person_id", BigInteger, comment="who has to do it"),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, comment="open agreed started done missed cancelled"),
    Column("agreed_at", UtcDateTime, comment="the appointment"),
    Column("asked_at", UtcDateTime),
    Column("done_at", UtcDateTime),
    Column("late", Boolean, nullable=False, default=False, comment="asked or done later than promised"),
    Column(
        "fence", Integer, nullable=False, default=0, comment="grows with each change: old presses do nothing"
    ),
    Column("data", JSON, nullable=False),
    UniqueConstraint("key"),
    Index(
        "ix_dues_open",
        "due_at",
        sqlite_where=text("state IN ('open','agreed','started')"),
        postgresql_where=text("state IN ('open','agreed','started')"),
    ),
    Index("ix_dues_contract", "contract", "opens_at"),
    Index("ix_dues_person", "person_id", "kind", "opens_at"),
)

due_events = Table(
    "due_events",
    metadata,
    Column("due", BigInteger, ForeignKey("dues.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("type", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", BigInteger, comment="null: the desk itself"),
    Column("data", JSON, nullable=False),
)

checks = Table(
    "checks",
    metadata,
    Column("due", BigInteger, ForeignKey("dues.id"), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("result", String(8), comment="ok finding na; null: only a note or photos so far"),
    Column("note", Text, nullable=False, default=""),
    Column("photos", JSON, nullable=False, comment="kind, file_id, name, size of each"),
    Column("ticket", Integer, comment="opened from the finding"),
    Column("by", BigInteger, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

surveys = Table(
    "surveys",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("due", BigInteger, ForeignKey("dues.id")),
    Column("contract", String(40), nullable=False),
    Column("person_id", BigInteger, nullable=False, comment="who answers"),
    Column("engineer_id", BigInteger, comment="who is judged: the one at resolution"),
    Column("state", String(8), nullable=False, comment="open done left expired"),
    Column("place", Integer, nullable=False, default=0, comment="the indicator that is asked now"),
    Column("fence", Integer, nullable=False, default=0),
    Column("message_id", BigInteger),
    Column("comment", Text, nullable=False, default=""),
    Column("created_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    UniqueConstraint("due", "person_id"),
    Index("ix_surveys_person", "person_id", "state"),
    Index("ix_surveys_contract", "contract", "created_at"),
)

survey_answers = Table(
    "survey_answers",
    metadata,
    Column("survey", BigInteger, ForeignKey("surveys.id"), primary_key=True),
    Column("indicator", String(40), primary_key=True),
    Column("value", Integer, nullable=False, comment="1 to 5"),
    Column("at", UtcDateTime, nullable=False),
)

courses = Table(
    "courses",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("contract", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("outline", Text, nullable=False),
    Column("audience", String(16), nullable=False, comment="leaders administrators key_users users"),
    Column("form", String(12), nullable=False, comment="group single follow_up"),
    Column("place", String(300), nullable=False, comment="an address or a link"),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("trainer_id", BigInteger, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("state", String(10), nullable=False, comment="draft planned announced held cancelled"),
    Column("ticket", Integer, comment="the request it answers"),
    Column("follows", BigInteger, comment="the course that it follows up"),
    Column("materials", JSON, comment="the file, once it is ready"),
    Column("data", JSON, nullable=False, comment="fence, open step of its form, questions, who is invited"),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_courses_starts_at", "starts_at"),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("course", BigInteger, ForeignKey("courses.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True),
    Column("state", String(10), nullable=False, comment="enrolled waiting cancelled"),
    Column("at", UtcDateTime, nullable=False),
    Column("signed_in_at", UtcDateTime),
    Column("answers", JSON, nullable=False, comment="of the assessment"),
    Column("score", Integer, comment="percent of the assessment"),
    Column("rating", Integer, comment="1 to 5"),
    Column("feedback", Text, nullable=False, default=""),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("person_id", BigInteger, primary_key=True),
    Column("period", String(8), primary_key=True, comment="day week month quarter"),
    Column("contract", String(40), primary_key=True, comment="empty: all"),
    Column("at", String(5), nullable=False, comment="HH:MM of the desk's zone"),
    Column("until", UtcDateTime, nullable=False, comment="end of the last one sent"),
)
