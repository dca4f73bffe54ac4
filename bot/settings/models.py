"""The settings, section by section. All values are checked, frozen and plain; `load` makes them."""

from __future__ import annotations

import importlib.util
import re
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    StrictBool,
    StrictInt,
    ValidationInfo,
    field_validator,
)

from bot.settings.calendar import Calendar
from bot.settings.kinds import (
    ChatId,
    Day,
    FixedLength,
    HostAndPort,
    Language,
    PersonRef,
    TimeOfDay,
    TimeZone,
    Token,
    UserId,
    Words,
    address,
    amount,
    refuse,
    shown,
)
from bot.settings.oncall import Channel, OnCall, Policy, Rotation
from bot.settings.section import Section
from domain.calendars import parse_calendar

Role = Literal["engineer", "manager"]
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
# Telegram sends webhooks to these ports only (Bot API, setWebhook).
_WEBHOOK_PORTS = (443, 80, 88, 8443)


ProxyAddress = Annotated[str, address("http", "https", "socks5")]


class Telegram(Section):
    """How Telegram is reached. The bases end with `/bot`, as python-telegram-bot wants its `base_url`."""

    token: Token
    api_base: Annotated[str, address("https", "http")] = "https://api.telegram.org/bot"
    file_base: Annotated[str, Field(description="an address")] = ""
    mode: Literal["polling", "webhook"] = "polling"
    webhook_url: Annotated[str, address("https")] | None = None
    webhook_listen: Annotated[HostAndPort, Field(description='host and port such as "127.0.0.1:8080"')] = (
        "127.0.0.1:8080"
    )
    webhook_secret: Annotated[str | None, Field(repr=False, description="a text")] = None
    proxy: Annotated[ProxyAddress | None, Field(repr=False, description="an address")] = None

    @field_validator("api_base")
    @classmethod
    def _with_bot(cls, written: str) -> str:
        base = written.rstrip("/")
        return base if base.endswith("/bot") else f"{base}/bot"

    @field_validator("webhook_url")
    @classmethod
    def _port(cls, written: str | None) -> str | None:
        port = urlsplit(written or "").port
        if port is not None and port not in _WEBHOOK_PORTS:
            raise refuse(f"Telegram only calls the ports 443, 80, 88 and 8443, not {port}")
        return written

    @field_validator("webhook_secret")
    @classmethod
    def _allowed(cls, written: str | None) -> str | None:
        if written is not None and _SECRET.fullmatch(written) is None:
            raise refuse("must be 1 to 256 letters, digits, _ or - (Telegram takes no others)")
        return written


class Database(Section):
    """`url` is an address with the driver that this program uses; a relative SQLite path is beside the config."""

    url: Annotated[str, Field(repr=False, validate_default=True, description="a database address")] = (
        "sqlite:///faultline.sqlite"
    )

    @field_validator("url")
    @classmethod
    def _right_address(cls, written: str, info: ValidationInfo) -> str:
        scheme, mark, rest = written.partition("://")
        if mark and scheme in ("sqlite", "sqlite+pysqlite"):
            name = rest.removeprefix("/")
            if not rest.startswith("/") or name in ("", ":memory:"):
                raise refuse('must name a file: "sqlite:///faultline.sqlite"')
            folder = (info.context or {}).get("folder", Path())
            return f"sqlite:///{(folder / name).resolve()}"
        if mark and scheme in ("postgresql", "postgres", "postgresql+asyncpg"):
            if importlib.util.find_spec("asyncpg") is None:
                raise refuse("PostgreSQL needs the package asyncpg; install it with pip")
            return f"postgresql+asyncpg://{rest}"
        raise refuse('must begin with "sqlite:///" or "postgresql://"')


class Chats(Section):
    """The two groups of the staff."""

    engineers: ChatId
    managers: ChatId


