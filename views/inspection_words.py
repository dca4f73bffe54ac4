"""Words about inspections that are the same for whoever says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.plans.appointments import together
from views.texts import LANGUAGES
from views.times import day_text


def moment(instant: datetime, zone: str) -> dict[str, Any]:
    """`11-25 周三 14:00`, as a variable: an appointment is told by its date, "tomorrow" would be wrong tomorrow."""
    local = instant.astimezone(ZoneInfo(zone))
    return {"in": {one: f"{day_text(local.date(), one)} {local:%H:%M}" for one in LANGUAGES}}


def invited(label: Mapping[str, str], *, customer: bool) -> dict[str, Any]:
    """Whether the customer's people are invited to come along, as a variable: said to them, or to the engineer."""
    if not together(label):
        return {"id": "inspection-not-invited"}
    return {"id": "inspection-invited" if customer else "inspection-with-customer"}
