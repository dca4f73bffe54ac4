"""The settings about being on call: rotations, policies, channels, habits."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictInt, field_validator

from bot.settings.kinds import FixedLength, PersonRef, TimeZone, Words, refuse, shown
from bot.settings.section import Section
from domain.calendars import parse_calendar
from domain.durations import Duration, Unit, parse_duration
from domain.oncall.policies import EXPERTS, GROUP, MANAGERS, MOST_REPEATS, PERSON, SUPERIOR

OTHERS = (SUPERIOR, MANAGERS, EXPERTS, GROUP)
"""Whom a step can page besides layers and single people."""

_WEEKDAY_SHIFTS = {"daily": Duration(1, Unit.DAYS), "weekly": Duration(7, Unit.DAYS)}
_SHORTEST, _LONGEST = 3600, 366 * 86400
_LAYER = re.compile(r"[^\s:,]{1,24}")
_CHANNEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _layer(written: str) -> str:
    if written in OTHERS or written == PERSON.removesuffix(":"):
        raise refuse(f'must be a name of your own; "{written}" already means somebody in a step')
    if _LAYER.fullmatch(written) is None:
        raise refuse(f'must be one word such as "primary", at most 24 characters, not {shown(written)}')
    return written


def _shift(written: Any) -> Any:
    if isinstance(written, Duration):
        return written
    wanted = 'must be "daily", "weekly" or a length such as "12h" or "3d"'
    if not isinstance(written, str):
        raise refuse(f"{wanted}, not {shown(written)}")
    try:
        shift = _WEEKDAY_SHIFTS[written] if written in _WEEKDAY_SHIFTS else parse_duration(written)
        fits = _SHORTEST <= shift.seconds <= _LONGEST and shift.seconds % 60 == 0 and not shift.written
    except ValueError:
        raise refuse(f"{wanted}, not {shown(written)}") from None
    if not fits:
        raise refuse(f"must last at least an hour, in whole minutes, not {shown(written)}")
    return shift


def _wall_time(written: Any) -> Any:
    try:
        found = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise refuse(f"must be a day and a time such as 2026-01-05T09:00:00, not {shown(written)}") from None
    if found.tzinfo is not None:
        raise refuse("must be a local time without an offset; the time zone is a setting of its own")
    if found.second or found.microsecond:
        raise refuse(f"must be a time to the minute, not {shown(written)}")
    return found


def _length_or_never(written: Any) -> Any:
    never = written in (0, "0") and not isinstance(written, bool)
    return timedelta() if never else written


def _variable(written: Any) -> Any:
    # What is written instead is most likely the secret itself, so it is not repeated.
    if not isinstance(written, str) or _VARIABLE.fullmatch(written) is None:
        raise refuse('must be the name of a variable of the environment such as "FAULTLINE_NIGHT_PHONE"')
    if written.startswith("FAULTLINE__"):
        raise refuse("must not begin with FAULTLINE__: such variables replace settings")
    return written


def _channel(written: str) -> str:
    if _CHANNEL.fullmatch(written) is None:
        raise refuse(f"must be up to 40 letters, digits, _ or -, not {shown(written)}")
    return written


Variable = Annotated[str, BeforeValidator(_variable), Field(description="a text")]


class Rotation(Section):
    """People who take turns. They are names or ids as written; `Settings.find` resolves them."""

    layer: Annotated[str, AfterValidator(_layer), Field(description='a text such as "primary"')]
    name: Annotated[str, Field(description="a text")] = ""
    people: tuple[PersonRef, ...]
    shift: Annotated[Duration, BeforeValidator(_shift)] = _WEEKDAY_SHIFTS["weekly"]
    start: Annotated[datetime, BeforeValidator(_wall_time)] = datetime.combine(date(2026, 1, 5), time(9))
    timezone: TimeZone = ""
    rotates: Annotated[StrictBool, Field(description="true or false")] = True
    hours: tuple[Annotated[str, Field(description='a text such as "Mon-Fri 09:00-18:00"')], ...] = ()
    holidays: Literal["cn", "none"] | None = None
    outside: Annotated[StrictBool, Field(description="true or false")] = False
    contracts: tuple[Words, ...] = ()
    products: tuple[Words, ...] = ()
    skills: tuple[Words, ...] = ()

    @field_validator("people")
    @classmethod
    def _some(cls, people: tuple[int | str, ...]) -> tuple[int | str, ...]:
        if not people:
            raise refuse("must name at least one of the people")
        return people

    @field_validator("hours")
    @classmethod
    def _shifts(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        try:
            if lines:
                parse_calendar("UTC", "7x24" if lines == ("7x24",) else list(lines))
        except ValueError as wrong:
            raise refuse(str(wrong)) from None
        return lines

    @property
    def always(self) -> bool:
        """Whether `hours` leave nothing out."""
        return self.hours in ((), ("7x24",))


class Step(Section):
    """Those who are paged together; `wait` None: for the level's own time to acknowledge."""

    page: tuple[Words, ...]
    wait: FixedLength | None = None
    channels: tuple[Words, ...] = ()

    @field_validator("page")
    @classmethod
    def _some(cls, page: tuple[str, ...]) -> tuple[str, ...]:
        if not page:
            raise refuse('must name somebody such as "primary" or "superior"')
        return page


class Experts(Section):
    """The experts of the contract are called together when such a ticket opens (contract P2)."""

    status_every: FixedLength = timedelta(minutes=30)


class Policy(Section):
    """A ladder for tickets of these contracts and levels; empty: of all."""

    name: Words
    contracts: tuple[Words, ...] = ()
    levels: tuple[Annotated[StrictInt, Field(ge=1, le=9, description="a whole number from 1 to 9")], ...] = ()
    repeat: Annotated[
        StrictInt, Field(ge=0, le=MOST_REPEATS, description=f"a whole number from 0 to {MOST_REPEATS}")
    ] = 0
    steps: tuple[Step, ...]
    experts: Experts | None = None

    @field_validator("steps")
    @classmethod
    def _some(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        if not steps:
            raise refuse("must have at least one [[policies.steps]]")
        return steps


class Channel(Section):
    """Another way to wake somebody; the address is a secret and comes from the environment."""

    name: Annotated[str, AfterValidator(_channel), Field(description="a text")]
    url_env: Variable
    people: tuple[PersonRef, ...] = ()


class OnCall(Section):
    """Habits of the desk around paging."""

    handover_after: FixedLength = timedelta(minutes=10)
    promise_grace: FixedLength = timedelta(minutes=5)
    storm_count: Annotated[StrictInt, Field(ge=2, le=1000, description="a whole number from 2 to 1000")] = 4
    storm_minutes: Annotated[StrictInt, Field(ge=1, le=120, description="a whole number from 1 to 120")] = 5
    synthetic_every: Annotated[FixedLength, BeforeValidator(_length_or_never)] = timedelta()
    deadman_url_env: Variable | None = None
    deadman_every: FixedLength = timedelta(minutes=5)
