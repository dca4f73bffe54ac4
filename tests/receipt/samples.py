"""Tickets whose receipts are shown, in words and as pictures: written as events, so that every second is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.contracts import load_preset, shipped_preset
from domain.terms import Preset
from domain.tickets.events import Event, Happened, fold
from domain.tickets.receipt import receipt_of
from domain.tickets.receipt_lines import Receipt
from views.receipt_words import Reading

ZONE = "Asia/Shanghai"
CHEN, LI, WANG, BOSS = 31, 11, 12, 21
NAMES = {CHEN: "Mrs <i>Chen</i>", LI: "Li Wei", WANG: "Wang & Co", BOSS: "Boss"}

_WORDS = {"zh": "级", "en": "level"}
OFFICE: dict[str, Any] = {
    "title": {"zh": "办公时间服务", "en": "Office hours"},
    "confirm_within": "3d",
    "calendars": {
        "always": {"hours": "7x24"},
        "office": {
            "hours": ["Mon-Fri 09:00-12:00", "Mon-Fri 13:30-18:00"],
            "holidays": "cn",
            "days": {"2026-09-30": ["09:00-12:00"]},
        },
    },
    "levels": [
        {
            "number": number,
            "label": {"zh": f"{number} 级故障", "en": f"Level {number}"},
            "meaning": _WORDS,
            "acknowledge": "10m",
            "clocks": clocks,
        }
        for number, clocks in (
            (
                1,
                {
                    "response": {"within": "15m", "calendar": "always"},
                    "onsite": {"within": "2h", "calendar": "office", "or_remote": True},
                    "restore": {"within": "8h", "calendar": "office"},
                    "report": {"within": "2wd", "calendar": "office"},
                },
            ),
            (
                2,
                {
                    "response": {"within": "1h", "calendar": "office"},
                    "restore": {"within": "24h", "calendar": "office"},
                },
            ),
        )
    ],
    "rules": [{"level": 1, "when": {"impact": "down"}}, {"level": 2, "when": {}}],
    "pauses": {"access": {"label": {"zh": "等待进场或授权", "en": "Waiting for access"}, "longest": "72h"}},
    "regrade": {"notice": "30m", "downgrade_consent": ["customer", "manager"]},
}


def local(words: str, zone: str = ZONE) -> datetime:
    """The instant of a time on the wall."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def shipped(name: str) -> Preset:
    """One of the presets that the product brings."""
    return load_preset(name, shipped_preset(name), ZONE)


def office(version: int = 1, **changes: Any) -> Preset:
    """Terms with office hours for a school of ours."""
    return load_preset(f"office-{version}", {**OFFICE, **changes}, ZONE)


def story(
    *happened: tuple[str, str, int | None, Mapping[str, Any]] | tuple[str, str, int | None], zone: str = ZONE
) -> list[Event]:
    """Events from (type, local time, by, data); the first is the opening."""
    found = []
    for seq, (kind, at, by, *data) in enumerate(happened, 1):
        found.append(Event(Happened(kind), local(at, zone), by, data[0] if data else {}, seq))
    first = found[0]
    opening = {
        "kind": "fault", "contract": "SCHOOL-3", "contract_version": 1, "customer_id": CHEN,
        "title": "cameras <black>", "level": None, **first.data,
    }  # fmt: skip
    return [replace(first, data=opening), *found[1:]]


def receipt(events: list[Event], terms: Callable[[int], Preset], now: str) -> Receipt:
    """The receipt of ticket 12."""
    return receipt_of(fold(12, events), events, terms, local(now))


def reading(
    receipt: Receipt, terms: Callable[[int], Preset], language: str, *, inside: bool = False
) -> Reading:
    """Somebody who reads it."""
    return Reading(language, ZoneInfo(ZONE), receipt.at, "SCHOOL-3", terms, NAMES, inside)


def _always(preset: Preset) -> Callable[[int], Preset]:
    return lambda version: preset


Sample = tuple[Receipt, Callable[[int], Preset]]


def plain_fault() -> Sample:
    """A fault of level 1, under way: answered, on site late, not repaired yet."""
    terms = _always(shipped("canteen-video"))
    events = story(
        ("opened", "2026-11-20 10:00:05", CHEN, {"level": 1}),
        ("acknowledged", "2026-11-20 10:04:00", LI),
        ("engineer_said", "2026-11-20 10:12:35", LI),
        ("on_way", "2026-11-20 10:20", LI),
        ("arrived", "2026-11-20 11:48:05", LI),
    )
    return receipt(events, terms, "2026-11-20 12:30:10"), terms


