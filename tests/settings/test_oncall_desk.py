"""The settings about being on call become the desk's rotations, ladders and habits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.desk import desk_of
from bot.settings import Settings
from domain.desk import Channel, Desk, OnCall
from domain.oncall.book import Book, Override
from domain.oncall.policies import BUILT_IN, Policy, Step, to_data
from domain.oncall.rota import PRIMARY, SECONDARY, from_rota
from domain.oncall.rotations import Context
from domain.oncall.schedule import responsible
from domain.tickets.commands import Opening
from domain.tickets.decide import open_ticket
from domain.tickets.events import Ticket, fold
from tests.settings.conftest import GOOD, Load
from tests.settings.test_wrong_oncall import ONCALL

SHANGHAI = ZoneInfo("Asia/Shanghai")
FRIDAY = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI).astimezone(UTC)
NIGHT = datetime(2026, 11, 21, 3, tzinfo=SHANGHAI).astimezone(UTC)
ACK = 300

STAFF = """\
[telegram]
token = "123:abc"
[chats]
engineers = -1001
managers = -1002
[[people]]
name = "Wang"
telegram_id = 1
skills = ["network", "sql"]
[[people]]
name = "Li"
telegram_id = 2
skills = ["network"]
[[people]]
name = "Zhao"
telegram_id = 3
[[people]]
name = "Boss"
telegram_id = 8
[[people]]
name = "Manager"
telegram_id = 9
roles = ["manager"]
[[contracts]]
code = "A"
customer = "A"
preset = "canteen-video"
product = "video"
experts = ["Zhao", 1]
[[contracts]]
code = "B"
customer = "B"
preset = "canteen-video"
[duty]
team = ["Wang", "Li"]
oncall = ["Li", "Zhao"]
rotate = "weekly"
superior = "Boss"
"""


def _desk(settings: Settings, folder: Path) -> Desk:
    return desk_of(settings, folder)


def _ticket(desk: Desk, contract: str, policy: Policy | None = None) -> Ticket:
    event = open_ticket(Opening("fault", contract, 1, 900, "no picture", 1), FRIDAY)
    if policy is not None:
        event = replace(event, data={**event.data, "policy": to_data(policy)})
    return fold(12, [event])


def _on_duty(desk: Desk, layer: str, at: datetime, contract: str | None = None) -> int | None:
    context = Context(contract, desk.products.get(contract or ""))
    duty = responsible(desk.layers, desk.book, layer, at, context)
    return None if duty is None else duty.person


def test_the_duty_alone_is_as_it_always_was(read: Load, tmp_path: Path) -> None:
    desk = _desk(read(STAFF), tmp_path)
    assert (desk.rotations, desk.policies, desk.channels) == ((), (), {})
    assert desk.oncall == OnCall()
    assert desk.layers == from_rota(desk.rota)
    assert desk.policy_of("A", 1) == BUILT_IN
    for day in range(60):
        for at in (FRIDAY + timedelta(days=day), NIGHT + timedelta(days=day)):
            assert desk.order(at) == desk.rota.order(at)
            assert desk.ladder(at) == (*((one,) for one in desk.rota.order(at)[:2]), (8,), (9,))


def test_everything_that_is_written_arrives(read: Load, tmp_path: Path) -> None:
    desk = _desk(read(ONCALL), tmp_path)
    (rotation,) = desk.rotations
    assert (rotation.layer, rotation.name, rotation.people) == ("primary", "nights", (11,))
    assert rotation.shift.seconds == 12 * 3600
    assert (rotation.zone, rotation.start.isoformat()) == ("Asia/Shanghai", "2026-01-05T09:00:00")
    assert rotation.hours is not None
    assert (rotation.hours.holidays, rotation.outside, rotation.rotates) == ("cn", True, True)
    assert (rotation.contracts, rotation.products) == (frozenset({"C-01"}), frozenset({"video"}))
    steps = (
        Step(("primary", "person:11"), 300),
        Step(("secondary", "superior", "person:21"), None, ("night-phone",)),
    )
    assert desk.policies == (Policy("severe", steps, 2, frozenset({"C-01"}), frozenset({1, 2}), 1800),)
    assert desk.experts == {"C-01": (11,)}
    assert desk.products == {"C-01": "video"}
    assert desk.channels == {"night-phone": Channel("night-phone", "FAULTLINE_NIGHT_PHONE", (11,))}
    assert desk.oncall.storm_count == 5


def test_habits_arrive_in_seconds(read: Load, tmp_path: Path) -> None:
    habits = """
