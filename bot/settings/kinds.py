"""The kinds of values that settings have. Each refuses with the words that a person reads after the key."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, StrictInt
from pydantic_core import PydanticCustomError

from domain.durations import parse_duration

LANGUAGES = ("zh", "en")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_LISTEN = re.compile(r"[^\s:]+:(\d{1,5})|\[[0-9A-Fa-f:]+\]:(\d{1,5})")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
# Telegram: ids have at most 52 significant bits.
_LARGEST_ID = 2**52
_LARGEST_AMOUNT = 10_000_000


def refuse(words: str) -> PydanticCustomError:
    """An error whose text goes out as it is."""
    return PydanticCustomError("said", "{words}", {"words": words})


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refuse(f'"{name}" is not a time zone; write for example "Asia/Shanghai"') from None
    return name


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise refuse(f'must be "zh" or "en", not "{code}"')
    return code


def _length(written: Any) -> Any:
    if isinstance(written, timedelta):
        return written
    if not isinstance(written, str):
        raise refuse(f'must be a duration such as "90s", "30m", "4h" or "2d", not {shown(written)}')
    try:
        duration = parse_duration(written)
    except ValueError:
        raise refuse(f'must be a duration such as "90s", "30m", "4h" or "2d", not "{written}"') from None
    try:
        return timedelta(seconds=duration.seconds)
    except ValueError:
        raise refuse(
            f'"{written}" depends on a calendar; here a fixed length is needed (s, m, h or d)'
        ) from None


def _clock(written: Any) -> Any:
    if isinstance(written, time):
        return written
    match = _CLOCK.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise refuse(f'must be a time of day such as "18:30", not {shown(written)}')
    return time(int(match[1]), int(match[2]))


def _day(written: Any) -> Any:
    # A TOML date with a time is a datetime, which is a date to Python.
    if type(written) is date:
        return written
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise refuse(f"must be a day such as 2027-03-31, not {shown(written)}") from None


def amount(written: Any) -> Any:
    """An amount of money with at most two decimals; floats as they are written, not as computers keep them."""
    try:
        if isinstance(written, bool) or not isinstance(written, int | float | str):
            raise ValueError(written)
        value = Decimal(str(written))
    except (ValueError, ArithmeticError):
        raise refuse(f"must be an amount such as 300 or 99.50, not {shown(written)}") from None
    if not value.is_finite() or value < 0 or value >= _LARGEST_AMOUNT or value != round(value, 2):
        raise refuse(
            f"must be an amount from 0 to 9999999.99 with at most two decimals, not {shown(written)}"
        )
    return value


def _reference(written: Any) -> Any:
    if isinstance(written, bool) or not isinstance(written, int | str) or written == "":
        raise refuse(f"must be the name or the telegram_id of one of the people, not {shown(written)}")
    return written


def _host_and_port(written: str) -> str:
    match = _LISTEN.fullmatch(written)
    if match is None or not 0 < int(match[1] or match[2]) < 65536:
        raise refuse(f'must be a host and a port such as "127.0.0.1:8080", not "{written}"')
    return written


def address(*schemes: str) -> AfterValidator:
    """A whole address with one of these schemes."""

    def check(written: str) -> str:
        try:
            parts = urlsplit(written)
            whole = (
                parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
            )
        except ValueError:
            whole = False
        if not whole:
            wanted = " or ".join(f"{scheme}://" for scheme in schemes)
            # A proxy's address may hold a password, so what was written is not repeated.
            raise refuse(f"must be a whole address that begins with {wanted}")
        return written

    return AfterValidator(check)


def _token(written: str) -> str:
    if not written.strip():
        raise refuse("is empty; @BotFather gives you one")
    if _TOKEN.fullmatch(written) is None:
        raise refuse("is not a bot token (digits, a colon, letters); copy it again from @BotFather")
    return written


def _filled(written: str) -> str:
    if not written.strip():
        raise refuse("must not be empty")
    return written.strip()


def shown(value: Any) -> str:
    """A wrong value as its author would recognise it, on one line and short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    words = " ".join(str(value).split())
    words = words if len(words) <= 40 else words[:39] + "…"
    return f'"{words}"' if isinstance(value, str) else words


TimeZone = Annotated[str, AfterValidator(_zone), Field(description='a time zone such as "Asia/Shanghai"')]
Language = Annotated[str, AfterValidator(_language), Field(description='"zh" or "en"')]
FixedLength = Annotated[timedelta, BeforeValidator(_length)]
TimeOfDay = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, BeforeValidator(_day)]
HostAndPort = Annotated[str, AfterValidator(_host_and_port)]
PersonRef = Annotated[int | str, BeforeValidator(_reference)]
Token = Annotated[
    str, AfterValidator(_token), Field(description="copy the one that @BotFather gave you", repr=False)
]
Words = Annotated[str, AfterValidator(_filled), Field(description="a text")]
ChatId = Annotated[
    StrictInt,
    Field(ge=-_LARGEST_ID, le=_LARGEST_ID, description="a whole number (a Telegram chat id)"),
]
UserId = Annotated[
    StrictInt, Field(gt=0, le=_LARGEST_ID, description="a whole number above 0 (a Telegram user id)")
]
