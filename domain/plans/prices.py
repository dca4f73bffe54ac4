"""The price list of a contract for work that no warranty covers, and what a choice from it costs (contract P5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Price:
    """An item of the list in both languages; `price` is for one `unit`."""

    item: Mapping[str, str]
    price: Decimal
    unit: Mapping[str, str]


def money(amount: Decimal | str, currency: str) -> str:
    """`1,200.00 CNY`."""
    return f"{Decimal(amount):,.2f} {currency}"


def offer_of(prices: Sequence[Price], counts: Mapping[int, int]) -> list[dict[str, Any]]:
    """The lines of an offer, as they are stored: so many of each item of the list, at the prices of this moment."""
    return [
        {
            "item": dict(prices[place].item), "unit": dict(prices[place].unit), "price": str(prices[place].price),
            "count": count,
        }
        for place, count in sorted(counts.items())
        if count > 0
    ]  # fmt: skip


def total(items: Sequence[Mapping[str, Any]]) -> Decimal:
    """What the lines of an offer cost together."""
    return sum((Decimal(one["price"]) * int(one["count"]) for one in items), Decimal(0))