class Person(Section):
    """Somebody of the staff. `superior` is a name or an id as written; `Settings.superior_of` resolves it."""

    name: Words
    telegram_id: UserId
    roles: tuple[Annotated[Role, Field(description='"engineer" or "manager"')], ...] = ("engineer",)
    phone: Annotated[str, Field(description='a text in quotes such as "+86 10 5555 0100"')] = ""
    superior: PersonRef | None = None
    language: Language = ""
    skills: tuple[Words, ...] = ()

    @field_validator("roles")
    @classmethod
    def _some(cls, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        if not roles:
            raise refuse('must hold "engineer", "manager" or both')
        return roles


class Warranty(Section):
    """What is under warranty until which day (inclusive)."""

    what: Words
    until: Day


class InBoth(Section):
    """A text in both languages."""

    zh: Annotated[Words, Field(max_length=80)]
    en: Annotated[Words, Field(max_length=80)]


def _both(written: Any) -> Any:
    """One text stands for both languages: many names need no translation."""
    if not isinstance(written, str | dict | InBoth):
        raise refuse(f"must be a text, or {{ zh = ..., en = ... }}, not {shown(written)}")
    return {"zh": written, "en": written} if isinstance(written, str) else written


BothWords = Annotated[InBoth, BeforeValidator(_both), Field(description="a text, or { zh = ..., en = ... }")]


class PriceItem(Section):
    """What work costs that no warranty covers: so much for one unit."""

    item: BothWords
    price: Annotated[Decimal, BeforeValidator(amount), Field(description="an amount such as 300 or 99.50")]
    unit: BothWords


class Contract(Section):
    """An agreement with a customer. `preset` names a shipped preset or a TOML file beside the config."""

    code: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$", description="up to 40 letters, digits, . _ or -"),
    ]
    customer: Annotated[Words, Field(max_length=200)]
    preset: Words
    zone: Literal["near", "far"] = "near"
    timezone: TimeZone = ""
    closed: tuple[Day, ...] = ()
    """The customer's own closing days: no working time, whatever the calendar says."""
    sites: tuple[Words, ...] = ()
    begins: Day | None = None
    """The first day: intervals of inspections, visits and surveys are counted from it."""
    ends: Day | None = None
    """The last day; nothing is due unasked that would end after it."""
    accepted: Day | None = None
    """The acceptance: the warranties of the preset are counted from it."""
    engineer: PersonRef | None = None
    """Who looks after this customer: inspections and visits are asked of this person."""
    systems: tuple[Words, ...] = ()
    """Kinds of system, which choose the checklists of inspections."""
    warranties: tuple[Warranty, ...] = ()
    prices: tuple[PriceItem, ...] = ()
    """The price list for paid work: shown, and agreed to, before the work begins."""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description='three letters such as "CNY"')] = "CNY"
    product: Annotated[str, Field(description="a text")] = ""
    experts: tuple[PersonRef, ...] = ()
    """Who is called together for severe faults."""


class Duty(Section):
    """Who is paged. People are names or ids as written; `Settings.find` resolves them."""

    timezone: TimeZone = "Asia/Shanghai"
    office_hours: tuple[Annotated[str, Field(description='a text such as "Mon-Fri 09:00-18:00"')], ...] = (
        "Mon-Fri 09:00-18:00",
    )
    holidays: Literal["cn", "none"] = "cn"
    team: tuple[PersonRef, ...] = ()
    oncall: tuple[PersonRef, ...] = ()
    rotate: Literal["none", "daily", "weekly"] = "none"
    rotate_from: Day = date(2026, 1, 5)
    superior: PersonRef | None = None

    @field_validator("office_hours")
    @classmethod
    def _shifts(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        if not lines:
            raise refuse('needs at least one line such as "Mon-Fri 09:00-18:00"')
        try:
            parse_calendar("UTC", "7x24" if lines == ("7x24",) else list(lines))
        except ValueError as wrong:
            raise refuse(str(wrong)) from None
        return lines


YesNo = Annotated[StrictBool, Field(description="true or false")]


class Summary(Section):
    """When the managers' group gets the day's summary, in which language, and which others it gets."""

    time: TimeOfDay = time(18, 30)
    timezone: TimeZone = ""
    language: Language = ""
    weekly: YesNo = True
    monthly: YesNo = True
    quarterly: YesNo = True


class Weekly(Section):
    """The engineers' weekly reports (contract P2): whether there are any, and who gets them."""

    on: YesNo = True
    manager: PersonRef | None = None


class Limits(Section):
    """Bounds that keep the desk usable."""

    max_file_mb: Annotated[StrictInt, Field(ge=1, le=2000, description="a whole number from 1 to 2000")] = 20


class Desk(Section):
    """How the desk behaves towards people."""

    language: Language = "zh"
    draft_silence: FixedLength = timedelta(minutes=2)
    gather: FixedLength = timedelta(seconds=4)


class Settings(Section):
    """Everything that an operator decides."""

    telegram: Telegram
    database: Database = Field(default_factory=Database)
    chats: Chats
    people: tuple[Person, ...] = ()
    contracts: tuple[Contract, ...] = ()
    duty: Duty = Field(default_factory=Duty)
    rotations: tuple[Rotation, ...] = ()
    policies: tuple[Policy, ...] = ()
    channels: tuple[Channel, ...] = ()
    oncall: OnCall = Field(default_factory=OnCall)
    calendar: Calendar = Field(default_factory=Calendar)
    summary: Summary = Field(default_factory=Summary)
    weekly: Weekly = Field(default_factory=Weekly)
    limits: Limits = Field(default_factory=Limits)
    desk: Desk = Field(default_factory=Desk)

    def find(self, reference: int | str) -> Person | None:
        """The person of that telegram_id or name; None for nobody and for a name that two people share."""
        found = [p for p in self.people if reference in (p.telegram_id, p.name)]
        return found[0] if len(found) == 1 else None

    def person(self, reference: int | str) -> Person:
        """Like `find` for a reference that `load` has checked; KeyError otherwise."""
        person = self.find(reference)
        if person is None:
            raise KeyError(reference)
        return person

    def superior_of(self, person: Person) -> Person | None:
        """The person's own superior, else the duty's; None where neither is set or it would be the person."""
        reference = person.superior if person.superior is not None else self.duty.superior
        superior = None if reference is None else self.find(reference)
        return None if superior == person else superior