[oncall]
handover_after = "15m"
promise_grace = "90s"
storm_count = 3
storm_minutes = 10
synthetic_every = "6h"
deadman_url_env = "DEADMAN"
deadman_every = "1m"
"""
    assert _desk(read(GOOD + habits), tmp_path).oncall == OnCall(900, 90, 3, 600, 21600, "DEADMAN", 60)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("daily", 86400), ("weekly", 604800), ("12h", 43200), ("3d", 259200), ("14d", 1209600)],
)
def test_a_turn_lasts_as_long_as_is_written(written: str, seconds: int, read: Load, tmp_path: Path) -> None:
    text = f'{STAFF}[[rotations]]\nlayer = "primary"\npeople = [1]\nshift = "{written}"\n'
    assert _desk(read(text), tmp_path).rotations[0].shift.seconds == seconds


def test_a_rotation_replaces_the_duty_in_its_own_layer_only(read: Load, tmp_path: Path) -> None:
    own = '[[rotations]]\nlayer = "primary"\npeople = ["Zhao", "Wang"]\nstart = 2026-11-16T09:00:00\n'
    desk, plain = _desk(read(STAFF + own), tmp_path), _desk(read(STAFF), tmp_path)
    assert _on_duty(desk, PRIMARY, FRIDAY) == 3
    assert _on_duty(desk, PRIMARY, FRIDAY + timedelta(days=7)) == 1
    for at in (FRIDAY, NIGHT):
        assert _on_duty(desk, SECONDARY, at) == _on_duty(plain, SECONDARY, at)


def test_hours_and_what_is_outside_them_leave_no_hole(read: Load, tmp_path: Path) -> None:
    both = """
[[rotations]]
layer = "primary"
people = ["Wang"]
hours = ["Mon-Fri 09:00-18:00"]
[[rotations]]
layer = "primary"
people = ["Zhao"]
hours = ["Mon-Fri 09:00-18:00"]
outside = true
"""
    desk = _desk(read(STAFF + both), tmp_path)
    assert (_on_duty(desk, PRIMARY, FRIDAY), _on_duty(desk, PRIMARY, NIGHT)) == (1, 3)
    spring_festival = datetime(2026, 2, 17, 10, tzinfo=SHANGHAI)
    assert _on_duty(desk, PRIMARY, spring_festival) == 3, "holidays of [duty] count here too"


def test_the_first_rotation_that_is_for_such_a_ticket_gives_the_person(read: Load, tmp_path: Path) -> None:
    rotations = """