def everything() -> Sample:
    """A pause, a re-grade, a repair that was contested, and the National Day holiday in between."""
    terms = _always(office())
    events = story(
        ("opened", "2026-09-28 10:00", CHEN, {"level": 2}),
        ("acknowledged", "2026-09-28 10:10", LI),
        ("engineer_said", "2026-09-28 10:20:30", LI),
        ("pause_agreed", "2026-09-28 15:00", CHEN,
         {"reason": "access", "until": local("2026-09-29 12:00").isoformat(), "clocks": ["restore", "onsite"],
          "asked_by": LI}),
        ("customer_said", "2026-09-29 10:30", CHEN),
        ("restored", "2026-09-29 16:00", LI),
        ("not_repaired", "2026-09-29 17:15", CHEN),
        ("regraded", "2026-09-30 09:20", BOSS,
         {"level": 1, "was": 2, "reason": "regrade-reason-more-affected", "provisional": False}),
        ("arrived", "2026-09-30 09:40:10", LI),
        ("breached", "2026-10-09 09:10", None,
         {"clock": "restore", "due_at": local("2026-09-30 09:50").isoformat(), "share": 100}),
        ("explained", "2026-10-09 09:30", LI,
         {"clock": "restore", "due_at": local("2026-09-30 09:50").isoformat(), "text": "spare <part> was wrong"}),
        ("restored", "2026-10-09 11:05:09", LI),
    )  # fmt: skip
    return receipt(events, terms, "2026-10-09 15:00"), terms


def consultation() -> Sample:
    """Three working days for a question asked just before the National Day holiday."""
    terms = _always(shipped("canteen-video"))
    events = story(
        ("opened", "2026-09-30 15:30", CHEN, {"kind": "consultation", "grade": "ordinary"}),
        ("graded", "2026-09-30 15:40", LI, {"grade": "research", "was": "ordinary"}),
    )
    return receipt(events, terms, "2026-10-09 10:00:30"), terms


def superseded() -> Sample:
    """Raised, lowered with consent, and migrated to a newer contract: all former clocks stay on record."""
    versions = {1: office(), 2: office(2, levels=_stricter())}
    terms = versions.__getitem__
    events = story(
        ("opened", "2026-11-17 09:00", CHEN, {"level": 2}),
        ("engineer_said", "2026-11-17 09:30", LI),
        ("regraded", "2026-11-17 11:00", LI, {"level": 1, "was": 2, "reason": "it <b>spreads</b>"}),
        ("migrated", "2026-11-18 10:00", BOSS, {"version": 2, "was": 1}),
        ("regraded", "2026-11-18 10:40", CHEN,
         {"level": 2, "was": 1, "reason": "regrade-reason-customer-agreed", "asked_by": LI, "consent": "customer"}),
    )  # fmt: skip
    return receipt(events, terms, "2026-11-18 14:00"), terms


def _stricter() -> list[dict[str, Any]]:
    one, two = OFFICE["levels"]
    clocks = {**one["clocks"], "restore": {"within": "6h", "calendar": "office"}}
    return [{**one, "clocks": clocks}, two]


def long_wait() -> Sample:
    """A month of working days until a defect is removed, beyond the holidays that are known."""
    terms = _always(office(levels=[
        {**OFFICE["levels"][0], "clocks": {"restore": {"within": "20wd", "calendar": "office"},
                                           "defect_fix": {"within": "1month", "calendar": "always"}}},
        OFFICE["levels"][1],
    ]))  # fmt: skip
    events = story(
        ("opened", "2026-12-21 10:00", CHEN, {"level": 1}),
        ("pause_agreed", "2026-12-23 10:00", CHEN,
         {"reason": "access", "until": local("2026-12-23 11:00").isoformat(), "clocks": ["restore"],
          "asked_by": LI}),
    )  # fmt: skip
    return receipt(events, terms, "2027-01-07 10:00"), terms


ALL: dict[str, Callable[[], Sample]] = {
    "plain": plain_fault,
    "everything": everything,
    "consultation": consultation,
    "superseded": superseded,
    "long": long_wait,
}
