"""Rotations and changes to them for tests, by hand and by chance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from domain.calendars import Calendar, parse_calendar
from domain.durations import Duration, Unit
from domain.oncall.book import Absence, Book, Delegate, Override, OverrideKind
from domain.oncall.rotations import Context, Rotation

ANY = Context()
DAY, WEEK = Duration(1, Unit.DAYS), Duration(7, Unit.DAYS)
SECOND = timedelta(seconds=1)
LAYERS = ("primary", "secondary")

# Windows in which something happens: a change of the clocks, a month's, a year's or February's end.
WINDOWS = (
    ("Europe/Berlin", datetime(2026, 3, 27, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 23, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 6, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 10, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 3, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 2, tzinfo=UTC)),
    ("America/Sao_Paulo", datetime(2018, 11, 2, tzinfo=UTC)),
    ("Pacific/Apia", datetime(2011, 12, 28, tzinfo=UTC)),
    ("Asia/Shanghai", datetime(2026, 12, 30, tzinfo=UTC)),
    ("Asia/Shanghai", datetime(2028, 2, 27, tzinfo=UTC)),
    ("UTC", datetime(2026, 4, 29, tzinfo=UTC)),
)
WINDOW = timedelta(days=5)

OFFICE: dict[str, Callable[[str], Calendar]] = {
    "office": lambda zone: parse_calendar(zone, ["Mon-Fri 09:00-18:00"]),
    "nights": lambda zone: parse_calendar(zone, ["Mon-Sun 22:00-02:30"]),
    "always": lambda zone: parse_calendar(zone, "7x24"),
}


def utc(*parts: int) -> datetime:
    """An instant in UTC."""
    year, month, day, *rest = parts
    hour, minute, second = (*rest, 0, 0, 0)[:3]
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def rotation(people: tuple[int, ...] = (1, 2, 3), **changes: object) -> Rotation:
    """A weekly primary rotation, Mondays at 9:00 in Berlin, unless said otherwise."""
    given: dict[str, object] = {
        "layer": "primary",
        "zone": "Europe/Berlin",
        "start": datetime(2026, 1, 5, 9, 0),  # noqa: DTZ001 - a wall-clock time
        "shift": WEEK,
    }
    return Rotation(people=people, **{**given, **changes})  # type: ignore[arg-type]


def override(
    number: int,
    person: int,
    start: datetime,
    end: datetime,
    kind: OverrideKind = "override",
    **changes: object,
) -> Override:
    """An override of the primary layer, the higher numbered the later made."""
    given: dict[str, object] = {"layer": "primary", "made_at": utc(2026, 1, 1) + number * SECOND}
    return Override(id=number, person=person, start=start, end=end, kind=kind, **{**given, **changes})  # type: ignore[arg-type]


def absence(person: int, start: datetime, end: datetime) -> Absence:
    """That person is away."""
    return Absence(id=1, person=person, start=start, end=end)


def delegate(person: int, to: int, start: datetime, end: datetime, number: int = 1) -> Delegate:
    """`to` stands in for `person`."""
    return Delegate(id=number, person=person, to=to, start=start, end=end)


PEOPLE = st.integers(1, 4)
SKILLS = st.sampled_from((frozenset[str](), frozenset[str](), frozenset({"net"}), frozenset({"net", "sql"})))
"""What a rotation may ask for, and what people may have."""
_HALF_HOURS = st.integers(-48, 48 * WINDOW.days)
_CONTRACTS = st.sampled_from((frozenset[str](), frozenset({"C1"}), frozenset({"C1", "C2"})))
CONTEXTS = st.builds(Context, st.sampled_from((None, "C1", "C3")), st.sampled_from((None, "P1")))


@st.composite
def rotations(draw: st.DrawFn, zone: str, begin: datetime) -> Rotation:
    """Any rotation of that zone, whose handovers may fall into the hours that come twice or never."""
    minutes = draw(st.integers(0, 2 * 24 * 6)) * 10
    seconds = draw(st.sampled_from((3600, 5400, 8 * 3600, 12 * 3600, 86400, 2 * 86400, 7 * 86400)))
    kind = draw(st.sampled_from((None, *OFFICE)))
    able = draw(st.none() | st.frozensets(PEOPLE))
    people = draw(st.lists(PEOPLE, max_size=4))
    return Rotation(
        layer=draw(st.sampled_from(LAYERS)),
        people=tuple(one for one in people if able is None or one in able),
        zone=zone,
        start=begin.replace(tzinfo=None)
        + timedelta(days=draw(st.sampled_from((-40, 0, 30))), minutes=minutes),
        shift=Duration(seconds, Unit.SECONDS),
        rotates=draw(st.booleans()),
        hours=None if kind is None else OFFICE[kind](zone),
        outside=draw(st.booleans()),
        contracts=draw(_CONTRACTS),
        products=draw(st.sampled_from((frozenset[str](), frozenset[str](), frozenset({"P1"})))),
        offset=draw(st.integers(0, 3)),
        able=able,
        skills=draw(SKILLS),
    )


@st.composite
def _span(draw: st.DrawFn, begin: datetime) -> tuple[datetime, datetime]:
    start = begin + draw(_HALF_HOURS) * timedelta(minutes=30) + draw(st.sampled_from((0, 0, 7))) * SECOND
    return start, start + draw(st.integers(1, 200)) * timedelta(minutes=30)


@st.composite
def books(draw: st.DrawFn, begin: datetime) -> Book:
    """Any changes around that time."""
    overrides, absences, delegates = [], [], []
    for number in range(draw(st.integers(0, 6))):
        start, end = draw(_span(begin))
        overrides.append(
            Override(
                id=number,
                layer=draw(st.sampled_from(LAYERS)),
                person=draw(PEOPLE),
                start=start,
                end=end,
                made_at=begin + draw(st.integers(0, 3)) * SECOND,
                kind=draw(st.sampled_from(("override", "swap", "cover"))),
                for_person=draw(st.none() | PEOPLE),
                contracts=draw(_CONTRACTS),
            )
        )
    for _ in range(draw(st.integers(0, 4))):
        absences.append(absence(draw(PEOPLE), *draw(_span(begin))))
    for number in range(draw(st.integers(0, 4))):
        delegates.append(delegate(draw(PEOPLE), draw(PEOPLE), *draw(_span(begin)), number))
    return Book(tuple(overrides), tuple(absences), tuple(delegates))


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[Rotation, ...], Book, datetime]:
    """Rotations and changes to them, and the beginning of the WINDOW in which they are looked at."""
    zone, begin = draw(st.sampled_from(WINDOWS))
    made = tuple(draw(rotations(zone, begin)) for _ in range(draw(st.integers(0, 4))))
    return made, draw(books(begin)), begin
