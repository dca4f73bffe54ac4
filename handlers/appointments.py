"""Two sides agree on a time for an inspection, by buttons or typed words; the same steps for engineer and customer.

Whoever answers first decides for their side. Nothing is lost by a cancelled appointment: the inspection stays due.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from domain.calendars import Calendar
from domain.desk import Desk
from domain.plans.appointments import (
    LONGEST_AHEAD,
    NOTICE,
    at_minute,
    days,
    hours,
    hours_of,
    opening_hours,
    within,
)
from domain.tickets.refused import Refused
from handlers.engineers.oncall_times import NotATime, read_span
from handlers.incoming import Answer, Incoming
from handlers.refusals import short_name
from handlers.speak import revise, say
from storage import appointments, dues, people
from storage.dues import Due, UnknownDue
from storage.people import Someone
from views.callbacks import Press
from views.inspection_keys import (
    CUSTOMER,
    ENGINEER,
    Keys,
    customer_keys,
    engineer_keys,
    key,
    question_keys,
    verb_of,
    worded,
)
from views.inspection_words import invited, moment
from views.texts import plain
from views.times import day_text

ASKING = "when"
"""What `people.asking` begins with while a typed time is waited for: `when:<number>`."""

_DAYS_SHOWN = 6
_LAST_PAGE = 9
_DAYS_A_ROW, _HOURS_A_ROW = 2, 4


@dataclass(frozen=True)
class Side:
    """Who is at it: the engineer whose inspection it is, or somebody of the customer."""

    conn: Connection
    desk: Desk
    incoming: Incoming
    person: Someone
    now: datetime
    name: str

    def due(self, number: int, fence: int | None = None) -> Due:
        """The inspection; Refused if it is somebody else's, over, or moved on since the button was shown."""
        try:
            due = dues.get(self.conn, number)
        except UnknownDue:
            raise Refused("inspection-stale") from None
        if due.kind != appointments.KIND or due.contract is None:
            raise Refused("inspection-stale")
        self._may(due)
        if not due.open:
            raise Refused("inspection-over")
        if fence is not None and due.fence != fence:
            raise Refused("inspection-stale")
        return due

    def _may(self, due: Due) -> None:
        assert due.contract is not None
        if self.name == CUSTOMER:
            if due.contract not in people.contracts_of(self.conn, self.person.id):
                raise Refused("inspection-not-yours")
        elif due.person_id != self.person.id:
            raise Refused("inspection-somebody-elses", who=due.person_id or 0)

    def zone(self, due: Due) -> str:
        """The customer's zone: the appointment is at their place."""
        assert due.contract is not None
        return self.desk.contract(due.contract).timezone

    def hours(self, due: Due) -> Calendar:
        """When the customer works."""
        assert due.contract is not None
        return hours_of(self.desk, due.contract)

    def words(self, due: Due, at: datetime | None = None) -> dict[str, Any]:
        """The variables of every text about an appointment."""
        assert due.contract is not None
        found: dict[str, Any] = {
            "what": due.label,
            "customer": self.desk.contract(due.contract).customer,
            "who": self.person.name,
            "engineer": short_name(self.conn, due.person_id) if due.person_id is not None else "–",
            "invited": invited(due.label["in"], customer=self.name == CUSTOMER),
        }
        return found | {"at": moment(at, self.zone(due))} if at is not None else found

    def show(self, text_id: str, variables: dict[str, Any], buttons: Keys | Sequence[Any] = ()) -> None:
        """Change the message whose button was pressed, or answer a typed time."""
        if self.incoming.callback_id is None:
            say(self.conn, self.person.id, self.now, text_id, variables, buttons=buttons)
        else:
            revise(
                self.conn, self.incoming.chat_id, self.incoming.message_id, self.now, text_id, variables,
                buttons=buttons,
            )  # fmt: skip


def act(side: Side, action: str, pressed: Press) -> Answer:
    """A press of a step: p(ages of days), d(ay), t(ime), w(rite), a(ccept), x (not then), b(ack)."""
    due = side.due(pressed.number(0), pressed.number(1))
    if due.state == "started":
        raise Refused("inspection-begun")
    try:
        return _ACTS[action](side, due, pressed)
    except UnknownDue:
        raise Refused("inspection-stale") from None


def _pages(side: Side, due: Due, pressed: Press) -> Answer:
    page = pressed.number(2)
    if page > _LAST_PAGE:
        raise ValueError(page)
    _show_days(side, due, page)
    return Answer()


