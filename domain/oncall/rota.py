"""The simple rota of the settings as rotations."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from domain.durations import Duration, Unit
from domain.oncall.rotations import Rotation

if TYPE_CHECKING:
    from domain.desk import Rota

PRIMARY, SECONDARY = "primary", "secondary"

_DAYS = {"none": 1, "daily": 1, "weekly": 7}


def from_rota(rota: Rota) -> tuple[Rotation, ...]:
    """Layers primary and secondary: the first and second of `rota.order`, the shift changing at local midnight.

    The on-call people come second at all times, not only outside the office hours: when the whole office team is away
    they are asked rather than nobody.
    """
    shift = Duration(_DAYS[rota.rotate], Unit.DAYS)
    start = datetime.combine(rota.rotate_from, time())
    rotates = rota.rotate != "none"
    made = []
    for offset, layer in enumerate((PRIMARY, SECONDARY)):
        for name, people, hours in (
            ("office", rota.team, rota.office),
            ("oncall", rota.oncall or rota.team, None),
        ):
            if people:
                zone = rota.office.zone
                made.append(
                    Rotation(layer, people, zone, start, shift, rotates, hours, offset=offset, name=name)
                )
    return tuple(made)
