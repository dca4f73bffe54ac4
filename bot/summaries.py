"""Summaries as messages: figures read apart from all other work, drawn and put into words while their row waits."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.delivery.facing import name_of
from bot.drawing import Painter
from domain.analysis import Analysis
from domain.desk import Desk
from domain.fairness import Burden, burdens
from domain.plans.periods import MONTH, QUARTER, WEEK, before
from domain.summary import Summary
from storage import contracts, people, subscriptions
from storage.analysis import analysis
from storage.aside import aside
from storage.engine import Store
from storage.fairness import paged
from storage.outbox import Row
from storage.summary import gather
from views.analysis import analysis_text
from views.analysis_picture import PROGRAM, analysis_picture
from views.callbacks import encode
from views.content import MAX_CAPTION, Button, Content, File
from views.customer_report import customer_report, report_title
from views.fairness import fairness_brief
from views.summary import summary_text, visible_length
from views.summary_picture import picture
from views.texts import Safe, lines, plain, text
from views.times import duration_text
from views.tokens import token

_LATE_SECONDS = 600
_COMPARED = (WEEK, MONTH, QUARTER)


@dataclass(frozen=True)
class _Read:
    """Everything that a message says."""

    summary: Summary
    analysis: Analysis | None = None
    burdens: Sequence[Burden] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    customers: Mapping[str, str] = field(default_factory=dict)


class Summaries:
    """The group's, the managers' own, and the customers'."""

    def __init__(self, store: Store, painter: Painter) -> None:
        self._store, self._painter = store, painter

    def begin(
        self, conn: Connection, desk: Desk, row: Row, language: str, now: datetime
    ) -> Coroutine[Any, Any, Content]:
        """The making of a row's summary."""
        return self._make(desk, row, language, now)

    async def _make(self, desk: Desk, row: Row, language: str, now: datetime) -> Content:
        zone = zone_of(desk, row)
        read = await self._store.report(partial(_read, desk, row, zone, now))
        outside = bool(row.data.get("customer"))
        # Medians of some ten thousand times: not where people wait for answers.
        figures, labels, program, words = await aside(partial(_shown, read, row, language, zone, now))
        drawn = await self._painter.draw(figures, labels, program)
        buttons = () if outside else _buttons(desk, row, language)
        if drawn is None or visible_length(words) > MAX_CAPTION:
            return Content(words, buttons)
        return Content(words, buttons, files=(File("photo", data=drawn, name="summary.png"),))


def needless(conn: Connection, row: Row) -> str | None:
    """Why a summary or export is not for this reader any more: rights are those of the moment of sending."""
    if row.chat_id < 0:
        return None
    if row.data.get("customer"):
        mine = subscriptions.contacts(conn, str(row.data["contract"]))
        return None if row.chat_id in mine else "no contact of the contract any more"
    person = people.find(conn, row.chat_id)
    return None if person is not None and person.is_manager else "no manager any more"


def zone_of(desk: Desk, row: Row) -> ZoneInfo:
    """The customer's zone for the customer, the desk's for us."""
    code = row.data.get("contract")
    if row.data.get("customer") and code is not None:
        return ZoneInfo(desk.contract(code).timezone)
    return ZoneInfo(desk.timezone)


def _read(desk: Desk, row: Row, zone: ZoneInfo, now: datetime, conn: Connection) -> _Read:
    start, end = (datetime.fromisoformat(row.data[key]) for key in ("start", "end"))
    period, contract = row.data.get("period"), row.data.get("contract")
    earlier = before(period, start, zone.key) if period in _COMPARED and not row.data.get("asked") else None
    summary = gather(conn, start, end, now, zone=zone, contract=contract, before=earlier)
    if period == QUARTER:
        found = analysis(
            conn, before(QUARTER, start, zone.key), start, end, now, contract=contract, places=desk.sites,
            products=desk.products, clocks_kept=summary.attainment,
        )  # fmt: skip
        customers = {code: customer for code, (_, customer, _) in contracts.latest(conn).items()}
        return _Read(summary, found, customers={} if contract else customers)
    if period == MONTH and contract is None:
        shared = burdens(paged(conn, start, end), desk.rota.office, zone)
        return _Read(summary, None, shared, {one.person: name_of(conn, desk, one.person) for one in shared})
    return _Read(summary)


def _shown(
    read: _Read, row: Row, language: str, zone: ZoneInfo, now: datetime
) -> tuple[dict[str, Any], dict[str, str], str | None, Safe]:
    """Figures and labels of the picture, the program that draws it, and the words."""
    outside = bool(row.data.get("customer"))
    title = report_title(read.summary, language, zone) if outside else None
    words = _words(read, row, language, zone, now, outside=outside)
    if read.analysis is not None:
        return (*analysis_picture(read.analysis, read.summary, language, zone, title), PROGRAM, words)
    figures, labels = picture(read.summary, language, zone)
    return figures, {**labels, "title": title} if title else labels, None, words


def _words(read: _Read, row: Row, language: str, zone: ZoneInfo, now: datetime, *, outside: bool) -> Safe:
    late = now - datetime.fromisoformat(row.data.get("due") or row.data["end"])
    note = None
    if not row.data.get("asked") and late.total_seconds() > _LATE_SECONDS:
        length = duration_text(late, language)
        note = (
            text(language, "creport-late", length=length)
            if outside
            else text(language, "said-late", late=length)
        )
    fair = fairness_brief(read.burdens, lambda one: read.names[one], language) if read.burdens else None
    more = lines(fair, note)
    room = MAX_CAPTION - (visible_length(more) + 1 if more else 0)
    if outside:
        said = customer_report(read.summary, read.analysis, language, zone, room)
    elif read.analysis is not None:
        said = analysis_text(read.analysis, read.summary, language, zone, room, customers=read.customers)
    else:
        said = summary_text(read.summary, language, zone, room)
    return lines(said, more)


def _buttons(desk: Desk, row: Row, language: str) -> tuple[tuple[Button, ...], ...]:
    code, period = row.data.get("contract"), row.data.get("period")
    if code is None or code not in desk.contracts or period not in (MONTH, QUARTER):
        return ()
    start, end = (int(datetime.fromisoformat(row.data[key]).timestamp()) for key in ("start", "end"))
    send = encode("us", token(code), period[0], start, end)
    return ((Button(plain(language, "creport-button-send"), send),),)