def _show_days(side: Side, due: Due, page: int = 0) -> None:
    found = days(side.hours(due), side.zone(due), side.now, _DAYS_SHOWN, page * _DAYS_SHOWN)
    rows = _rows(
        [
            worded(
                day_text(day, side.person.language),
                verb_of(side.name, "d"),
                due.id,
                due.fence,
                day.toordinal(),
            )
            for day in found
        ],
        _DAYS_A_ROW,
    )
    turning = []
    if page:
        turning.append(key("inspection-button-earlier", verb_of(side.name, "p"), due.id, due.fence, page - 1))
    if page < _LAST_PAGE and len(found) == _DAYS_SHOWN:
        turning.append(key("inspection-button-later", verb_of(side.name, "p"), due.id, due.fence, page + 1))
    rows += [turning] if turning else []
    rows.append(
        [
            key("inspection-button-write", verb_of(side.name, "w"), due.id, due.fence),
            key("inspection-button-back", verb_of(side.name, "b"), due.id, due.fence),
        ]
    )
    words = side.words(due) | {"until": moment(due.last_moment, side.zone(due))}
    side.show("inspection-which-day", words, rows)


def _day(side: Side, due: Due, pressed: Press) -> Answer:
    day = _local_day(pressed.number(2))
    found = hours(side.hours(due), side.zone(due), day, side.now)
    if not found:
        raise Refused("inspection-time-over")
    zone = ZoneInfo(side.zone(due))
    keys = []
    for at in found:
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        keys.append(
            worded(f"{local:%H:%M}", verb_of(side.name, "t"), due.id, due.fence, day.toordinal(), minute)
        )
    rows = _rows(keys, _HOURS_A_ROW)
    rows.append([key("inspection-button-days", verb_of(side.name, "p"), due.id, due.fence, 0)])
    side.show("inspection-which-hour", side.words(due) | {"day": _day_words(day)}, rows)
    return Answer()


def _time(side: Side, due: Due, pressed: Press) -> Answer:
    minute = pressed.number(3)
    if minute >= 1440:
        raise ValueError(minute)
    at = at_minute(side.zone(due), _local_day(pressed.number(2)), minute)
    if at < side.now + NOTICE:
        raise Refused("inspection-time-over")
    if at > side.now + LONGEST_AHEAD or not within(side.hours(due), at):
        raise ValueError(minute)
    _propose(side, due, at)
    return Answer()


def _write(side: Side, due: Due, pressed: Press) -> Answer:
    people.change(side.conn, side.person.id, asking=f"{ASKING}:{due.id}")
    back = [[key("inspection-button-days", verb_of(side.name, "p"), due.id, due.fence, 0)]]
    side.show("inspection-write-time", side.words(due), back)
    return Answer()


def take_typed(side: Side, number: int, words: str) -> None:
    """A typed time; what is wrong with it is said, and another one waited for."""
    try:
        due = side.due(number)
        if due.state == "started":
            raise Refused("inspection-begun")
    except Refused as refused:
        people.change(side.conn, side.person.id, asking=None)
        say(side.conn, side.person.id, side.now, refused.reason, _who(side, refused))
        return
    zone = ZoneInfo(side.zone(due))
    try:
        at = _read(words, side.now, zone)
    except NotATime:
        say(side.conn, side.person.id, side.now, "inspection-time-unclear")
        return
    if at < side.now + NOTICE or at > side.now + LONGEST_AHEAD:
        say(side.conn, side.person.id, side.now, "inspection-time-over")
        return
    if side.name == ENGINEER and not within(side.hours(due), at):
        variables = {"at": moment(at, side.zone(due)), "hours": _hours_words(side, due, at)}
        say(side.conn, side.person.id, side.now, "inspection-time-closed", variables)
        return
    people.change(side.conn, side.person.id, asking=None)
    try:
        _propose(side, due, at)
    except UnknownDue:
        say(side.conn, side.person.id, side.now, "inspection-stale")


