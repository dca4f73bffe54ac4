"""What the picture of a week on call shows: a card for each layer, plain values for another process to draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from domain.oncall.schedule import Segment
from views.oncall import Name, layer_name
from views.texts import plain
from views.times import day_text, weekday

MOST_LAYERS = 4


def picture(
    days: Sequence[tuple[datetime, datetime]],
    layers: Sequence[tuple[str, Sequence[Segment]]],
    name: Name,
    zone: tzinfo,
    now: datetime,
    language: str,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures and the labels for `views.oncall_chart.draw`, both ready for JSON.

    Places are shares of a day; a day on which the clocks change has its own length. `person` is a place in the list
    of people, None: nobody.
    """
    people: dict[int, int] = {}
    for _, segments in layers[:MOST_LAYERS]:
        for one in segments:
            if one.duty is not None:
                people.setdefault(one.duty.person, len(people))
    figures = {
        "people": [name(person) for person in people],
        "layers": [
            {
                "name": layer_name(layer, language),
                "days": [_day(start, end, segments, people, zone, now, language) for start, end in days],
            }
            for layer, segments in layers[:MOST_LAYERS]
        ],
    }
    first, last = days[0][0].astimezone(zone).date(), days[-1][0].astimezone(zone).date()
    labels = {
        "title": plain(language, "oncall-chart-title"),
        "facts": plain(
            language, "oncall-chart-facts", first=day_text(first, language), last=day_text(last, language),
            zone=str(zone),
        ),
        "hole": plain(language, "oncall-chart-hole"),
        "now": plain(language, "oncall-chart-now"),
    }  # fmt: skip
    return figures, labels


def _day(
    start: datetime,
    end: datetime,
    segments: Sequence[Segment],
    people: dict[int, int],
    zone: tzinfo,
    now: datetime,
    language: str,
) -> dict[str, Any]:
    length = (end - start).total_seconds()

    def at(instant: datetime) -> float:
        return round(min(max((instant - start).total_seconds() / length, 0.0), 1.0), 5)

    day = start.astimezone(zone).date()
    return {
        "weekday": weekday(day, language),
        "date": f"{day:%m-%d}",
        "free": day.isoweekday() > 5,
        "now": at(now) if start <= now < end else None,
        "bars": [
            [at(one.start), at(one.end), None if one.duty is None else people[one.duty.person]]
            for one in segments
            if one.start < end and start < one.end
        ],
    }
