"""On a phone: one living message, what is sent belongs to the open point, findings become tickets, the end is signed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.plans.checklists import shipped
from domain.plans.promises import Service
from storage import appointments, checks, dues, people, said, tickets
from storage.tables import outbox as outbox_table
from storage.tickets import open_numbers
from tests.engineers.office import CUSTOMER, LI, MANAGERS, STRANGER, TEAM, WANG, Office
from tests.inspections.round import OTHER, Round, look_again, media
from views.texts import plain


@pytest.fixture
def begun(due: Round) -> Round:
    """The engineer stands before the first camera."""
    due.go()
    due.office.rows()
    return due


def check(due: Round, item: str = "0.0.online") -> checks.Check:
    return checks.find(due.office.conn, due.number, item)


def page(due: Round) -> str:
    """What the living message shows now."""
    rows = [row for row in due.office.rows() if row.data.get("id") == "inspection-page"]
    return due.office.shown(rows[-1])


def test_beginning_shows_the_first_point_and_the_pressed_message_points_to_it(due: Round) -> None:
    due.go()
    rows = due.office.rows()
    shown = [row for row in rows if row.data["id"] == "inspection-page"]
    assert len(shown) == 1
    words = due.office.shown(shown[0])
    assert "0/18" in words
    assert "全部摄像机在线" in words
    assert "inspection-below" in [row.data["id"] for row in rows]
    assert due.due.state == "started"


def test_each_press_answers_and_goes_on_in_the_same_message(begun: Round) -> None:
    begun.point("o")
    rows = begun.office.rows()
    assert [row.kind for row in rows] == ["revise"]
    assert "1/18" in begun.office.shown(rows[0])
    begun.point("n")
    assert [check(begun).result, check(begun, "0.0.picture").result] == ["ok", "na"]
    begun.point("b")
    assert "➖ 不适用" in page(begun), "going back shows what was answered"
    begun.point("o")
    assert check(begun, "0.0.picture").result == "ok"


def test_a_stale_button_does_nothing_and_the_page_is_shown_as_it_is(begun: Round) -> None:
    fence = begun.due.fence
    begun.point("o")
    begun.office.rows()
    before = begun.due
    answer = begun.press(LI, "ik", "f", fence=fence)
    assert answer.text == plain("zh", "inspection-moved-on")
    assert begun.due == before
    assert [row.data["id"] for row in begun.office.rows()] == ["inspection-page"]


def test_somebody_else_presses_in_vain(begun: Round) -> None:
    before = begun.due
    assert begun.point("o", WANG).alert
    assert begun.point("o", STRANGER).alert
    assert begun.press(CUSTOMER, "icp", 0).text == plain("en", "inspection-begun")
    assert begun.due == before


def test_a_group_that_is_not_there_is_left_out_in_one_tap(begun: Round) -> None:
    begun.point("o")
    begun.point("k")
    found = checks.of(begun.office.conn, begun.number)
    assert sorted(str(one.result) for one in found.values()) == [*["na"] * 5, "ok"]
    assert begun.due.data["place"] == 6


def test_photos_voice_and_words_belong_to_the_open_point(begun: Round) -> None:
    office = begun.office
    assert office.private(LI, "2 号有雾", media=media(name="a"))
    assert office.private(LI, "", media=media("voice", "b"))
    assert office.private(LI, "镜头要擦")
    kept = check(begun)
    assert [one["kind"] for one in kept.photos] == ["photo", "voice"]
    assert kept.note == "2 号有雾\n镜头要擦"
    assert kept.result is None, "a note is no answer"
    words = page(begun)
    assert "照片 1 张" in words
    assert "镜头要擦" in words
    assert begun.due.data["place"] == 0


def test_what_was_sent_by_mistake_can_be_taken_away(begun: Round) -> None:
    office = begun.office
    begun.point("x")
    office.private(LI, "错了", media=media(name="a"))
    (row,) = [row for row in office.rows() if row.data.get("id") == "inspection-page"][-1:]
    assert any(text.startswith("🗑") for text in office.buttons(row))
    begun.point("x")
    assert check(begun) == replace(checks.Check("0.0.online"), by=LI)
    assert dues.log(office.conn, begun.number)[-1].data["note"] == "错了", "the log keeps it"
    assert begun.due.data["place"] == 0


def test_the_same_photo_counts_once_and_too_many_are_refused(begun: Round) -> None:
    office = begun.office
    for name in ("a", "a", *(f"p{place}" for place in range(9))):
        assert office.private(LI, "", media=media(name=name))
    assert len(check(begun).photos) == checks.MOST_FILES
    office.rows()
    assert office.private(LI, "", media=media(name="one too many"))
    assert "inspection-files-enough" in [row.data.get("id") for row in office.rows()]
    assert len(check(begun).photos) == checks.MOST_FILES


def test_what_is_too_large_or_too_long_is_refused_and_said(begun: Round) -> None:
    office = begun.office
    assert office.private(LI, "", media=media(name="big", size=office.desk.max_file_bytes + 1))
    assert office.private(LI, "x" * (checks.LONGEST_NOTE + 1))
    said_now = [row.data.get("id") for row in office.rows()]
    assert "inspection-file-large" in said_now
    assert "inspection-note-long" in said_now
    assert check(begun) == checks.Check("0.0.online")


def test_cancel_puts_it_aside_and_inspect_goes_on(begun: Round) -> None:
    office = begun.office
    begun.point("o")
    assert office.private(LI, "/cancel")
    assert office.private(LI, "not for the inspection")
    assert check(begun, "0.0.picture").note == ""
    office.rows()
    assert office.private(LI, "/inspect")
    rows = office.rows()
    assert "1/18" in office.shown(next(row for row in rows if row.data.get("id") == "inspection-page"))
    assert office.private(LI, "for it again")
    assert check(begun, "0.0.picture").note == "for it again"


def test_a_finding_becomes_a_ticket_in_one_tap_linked_both_ways(begun: Round) -> None:
    office = begun.office
    office.private(LI, "接头氧化", media=media(name="a"))
    begun.point("f")
    office.rows()
    begun.press(LI, "il", 2)
    (number,) = open_numbers(office.conn)
    ticket = tickets.load(office.conn, number)
    assert (ticket.kind, ticket.level, ticket.contract) == ("fault", 2, "c1")
    assert ticket.customer_id in (CUSTOMER, OTHER)
    assert "接头氧化" in ticket.title
    assert check(begun).ticket == number
    rows = office.rows()
    assert "inspection-ticket-team" in [row.data.get("id") for row in rows if row.chat_id == TEAM]
    assert "relay" in [row.kind for row in rows if row.chat_id == TEAM], "the photo is shown to the team"
    assert [one.side for one in said.of_ticket(office.conn, number)] == ["note"]
    assert "inspection-ticket-customer" in [row.data.get("id") for row in rows]
    assert ("ticket", number) in [
        (step.type, step.data.get("ticket")) for step in dues.log(office.conn, begun.number)
    ]
    assert begun.due.data["place"] == 1
    begun.point("b")
    begun.point("f")
    assert begun.press(LI, "il", 2).alert, "not twice"
    office.private(LI, "", media=media(name="later"))
    assert len(said.of_ticket(office.conn, number)) == 2, "a later photo goes to the ticket as well"


def test_a_finding_can_be_a_request_or_only_a_note(begun: Round) -> None:
    begun.point("f")
    begun.press(LI, "il", 0)
    (number,) = open_numbers(begun.office.conn)
    ticket = tickets.load(begun.office.conn, number)
    assert (ticket.kind, ticket.level) == ("maintenance", None)
    assert ticket.assignee_id is not None
    begun.point("f")
    begun.point("c")
    assert open_numbers(begun.office.conn) == [number]
    assert check(begun, "0.0.picture").result == "finding"


def test_a_level_that_the_contract_does_not_have_and_a_ticket_out_of_turn_are_refused(begun: Round) -> None:
    assert begun.press(LI, "il", 2).alert, "nothing was found yet"
    begun.point("f")
    assert begun.press(LI, "il", 77).alert
    assert open_numbers(begun.office.conn) == []


def test_without_anybody_of_the_customer_no_ticket_is_opened(begun: Round) -> None:
    begun.office.conn.exec_driver_sql("delete from memberships where contract = 'c1'")
    begun.point("f")
    assert begun.press(LI, "il", 2).text == plain("zh", "inspection-nobody-for-ticket")
    begun.point("c")
    assert begun.due.data["place"] == 1


def test_it_cannot_be_signed_before_everything_is_answered(begun: Round) -> None:
    for _ in range(18):
        begun.point("s")
    assert begun.point("e").text == plain("zh", "inspection-not-complete")
    assert "18" in page(begun)
    begun.point("g")
    assert begun.due.data["place"] == 0
    assert begun.due.state == "started"


def test_signing_ends_it_and_sends_the_report_to_everybody_and_the_archive(begun: Round) -> None:
    office = begun.office
    begun.through()
    office.private(LI, "一切正常")
    assert check(begun, checks.CONCLUSION).note == "一切正常"
    office.rows()
    begun.point("e")
    after = begun.due
    assert after.state == "done"
    assert not after.late
    query = select(outbox_table.c.chat_id).where(outbox_table.c.kind == "made")
    made = list(office.conn.execute(query).scalars())
    assert sorted(made) == sorted([CUSTOMER, OTHER, MANAGERS])
    assert begun.point("e").alert, "not twice"
    office.private(LI, "too late")
    assert check(begun, checks.CONCLUSION).note == "一切正常"


def test_the_receipt_is_recorded_and_asked_for_once_more_only_while_nobody_confirms(begun: Round) -> None:
    office = begun.office
    begun.through()
    begun.point("e")
    office.tick(days=2, minutes=1)
    again = [row for row in office.rows() if row.data.get("id") == "inspection-receipt-again"]
    assert {row.chat_id for row in again} == {CUSTOMER, OTHER}
    data = next(iter(office.buttons(again[0]).values()))
    assert office.press(STRANGER, data, chat=None).alert
    assert not office.press(CUSTOMER, data, chat=None).alert
    office.press(CUSTOMER, data, chat=None)
    assert appointments.received_by(office.conn, begun.number) == [CUSTOMER]
    office.tick(days=5)
    assert "inspection-receipt-again" not in [row.data.get("id") for row in office.rows()]


def test_nobody_is_asked_again_after_a_confirmation(begun: Round) -> None:
    office = begun.office
    begun.through()
    begun.point("e")
    office.press(OTHER, f"1.icr.{begun.number}.0", chat=None)
    office.tick(days=3)
    assert "inspection-receipt-again" not in [row.data.get("id") for row in office.rows()]


def test_an_inspection_keeps_its_list_when_the_settings_change(begun: Round) -> None:
    begun.point("o")
    office = begun.office
    office.desk = replace(office.desk, checklists={"c1": (shipped()["server-room"],)})
    begun.go()
    assert "画面清晰" in page(begun)


def test_several_sites_are_gone_through_one_after_the_other(due: Round) -> None:
    office = due.office
    office.desk = replace(office.desk, sites={"c1": ("一楼", "二楼")})
    due.go()
    assert "📍 一楼" in page(due)
    for _ in range(18):
        due.point("o")
    words = page(due)
    assert "📍 二楼" in words
    assert "18/36" in words


def test_an_inspection_under_way_goes_over_to_whoever_takes_the_customer_over(begun: Round) -> None:
    office = begun.office
    begun.point("o")
    office.desk = replace(
        office.desk, people={key: one for key, one in office.desk.people.items() if key != LI},
        rota=replace(office.desk.rota, team=(WANG,), oncall=(WANG,)),
    )  # fmt: skip
    people.sync_staff(office.conn, office.desk, office.now)
    look_again(office)
    assert begun.point("o").alert
    begun.go(WANG)
    begun.point("o", WANG)
    assert check(begun, "0.0.picture").by == WANG
    assert begun.due.data["place"] == 2


def test_a_contract_that_ends_in_the_middle_ends_the_inspection(begun: Round) -> None:
    office = begun.office
    begun.point("o")
    office.desk = replace(
        office.desk, service={"c1": Service(begun.due.opens_at.date(), office.now.date(), engineer=LI)}
    )
    office.pass_time(hours=15)
    look_again(office)
    assert begun.due.state == "cancelled"
    assert begun.point("o").text == plain("zh", "inspection-over")
    office.rows()
    assert office.private(LI, "one more note")
    assert "inspection-over" in [row.data.get("id") for row in office.rows()]
    assert people.find(office.conn, LI).asking is None  # type: ignore[union-attr]


def test_inspect_lists_what_there_is(office: Office) -> None:
    assert office.private(LI, "/inspect")
    assert [row.data["id"] for row in office.rows("text")] == ["inspection-none"]