def _read(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of what is typed; a day without an hour is no appointment."""
    span = read_span(words, now, zone)
    if span is None:
        raise NotATime("words")
    start, end = span
    if abs(start - now) < timedelta(seconds=1):
        # A time of the day alone means until then.
        start = end
    if start.astimezone(zone).time().replace(tzinfo=None) == datetime.min.time() and end - start >= timedelta(
        hours=20
    ):
        raise NotATime("words")
    return start


def _propose(side: Side, due: Due, at: datetime) -> None:
    after = appointments.propose(side.conn, due, at, side.name, side.person.id, side.now)
    words = side.words(after, at)
    mine = engineer_keys if side.name == ENGINEER else customer_keys
    again = mine(after.id, after.fence, "open", side.name)
    side.show(
        "inspection-proposed-sent", words, [row for row in again if row[0]["id"] != "inspection-button-now"]
    )
    text_id = "inspection-proposed" if side.name == ENGINEER else "inspection-proposed-customer"
    other = CUSTOMER if side.name == ENGINEER else ENGINEER
    told = _tell(side, after, other, text_id, words, question_keys(other, after.id, after.fence))
    if not told:
        say(side.conn, side.person.id, side.now, "inspection-nobody-there", words)
    if side.name == CUSTOMER:
        _tell(side, after, CUSTOMER, "inspection-proposed-by-colleague", words, [])


def _accept(side: Side, due: Due, pressed: Press) -> Answer:
    proposal, at = appointments.proposal_of(due), appointments.proposed_at(due)
    if at is None or proposal["side"] == side.name:
        raise Refused("inspection-stale")
    if at <= side.now:
        raise Refused("inspection-time-over")
    after = appointments.agree(side.conn, due, side.person.id, side.now)
    people.change(side.conn, side.person.id, asking=None)
    words = side.words(after, at)
    for name in (ENGINEER, CUSTOMER):
        keys = (
            engineer_keys(after.id, after.fence, after.state, None)
            if name == ENGINEER
            else customer_keys(after.id, after.fence, after.state, None)
        )
        if name == side.name:
            side.show("inspection-agreed", words, keys)
        _tell(side, after, name, "inspection-agreed", words, keys)
    return Answer(plain(side.person.language, "inspection-agreed-short"))


def _not_then(side: Side, due: Due, pressed: Press) -> Answer:
    """The appointment is off; both may propose another time, and whoever called it off is asked for one at once."""
    if due.state != "agreed" or due.agreed_at is None:
        raise Refused("inspection-stale")
    after = appointments.give_up(side.conn, due, side.person.id, side.now, f"cancelled by {side.name}")
    words = side.words(due, due.agreed_at)
    for name, keys in (
        (ENGINEER, engineer_keys(after.id, after.fence, after.state, None)),
        (CUSTOMER, customer_keys(after.id, after.fence, after.state, None)),
    ):
        _tell(side, after, name, "inspection-called-off", words, keys)
    _show_days(side, after)
    return Answer(plain(side.person.language, "inspection-called-off-short"))


def _back(side: Side, due: Due, pressed: Press) -> Answer:
    show_state(side, due)
    return Answer()


def show_state(side: Side, due: Due) -> None:
    """How it stands, and what this side can do next."""
    if (people.find(side.conn, side.person.id) or side.person).asking == f"{ASKING}:{due.id}":
        people.change(side.conn, side.person.id, asking=None)
    proposal, at = appointments.proposal_of(due), appointments.proposed_at(due)
    words = side.words(due) | {"until": moment(due.last_moment, side.zone(due))}
    mine = engineer_keys if side.name == ENGINEER else customer_keys
    keys = mine(due.id, due.fence, due.state, proposal.get("side"))
    if due.agreed_at is not None and due.state == "agreed":
        side.show("inspection-agreed", side.words(due, due.agreed_at), keys)
    elif at is not None and proposal["side"] == side.name:
        side.show("inspection-proposed-sent", side.words(due, at), keys)
    elif at is not None:
        by = people.find(side.conn, proposal["by"])
        text_id = "inspection-proposed" if side.name == CUSTOMER else "inspection-proposed-customer"
        side.show(text_id, side.words(due, at) | {"who": by.name if by is not None else "–"}, keys)
    else:
        side.show("inspection-ask" if side.name == ENGINEER else "inspection-to-agree", words, keys)


def _tell(side: Side, due: Due, name: str, text_id: str, words: dict[str, Any], keys: Keys) -> bool:
    """Say something to everybody of a side but the one who acts; False if there is nobody on that side at all."""
    assert due.contract is not None
    if name == ENGINEER:
        everybody = [due.person_id] if due.person_id is not None else []
    else:
        everybody = people.members_of(side.conn, due.contract)
    theirs = words | {"invited": invited(due.label["in"], customer=name == CUSTOMER)}
    for person in everybody:
        if person != side.person.id:
            say(side.conn, person, side.now, text_id, theirs, buttons=keys)
    return bool(everybody)


def _who(side: Side, refused: Refused) -> dict[str, Any]:
    return {"who": short_name(side.conn, refused.details["who"])} if "who" in refused.details else {}


def _day_words(day: date) -> dict[str, Any]:
    return {"in": {one: day_text(day, one) for one in ("zh", "en")}}


def _hours_words(side: Side, due: Due, at: datetime) -> str:
    day = at.astimezone(ZoneInfo(side.zone(due))).date()
    found = opening_hours(side.hours(due), side.zone(due), day)
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in found) or "–"


def _local_day(ordinal: int) -> date:
    try:
        return date.fromordinal(ordinal)
    except OverflowError:
        raise ValueError(ordinal) from None


def _rows(keys: Keys | list[dict[str, Any]], wide: int) -> list[list[dict[str, Any]]]:
    flat: list[Any] = list(keys)
    return [flat[at : at + wide] for at in range(0, len(flat), wide)]


_ACTS: dict[str, Callable[[Side, Due, Press], Answer]] = {
    "p": _pages,
    "d": _day,
    "t": _time,
    "w": _write,
    "a": _accept,
    "x": _not_then,
    "b": _back,
}
ACTIONS = tuple(_ACTS)
"""The steps, one letter each."""
