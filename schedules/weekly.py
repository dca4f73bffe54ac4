"""The week's reports: drafts to the engineers, a reminder, and all of them bundled for the service manager."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from domain.desk import Desk, Person
from domain.plans import weekly
from domain.plans.weekly import Week, weeks
from domain.plans.windows import in_office
from schedules.due_kinds import Kind, register
from schedules.telling import tell
from storage import dues, people, timers
from storage import weekly as records
from storage.dues import Due
from storage.outbox import Lane
from storage.timers import Timer
from views.weekly import draft, report_keys, span, spot_keys

KEY, REPORT, SPOT = "weekly", "weekly", "spot"
_INSTANT = timedelta(microseconds=1)
_AHEAD = timedelta(days=60)
_CHECKED_WITHIN = timedelta(days=7)


def ensure(conn: Connection, desk: Desk, now: datetime) -> None:
    """At start the weeks are looked at; a report that fell into downtime is asked for at once."""
    if not desk.weekly_reports:
        timers.disarm(conn, KEY)
        return
    timers.arm(conn, KEY, "weekly", now)


def run(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Ask for the reports that are to be asked for, the newest week's only, and wait for the next."""
    until = dues.seen_until(conn, KEY)
    found = [] if until is None else list(weeks(desk.rota.office, until, now + _INSTANT))
    at_work = in_office(desk.rota.office, now)
    if found and at_work > now:
        # Slept through: nobody is woken up for a report.
        timers.arm(conn, KEY, "weekly", at_work)
        return
    dues.see_until(conn, KEY, now + _INSTANT)
    for week in found:
        for person in desk.people.values():
            if person.engineer and person.id not in (desk.reports_to, *desk.book.absent(now)):
                _ask(conn, desk, person, week, now, newest=week is found[-1])
    if found:
        # After downtime there is still time to look at the draft.
        at = max(found[-1].bundled, now + weekly.ASKED_BEFORE)
        timers.arm(
            conn,
            f"weekly:bundle:{found[-1].monday}",
            "weekly-bundle",
            at,
            data={"monday": str(found[-1].monday)},
        )
    following = next(weeks(desk.rota.office, now + _INSTANT, now + _AHEAD), None)
    timers.arm(conn, KEY, "weekly", following.asked if following is not None else now + _AHEAD / 2)


def _ask(conn: Connection, desk: Desk, person: Person, week: Week, now: datetime, *, newest: bool) -> None:
    since = _since(conn, person.id, week)
    language = _language(conn, person)
    words = draft(
        records.work_of(conn, person.id, since, now),
        records.others_of(conn, person.id, since, now),
        desk,
        language,
    )
    due = dues.add(
        conn, f"{REPORT}:{person.id}:{week.monday}", REPORT, REPORT, week.asked, week.due, now, person_id=person.id,
        state="open" if newest else "missed", late=not newest or now >= week.due,
        data={
            "label": {"zh": "周报", "en": "Weekly report"}, "first": str(week.monday), "text": words,
            "since": since.isoformat(),
        },
    )  # fmt: skip
    if due is None or not newest:
        return
    variables: dict[str, Any] = {
        "week": _span(week), "until": {"at": week.due.isoformat()}, "text": words, "late": "yes" if due.late else "no",
    }  # fmt: skip
    tell(
        conn,
        person.id,
        now,
        "weekly-ask",
        variables,
        buttons=report_keys(due.id, due.fence),
        lane=Lane.PROMPT,
    )
    reminder = week.due - weekly.REMINDED_BEFORE
    if reminder > now:
        timers.arm(conn, f"due:{due.id}:remind", "weekly-remind", reminder, data={"due": due.id})


