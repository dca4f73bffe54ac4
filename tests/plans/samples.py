"""Contracts and their days to try plans on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.calendars import parse_calendar
from domain.contracts import Contract, load_preset, shipped_preset
from domain.desk import Desk, Person, Rota
from domain.plans.promises import Service

OFFICE = parse_calendar("Asia/Shanghai", ["Mon-Fri 09:00-18:00"], "cn")
WANG, CHEN, ZHOU, LIN = 601, 602, 605, 701
ENGINEERS_CHAT, MANAGERS_CHAT = -1001, -1002


def contract(code: str, preset: str, timezone: str = "Asia/Shanghai") -> Contract:
    """A contract under a shipped preset."""
    return Contract(
        code, 1, f"Customer {code}", timezone, load_preset(preset, shipped_preset(preset), timezone)
    )


def desk(contracts: Mapping[str, tuple[str, Service]], **changes: Any) -> Desk:
    """A desk with these contracts (preset and days by code), two engineers, their superior and a manager."""
    people = {
        WANG: Person(WANG, "王强", "zh", engineer=True, superior_id=ZHOU),
        CHEN: Person(CHEN, "陈静", "zh", engineer=True, superior_id=ZHOU),
        ZHOU: Person(ZHOU, "周敏", "zh", engineer=True),
        LIN: Person(LIN, "林总", "zh", manager=True),
    }
    made = Desk(
        people=people,
        rota=Rota(OFFICE, (WANG, CHEN), (CHEN, WANG), superior_id=ZHOU),
        contracts={code: contract(code, preset) for code, (preset, _) in contracts.items()},
        engineers_chat=ENGINEERS_CHAT,
        managers_chat=MANAGERS_CHAT,
        service={code: service for code, (_, service) in contracts.items()},
    )
    return replace(made, **changes)


def service(begins: str, **rest: Any) -> Service:
    """Days of a contract."""
    return Service(date.fromisoformat(begins), **rest)
