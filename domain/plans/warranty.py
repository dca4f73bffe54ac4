"""Which parts of a contract are still under warranty on a day, and which are not any more."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.plans.promises import Service


def coverage(service: Service | None, day: date) -> dict[str, Any]:
    """What a ticket of that day begins with: `over`: parts whose last day has passed, `still`: the others; `prices`:
    whether the contract has a price list, without which nothing can be offered.

    Empty where nothing is over: then there is nothing to ask and nothing to pay. The day of the report counts: what was
    reported under warranty is repaired under warranty.
    """
    if service is None:
        return {}
    over = [what for what, until in service.warranties if until < day]
    still = [what for what, until in service.warranties if until >= day]
    return {"over": over, "still": still, "prices": bool(service.prices)} if over else {}