def remind(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """Half an hour before the end of work: it is not sent yet."""
    due = dues.get(conn, int(timer.data["due"]))
    if due.open and due.person_id is not None:
        dues.note(conn, due.id, "reminded", now)
        tell(
            conn, due.person_id, now, "weekly-remind", {"until": {"at": due.due_at.isoformat()}},
            buttons=report_keys(due.id, due.fence), lane=Lane.PROMPT,
        )  # fmt: skip


def bundle(conn: Connection, desk: Desk, timer: Timer, now: datetime) -> None:
    """The next working morning: every report to the service manager, who did not send named, and a sample to check."""
    monday = str(timer.data["monday"])
    reports = [one for one in dues.listed(conn, kinds=(REPORT,)) if one.data.get("first") == monday]
    chat = desk.reports_to
    missing = [one for one in reports if one.open]
    for one in missing:
        dues.note(conn, one.id, "overdue", now)
    sent = sum(one.state == "done" for one in reports)
    whose = (desk.people.get(one.person_id or 0) for one in missing)
    names = ", ".join(person.name for person in whose if person is not None)
    variables = {"week": {"in": _spans(monday)}, "sent": sent, "all": len(reports), "missing": names or "–"}
    tell(conn, chat, now, "weekly-bundle", variables, lane=Lane.REPORT)
    for one in reports:
        if one.state == "done":
            forward(conn, desk, one, now)
    for one in missing:
        if one.person_id is not None:
            tell(
                conn,
                one.person_id,
                now,
                "weekly-missing",
                {"week": {"in": _spans(monday)}},
                buttons=report_keys(one.id, one.fence),
            )
    _draw(conn, desk, monday, chat, now)


def forward(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """One report to the service manager."""
    person = desk.people.get(due.person_id) if due.person_id is not None else None
    words = {
        "who": person.name if person is not None else "–",
        "text": due.data.get("text", ""),
        "late": "yes" if due.late else "no",
    }
    tell(conn, desk.reports_to, now, "weekly-report", words, lane=Lane.REPORT)


def _draw(conn: Connection, desk: Desk, monday: str, chat: int, now: datetime) -> None:
    start = min(
        (
            datetime.fromisoformat(one.data["since"])
            for one in dues.listed(conn, kinds=(REPORT,))
            if one.data.get("first") == monday
        ),
        default=now,
    )
    resolved = {who: numbers for who, numbers in records.closed_by(conn, start, now).items() if who != chat}
    drawn = weekly.sample(resolved, f"{monday}:{now.isoformat()}")
    if not drawn:
        return
    due = dues.add(
        conn, f"{SPOT}:{monday}", SPOT, SPOT, now, now + _CHECKED_WITHIN, now, person_id=chat if chat > 0 else None,
        data={
            "label": {"zh": "每周抽查", "en": "Weekly spot check"}, "first": monday, "drawn": drawn, "results": {},
            "chat": chat,
        },
    )  # fmt: skip
    if due is not None:
        listed = " ".join(f"#{number}" for number in drawn)
        tell(conn, chat, now, "weekly-spot", {"numbers": listed}, buttons=spot_keys(due.id, drawn, {}))
        dues.arm(conn, due, now)


def _since(conn: Connection, person: int, week: Week) -> datetime:
    """Since the report before, so that a week without work is not lost; at most two weeks back."""
    before = dues.listed(conn, kinds=(REPORT,), person_id=person, opens_before=week.asked)
    last = before[-1].opens_at if before else week.start
    return max(last, week.asked - timedelta(days=15))


def _language(conn: Connection, person: Person) -> str:
    known = people.find(conn, person.id)
    return known.language if known is not None else person.language


def _span(week: Week) -> dict[str, Any]:
    return {"in": _spans(str(week.monday))}


def _spans(monday: str) -> dict[str, str]:
    day = datetime.fromisoformat(monday).date()
    return {language: span(day, language) for language in ("zh", "en")}


def _nothing(conn: Connection, desk: Desk, due: Due, now: datetime) -> None:
    """Weekly reports are asked for by their own timer."""


register(REPORT, Kind(_nothing, lambda due: report_keys(due.id, due.fence), climbs=False))
register(SPOT, Kind(_nothing, lambda due: spot_keys(due.id, due.data["drawn"], due.data["results"])))