[[rotations]]
layer = "primary"
people = ["Zhao"]
products = ["video"]
[[rotations]]
layer = "primary"
people = ["Li"]
contracts = ["B"]
skills = ["network"]
[[rotations]]
layer = "primary"
people = ["Wang"]
"""
    desk = _desk(read(STAFF + rotations), tmp_path)
    assert [_on_duty(desk, PRIMARY, FRIDAY, code) for code in ("A", "B", None)] == [3, 2, 1]


def test_skills_arrive_and_keep_a_duty_among_those_who_have_them(read: Load, tmp_path: Path) -> None:
    rotation = '[[rotations]]\nlayer = "primary"\npeople = ["Li", "Wang"]\nskills = ["network"]\n'
    desk = _desk(read(STAFF + rotation), tmp_path)
    assert desk.people[1].skills == {"network", "sql"}
    assert desk.people[3].skills == frozenset()
    assert desk.rotations[0].skills == {"network"}
    # What was true when the file was read may be true no more: whoever lost the skill is not paged.
    unskilled = replace(desk.people[2], skills=frozenset())
    other = replace(desk, people={**desk.people, 2: unskilled})
    assert {_on_duty(desk, PRIMARY, FRIDAY + timedelta(days=7 * week)) for week in range(2)} == {1, 2}
    assert {_on_duty(other, PRIMARY, FRIDAY + timedelta(days=7 * week)) for week in range(2)} == {1}
    assert other.call(_ticket(other, "A"), 0, FRIDAY, ACK).people == (1,)


def test_a_change_gives_a_duty_to_nobody_without_its_skills(read: Load, tmp_path: Path) -> None:
    rotation = '[[rotations]]\nlayer = "primary"\npeople = ["Li", "Wang"]\nskills = ["network"]\n'
    desk = _desk(read(STAFF + rotation), tmp_path)
    until = FRIDAY + timedelta(hours=2)

    def given_to(person: int) -> Desk:
        change = Override(id=1, layer=PRIMARY, person=person, start=FRIDAY, end=until, made_at=FRIDAY)
        return replace(desk, book=Book((change,)))

    own = _on_duty(desk, PRIMARY, FRIDAY)
    other = 1 if own == 2 else 2
    for person, called in ((3, own), (other, other)):
        changed = given_to(person)
        assert _on_duty(changed, PRIMARY, FRIDAY) == called
        assert changed.call(_ticket(changed, "A"), 0, FRIDAY, ACK).people == (called,)


def test_the_first_policy_that_is_for_such_a_ticket_is_its_ladder(read: Load, tmp_path: Path) -> None:
    policies = """
[[policies]]
name = "severe"
levels = [1]
[[policies.steps]]
page = ["experts", "person:Li"]
wait = "2m"
[[policies]]
name = "of B"
contracts = ["B"]
[[policies.steps]]
page = ["group"]
"""
    desk = _desk(read(STAFF + policies), tmp_path)
    named = [desk.policy_of(code, level).name for code, level in (("A", 1), ("A", 2), ("B", 2), ("B", 1))]
    assert named == ["severe", "", "of B", "severe"]
    call = desk.call(_ticket(desk, "A"), 0, FRIDAY, ACK)
    assert (call.people, call.step) == ((3, 1, 2), 0)


def test_a_ticket_keeps_the_ladder_it_began_with(read: Load, tmp_path: Path) -> None:
    began = Policy("old", (Step(("person:3",), 60), Step(("person:2",), 60)))
    changed = '[[policies]]\nname = "new"\n[[policies.steps]]\npage = ["person:1"]\n'
    desk = _desk(read(STAFF + changed), tmp_path)
    ticket = _ticket(desk, "A", began)
    assert [desk.call(ticket, place, FRIDAY, ACK).people for place in (0, 1)] == [(3,), (2,)]
    assert desk.call(_ticket(desk, "A"), 0, FRIDAY, ACK).people == (1,)


def test_a_layer_that_is_gone_is_passed_over_and_named(read: Load, tmp_path: Path) -> None:
    began = Policy("old", (Step(("night-watch",), 60), Step(("night-watch", "primary"), 60)))
    desk = _desk(read(STAFF), tmp_path)
    call = desk.call(_ticket(desk, "A", began), 0, FRIDAY, ACK)
    assert call.people == (desk.rota.order(FRIDAY)[0],)
    assert "night-watch" in call.missing


def test_when_all_layers_of_a_ladder_are_gone_somebody_is_still_paged(read: Load, tmp_path: Path) -> None:
    desk = _desk(read(STAFF), tmp_path)
    ticket = _ticket(desk, "A", Policy("old", (Step(("night-watch",)), Step(("day-watch",))), 1))
    for place in range(8):
        assert set(desk.call(ticket, place, FRIDAY, ACK).people) & set(desk.people)
