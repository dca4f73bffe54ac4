"""A low answer is somebody's task: the superior's of the engineer concerned, never that engineer's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.calendars import parse_calendar
from domain.desk import Desk
from domain.plans.follow_ups import due_by, who_follows_up
from domain.plans.surveys import RATINGS_A_MONTH
from schedules import dues as plan
from storage import dues, people
from storage.dues import Due
from tests.engineers.office import BOSS, CUSTOMER, LI, MANAGERS, WANG, ZHAO, Office
from tests.satisfaction.bureau import (
    MEI,
    begun,
    bureau_desk,
    fill_in,
    repaired,
    sheet,
    to,
    two_contacts,
    write_to_bot,
)
from views.callbacks import encode


def follow_up(office: Office) -> Due:
    """The only one there is, after the timers that are due now."""
    office.tick(seconds=1)
    (due,) = dues.listed(office.conn, kinds=("follow_up",))
    return due


def dissatisfied(office: Office, engineer: int = LI) -> Due:
    """A survey with two low answers about an engineer."""
    repaired(office, engineer)
    survey = sheet(office, begun(office, "survey"))
    office.rows()
    fill_in(office, survey, [5, 1, 2, *[4] * 12])
    return follow_up(office)


def test_low_answers_go_to_the_superior_in_words_and_numbers(office: Office) -> None:
    due = dissatisfied(office)
    assert due.person_id == ZHAO
    told = office.rows("text")
    (row,) = to(told, ZHAO)
    words = office.shown(row)
    assert "Phone service · Skill in diagnosing faults: Very dissatisfied" in words
    assert "Result of the phone service: Dissatisfied" in words
    assert "Easy to reach" not in words
    assert "Mrs &lt;i&gt;Chen&lt;/i&gt; (+86 139)" in words
    assert "Li &lt;b&gt;Wei&lt;/b&gt;" in words
    assert to(told, LI) == to(told, MANAGERS) == []


def test_two_working_days_are_given(office: Office) -> None:
    friday = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
    calendar = parse_calendar("Asia/Shanghai", "Mon-Fri 09:00-18:00")
    assert due_by(calendar, friday).date().isoformat() == "2026-03-10"
    due = dissatisfied(office)
    assert (due.due_at.date() - due.opens_at.date()).days == 2


def test_without_low_answers_nobody_is_asked(office: Office) -> None:
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [3] * 15)
    office.tick(seconds=1)
    assert dues.listed(office.conn, kinds=("follow_up",)) == []


@pytest.mark.parametrize("end", ["left", "expired"])
def test_low_answers_of_an_unfinished_survey_count_too(office: Office, end: str) -> None:
    from tests.satisfaction.bureau import move

    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [1])
    if end == "left":
        move(office, survey, "l")
    else:
        office.tick(days=61)
    assert follow_up(office).data["survey"] == survey.id


def test_a_survey_taken_up_again_makes_no_second_task(office: Office) -> None:
    from tests.satisfaction.bureau import move

    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [1])
    move(office, survey, "l")
    first = follow_up(office)
    move(office, survey, "r")
    office.rows()
    for _ in range(14):
        move(office, survey, "1")
    move(office, survey, "w")
    write_to_bot(office, CUSTOMER, "Nobody came")
    after = follow_up(office)
    assert after.id == first.id
    (row,) = [row for row in office.rows("text") if row.data["id"] == "follow-up-ask"]
    assert "Nobody came" in office.shown(row)
    assert not office.press(after.person_id or 0, next(iter(office.buttons(row).values())), chat=None).alert


def test_it_is_closed_with_how_and_what(office: Office) -> None:
    due = dissatisfied(office)
    office.rows()
    office.press(ZHAO, encode("vf", due.id, due.fence, "phone"), chat=None, message=600)
    (row,) = office.rows("revise")
    assert "which closes the follow-up" in office.shown(row)
    assert office.private(ZHAO, "The cable <was> loose; we visit on Monday")
    (row,) = office.rows("revise")
    assert "Follow-up done" in office.shown(row)
    assert "The cable &lt;was&gt; loose" in office.shown(row)
    after = dues.get(office.conn, due.id)
    assert (after.state, after.late, after.data["note"]["how"]) == ("done", False, "phone")
    again = office.press(ZHAO, encode("vf", due.id, after.fence, "phone"), chat=None)
    assert "done already" in again.text


def test_back_to_another_way_and_cancel_keep_it_open(office: Office) -> None:
    due = dissatisfied(office)
    office.press(ZHAO, encode("vf", due.id, due.fence, "phone"), chat=None)
    now = dues.get(office.conn, due.id)
    office.press(ZHAO, encode("vf", due.id, now.fence, "b"), chat=None)
    now = dues.get(office.conn, due.id)
    office.press(ZHAO, encode("vf", due.id, now.fence, "onsite"), chat=None)
    assert office.private(ZHAO, "/cancel")
    assert people.find(office.conn, ZHAO).asking is None  # type: ignore[union-attr]
    assert dues.get(office.conn, due.id).open


def test_nobody_whom_it_is_about_can_touch_it_even_as_manager(office: Office) -> None:
    office.desk = replace(
        office.desk, people={**office.desk.people, LI: replace(office.desk.people[LI], manager=True)}
    )
    people.sync_staff(office.conn, office.desk, office.now)
    due = dissatisfied(office)
    for person in (LI, WANG):
        refused = office.press(person, encode("vf", due.id, due.fence, "phone"), chat=None)
        assert refused.alert
        assert dues.get(office.conn, due.id).fence == due.fence
    assert not office.press(BOSS, encode("vf", due.id, due.fence, "phone"), chat=None).alert


def test_overdue_it_climbs_but_never_to_the_engineer(office: Office) -> None:
    due = dissatisfied(office)
    office.rows()
    office.tick(days=14)
    told = office.rows("text")
    assert {"due-reminder", "due-overdue"} <= {row.data["id"] for row in to(told, ZHAO)}
    assert "due-overdue-superior" in {row.data["id"] for row in to(told, BOSS)}
    assert "due-overdue-superior" in {row.data["id"] for row in to(told, MANAGERS)}
    assert to(told, LI) == []
    assert dues.get(office.conn, due.id).open


def test_a_low_tap_becomes_a_task_and_one_notice_to_the_managers(office: Office) -> None:
    number = repaired(office, WANG, stars=2)
    due = follow_up(office)
    assert (due.person_id, due.data["ticket"], due.data["engineers"]) == (ZHAO, number, [WANG])
    told = office.rows()
    (row,) = to(told, ZHAO)
    assert f"#{number}" in office.shown(row)
    assert "2 of 5" in office.shown(row)
    assert [row.data["what"] for row in to(told, MANAGERS) if row.kind == "managers"] == ["low-rating"]
    assert [row for row in to(told, MANAGERS) if row.kind == "text"] == []


def test_a_good_tap_is_nobodys_task(office: Office) -> None:
    repaired(office, WANG, stars=3)
    office.tick(seconds=1)
    assert dues.listed(office.conn, kinds=("follow_up",)) == []


def test_the_one_at_resolution_is_concerned_not_who_had_it_before(office: Office) -> None:
    from domain.tickets.commands import Confirm, HandOver, Resolve
    from storage import apply

    ticket = office.taken(LI)
    for command in (HandOver(LI, WANG), Resolve(WANG, "hardware", "a", "b", ""), Confirm(CUSTOMER)):
        office.pass_time(minutes=1)
        apply.apply(office.conn, office.desk, ticket.id, command, office.now)
    office.press(CUSTOMER, encode("st", ticket.id, 1), chat=None)
    assert follow_up(office).data["engineers"] == [WANG]


def test_a_superior_who_did_the_work_does_not_follow_up_on_it(office: Office) -> None:
    assert dissatisfied(office, ZHAO).person_id == BOSS


def test_a_superior_who_repaired_something_too_is_concerned(office: Office) -> None:
    for engineer in (LI, ZHAO, LI):
        repaired(office, engineer)
    survey = sheet(office, begun(office, "survey"))
    fill_in(office, survey, [1] * 15)
    due = follow_up(office)
    assert (due.data["engineers"], due.person_id) == ([LI], BOSS)


def test_an_engineer_who_left_is_followed_up_by_the_superior_on_record(office: Office) -> None:
    repaired(office, WANG)
    survey = sheet(office, begun(office, "survey"))
    staff = {number: one for number, one in office.desk.people.items() if number != WANG}
    office.desk = replace(office.desk, people=staff)
    people.sync_staff(office.conn, office.desk, office.now)
    fill_in(office, survey, [1] * 15)
    assert follow_up(office).person_id == ZHAO


def test_a_task_of_somebody_who_leaves_goes_up_not_to_the_engineer(office: Office) -> None:
    due = dissatisfied(office)
    office.rows()
    staff = {number: one for number, one in office.desk.people.items() if number != ZHAO}
    office.desk = replace(office.desk, people=staff)
    people.sync_staff(office.conn, office.desk, office.now)
    plan.ensure(office.conn, office.desk, office.now)
    office.tick(seconds=1)
    after = dues.get(office.conn, due.id)
    assert after.person_id == BOSS
    (row,) = [row for row in to(office.rows("text"), BOSS) if row.data["id"] == "due-reassigned"]
    assert not office.press(BOSS, next(iter(office.buttons(row).values())), chat=None).alert


def test_where_everybody_is_concerned_the_managers_are_told_and_nobody_is_given_it(office: Office) -> None:
    desk = bureau_desk()
    everybody = list(desk.people)
    assert who_follows_up(desk, [LI], everybody, {}) is None
    for engineer in (LI, WANG, ZHAO, BOSS, MEI):
        repaired(office, engineer)
    survey = sheet(office, begun(office, "survey"))
    office.rows()
    fill_in(office, survey, [1] * 15)
    assert follow_up(office).person_id is None
    assert "follow-up-ask" in [row.data["id"] for row in to(office.rows("text"), MANAGERS)]


def test_superiors_in_a_circle_end_at_a_manager() -> None:
    desk: Desk = bureau_desk()
    circle = {
        LI: replace(desk.people[LI], superior_id=WANG),
        WANG: replace(desk.people[WANG], superior_id=LI),
        BOSS: desk.people[BOSS],
    }
    assert who_follows_up(replace(desk, people=circle), [LI], [LI, WANG], {}) == BOSS


def test_at_most_so_many_ratings_are_asked_of_a_person_in_a_month(office: Office) -> None:
    from bot.delivery.parcel import Drop
    from bot.delivery.render import Renderer
    from tests.engineers.office import no_picture

    def asked() -> bool:
        """Whether the question of one more repair is sent."""
        before = office._seen
        ticket = repaired(office, LI)
        office._seen = before
        from sqlalchemy import select, update

        from storage import outbox
        from storage.tables import outbox as table

        number = office.conn.execute(
            select(table.c.id)
            .where(table.c.ticket == ticket, table.c.kind == "customer")
            .order_by(table.c.id.desc())
        ).scalar()
        office.conn.execute(update(table).where(table.c.id == number).values(state="new"))
        row = outbox.waiting(office.conn, number or 0)
        assert row is not None
        assert row.data["what"] == "ask-rating"
        parcel = Renderer(office.desk, no_picture).render(office.conn, row, office.now, False)
        sent = not isinstance(parcel, Drop)
        office.conn.execute(
            update(table).where(table.c.id == number).values(state="sent" if sent else "dropped")
        )
        return sent

    assert [asked() for _ in range(RATINGS_A_MONTH + 2)] == [True] * RATINGS_A_MONTH + [False] * 2
    # April begins at 16:00 UTC on the last of March in the customer's zone.
    office.now = datetime(2026, 3, 31, 15, 0, tzinfo=UTC)
    assert not asked()
    office.now = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
    assert asked()


def test_ratings_of_another_contact_count_for_themselves(office: Office) -> None:
    from zoneinfo import ZoneInfo

    from storage.surveys import rated_enough
    from tests.satisfaction.bureau import COLLEAGUE

    two_contacts(office)
    for _ in range(RATINGS_A_MONTH):
        repaired(office, LI)
    zone = ZoneInfo("Asia/Shanghai")
    assert rated_enough(office.conn, CUSTOMER, 0, office.now, zone)
    assert not rated_enough(office.conn, COLLEAGUE, 0, office.now, zone)
