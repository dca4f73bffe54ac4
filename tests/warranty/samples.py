"""A desk whose contract has warranties and a price list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.desk import Desk
from domain.plans.prices import Price
from domain.plans.promises import Service
from tests.engineers.office import make_desk

OVER, AHEAD = date(2026, 3, 1), date(2027, 3, 1)
PRICES = (
    Price({"zh": "上门检修", "en": "Repair <on site>"}, Decimal("300"), {"zh": "次", "en": "visit"}),
    Price({"zh": "硬盘", "en": "Hard disk"}, Decimal("899.50"), {"zh": "块", "en": "piece"}),
)


def covered_desk(
    *warranties: tuple[str, date], prices: tuple[Price, ...] = PRICES, preset: str = "medical-it"
) -> Desk:
    """By default hardware is over since yesterday, system software is covered for a year."""
    parts = warranties or (("hardware", OVER), ("system_software", AHEAD))
    service = Service(date(2025, 3, 2), warranties=parts, prices=prices)
    return replace(make_desk(name=preset), service={"c1": service})
