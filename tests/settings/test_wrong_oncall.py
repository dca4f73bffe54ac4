"""Mistakes about being on call get one line too: the file, the line in it, the key, what to write instead."""

from __future__ import annotations

import pytest

from tests.settings.conftest import GOOD, Load, Wrong

ONCALL = (
    GOOD.replace("telegram_id = 11\n", 'telegram_id = 11\nskills = ["network"]\n')
    .replace("\n[duty]", 'product = "video"\nexperts = ["王芳"]\n\n[duty]')
    .replace("oncall = [11]\n", 'oncall = [11]\nsuperior = "陈主任"\n')
    + """\

[[rotations]]
layer = "primary"
name = "nights"
people = ["王芳"]
shift = "12h"
start = 2026-01-05T09:00:00
hours = ["Mon-Fri 09:00-18:00"]
outside = true
contracts = ["C-01"]
products = ["video"]
skills = ["network"]

[[policies]]
name = "severe"
contracts = ["C-01"]
levels = [1, 2]
repeat = 2

[[policies.steps]]
page = ["primary", "person:王芳"]
wait = "5m"

[[policies.steps]]
page = ["secondary", "superior", "person:21"]
channels = ["night-phone"]

[policies.experts]
status_every = "30m"

[[channels]]
name = "night-phone"
url_env = "FAULTLINE_NIGHT_PHONE"
people = [11]

[oncall]
storm_count = 5
"""
)

TARGETS = "a layer, person:NAME, superior, managers, experts, group"
LENGTH = 'must be "daily", "weekly" or a length such as "12h" or "3d"'

MISTAKES = {
    "nobody in a rotation": ('people = ["王芳"]', "people = []", "rotations.people: must name at least one of the people"),
    "people left out": ('name = "nights"\npeople = ["王芳"]', 'name = "nights"', "rotations.people: is missing"),
    "stranger in a rotation": ('people = ["王芳"]', 'people = ["王方"]',
        'rotations.people: "王方" is not one of the people; did you mean "王芳"?'),
    "twice in a rotation": ('people = ["王芳"]', 'people = ["王芳", 11]', "rotations.people: 王芳 stands there twice"),
    "no engineer in a rotation": ('people = ["王芳"]', 'people = ["王芳", 21]',
        'rotations.people: 陈主任 is not an engineer; add "engineer" to their roles'),
    "skill that is lacking": ('products = ["video"]\nskills = ["network"]',
        'products = ["video"]\nskills = ["network", "sql"]',
        'rotations.people: 王芳 lacks the skill "sql" that this rotation needs'),
    "layer that is taken": ('layer = "primary"', 'layer = "managers"',
        'rotations.layer: must be a name of your own; "managers" already means somebody in a step'),
    "layer of two words": ('layer = "primary"', 'layer = "first line"',
        'rotations.layer: must be one word such as "primary", at most 24 characters, not "first line"'),
    "shift in words": ('shift = "12h"', 'shift = "fortnightly"', f'rotations.shift: {LENGTH}, not "fortnightly"'),
    "shift as a number": ('shift = "12h"', "shift = 12", f"rotations.shift: {LENGTH}, not 12"),
    "shift of working days": ('shift = "12h"', 'shift = "3wd"', f'rotations.shift: {LENGTH}, not "3wd"'),
    "shift of minutes": ('shift = "12h"', 'shift = "30m"',
        'rotations.shift: must last at least an hour, in whole minutes, not "30m"'),
    "start without a time": ("start = 2026-01-05T09:00:00", "start = 2026-01-05",
        "rotations.start: must be a day and a time such as 2026-01-05T09:00:00, not 2026-01-05"),
    "start with an offset": ("start = 2026-01-05T09:00:00", "start = 2026-01-05T09:00:00+08:00",
        "rotations.start: must be a local time without an offset; the time zone is a setting of its own"),
    "start with seconds": ("start = 2026-01-05T09:00:00", "start = 2026-01-05T09:00:30",
        "rotations.start: must be a time to the minute, not 2026-01-05 09:00:30"),
    "zone of nowhere": ('shift = "12h"', 'timezone = "Mars"', 'rotations.timezone: "Mars" is not a time zone'),
    "hours": ('hours = ["Mon-Fri 09:00-18:00"]', 'hours = ["9-18"]', 'rotations.hours: "9-18" is not a shift'),
    "outside of nothing": ('hours = ["Mon-Fri 09:00-18:00"]', 'hours = ["7x24"]',
        "rotations.outside: needs hours of which something is left out; so nobody is ever on duty"),
    "rotates in words": ("outside = true", 'outside = "yes"', 'rotations.outside: must be true or false, not "yes"'),
    "rotation for an unknown contract": ('contracts = ["C-01"]\nproducts', 'contracts = ["C-O1"]\nproducts',
        'rotations.contracts: "C-O1" is not the code of a contract; did you mean "C-01"?'),
    "rotation for an unknown product": ('products = ["video"]', 'products = ["vidoe"]',
        'rotations.products: "vidoe" is not the product of any contract; did you mean "video"?'),
    "expert who is nobody": ('experts = ["王芳"]', "experts = [5]", "contracts.experts: 5 is not one of the people"),
    "policy without a step": (
        ONCALL[ONCALL.index("[[policies.steps]]"):ONCALL.index("[policies.experts]")], "steps = []\n",
        "policies.steps: must have at least one [[policies.steps]]"),
    "repeat too often": ("repeat = 2", "repeat = 10", "policies.repeat: must be a whole number from 0 to 9, not 10"),
    "policy for an unknown contract": ('contracts = ["C-01"]\nlevels', 'contracts = ["C-02"]\nlevels',
        'policies.contracts: "C-02" is not the code of a contract; did you mean "C-01"?'),
    "level that no contract has": ("levels = [1, 2]", "levels = [1, 9]",
        "policies.levels: no contract of this policy has a level 9"),
    "level that is a word": ("levels = [1, 2]",
        'levels = ["P1"]', 'policies.levels: must be a whole number from 1 to 9, not "P1"'),
    "step without anybody": ('page = ["primary", "person:王芳"]', "page = []",
        'policies.steps.page: must name somebody such as "primary" or "superior"'),
    "unknown layer": ('page = ["secondary", "superior", "person:21"]', 'page = ["secondry"]',
        f'policies.steps.page: "secondry" is not {TARGETS}; did you mean "secondary"?'),
    "person without saying so": ('page = ["secondary", "superior", "person:21"]', 'page = ["陈主任"]',
        'policies.steps.page: "陈主任" is a person; write "person:陈主任"'),
    "person who is nobody": ('"person:21"', '"person:22"', "policies.steps.page: 22 is not one of the people"),
    "name that is nobody's": ('"person:21"', '"person:陈主人"',
        'policies.steps.page: "陈主人" is not one of the people; did you mean "陈主任"?'),
    "wait without a unit": ('wait = "5m"', "wait = 5", 'policies.steps.wait: must be a duration such as "90s"'),
    "unknown channel": ('channels = ["night-phone"]', 'channels = ["night-fone"]',
        'policies.steps.channels: "night-fone" is not the name of one of the channels; did you mean "night-phone"?'),
    "unknown setting of a step": ('wait = "5m"',
        'wiat = "5m"', 'policies.steps.wiat: is not a setting; did you mean "wait"?'),
    "experts of nobody": ('experts = ["王芳"]', "",
        "policies.experts: there are none: no contract of this policy names its experts"),
    "channel with a name of two words": ('name = "night-phone"', 'name = "night phone"',
        'channels.name: must be up to 40 letters, digits, _ or -, not "night phone"'),
    "person of a channel who is nobody": ("people = [11]", "people = [12]", "channels.people: 12 is not one of the people"),
    "variable that replaces settings": ('"FAULTLINE_NIGHT_PHONE"', '"FAULTLINE__NIGHT"',
        "channels.url_env: must not begin with FAULTLINE__: such variables replace settings"),
    "storm of one": ("storm_count = 5", "storm_count = 1",
        "oncall.storm_count: must be a whole number from 2 to 1000, not 1"),
    "synthetic ticket at a number": ("storm_count = 5", "synthetic_every = 6", "oncall.synthetic_every: must be a duration"),
    "synthetic ticket that is false": ("storm_count = 5", "synthetic_every = false",
        "oncall.synthetic_every: must be a duration"),
    "habit of somebody else": ("storm_count = 5", 'handover = "5m"',
        'oncall.handover: is not a setting; did you mean "handover_after"?'),
}  # fmt: skip


WHERE = {
    "people left out",
    "policy without a step",
    "experts of nobody",
    "skill that is lacking",
    "outside of nothing",
}
"""Told where the table or the other half of the contradiction stands."""


def _line_of_change(good: str, bad: str) -> int:
    """The first line that differs."""
    before, after = ONCALL.split("\n"), ONCALL.replace(good, bad, 1).split("\n")
    return next(number for number, (old, new) in enumerate(zip(before, after, strict=False), 1) if old != new)


def test_all_of_it_is_right_before_it_is_made_wrong(read: Load) -> None:
    assert read(ONCALL).policies[0].steps[1].channels == ("night-phone",)


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_about_being_on_call_is_told_in_one_line_with_its_place(mistake: str, wrong: Wrong) -> None:
    good, bad, expected = MISTAKES[mistake]
    assert good in ONCALL
    lines = wrong(ONCALL.replace(good, bad, 1))
    place, words = lines[0].split(": ", 1)
    assert len(lines) == 1, lines
    assert words.startswith(expected)
    if mistake not in WHERE:
        assert place == f"config.toml:{_line_of_change(good, bad)}"


def test_the_table_is_named_where_the_key_is_not_there(wrong: Wrong) -> None:
    (line,) = wrong(ONCALL.replace('experts = ["王芳"]', ""))
    assert line.startswith(f"config.toml:{ONCALL[: ONCALL.index('[policies.experts]')].count(chr(10)) + 1}: ")


def test_an_address_in_place_of_a_variable_is_not_repeated(wrong: Wrong) -> None:
    (line,) = wrong(ONCALL.replace("FAULTLINE_NIGHT_PHONE", "mailto://me:hunter2@example.com"))
    assert "channels.url_env: must be the name of a variable" in line
    assert "hunter2" not in line
    (line,) = wrong(ONCALL.replace("storm_count = 5", 'deadman_url_env = "https://ping.example/hunter2"'))
    assert "oncall.deadman_url_env: must be the name of a variable" in line
    assert "hunter2" not in line


POLICY = '\n[[policies]]\nname = "{name}"\n{more}[[policies.steps]]\npage = {page}\n'


def _policy(page: str, more: str = "", name: str = "own") -> str:
    return POLICY.format(name=name, more=more, page=page)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (GOOD.replace('superior = "陈主任"', ""), '["superior"]'),
        (GOOD.replace('["manager"]', '["engineer"]'), '["managers"]'),
        (GOOD, '["experts"]'),
        (GOOD.replace('["王芳"]', "[]").replace("[11]", "[]"), '["primary", "secondary"]'),
    ],
    ids=["superior", "managers", "experts", "nobody on duty"],
)
def test_a_policy_that_can_never_page_anybody_is_refused(text: str, page: str, wrong: Wrong) -> None:
    (line,) = wrong(text + _policy(page))
    assert line.endswith('policies: "own" can never page anybody: nobody stands behind any of its steps')


def test_a_layer_that_is_for_other_contracts_pages_nobody(wrong: Wrong) -> None:
    other = '[[contracts]]\ncode = "C-02"\ncustomer = "x"\npreset = "canteen-video"\n[duty]'
    night = '\n[[rotations]]\nlayer = "night"\npeople = [11]\ncontracts = ["C-02"]\n'
    text = GOOD.replace("[duty]", other) + night
    (line,) = wrong(text + _policy('["night"]', 'contracts = ["C-01"]\n'))
    assert "can never page anybody" in line


def test_a_policy_behind_one_for_the_same_tickets_is_never_used(wrong: Wrong) -> None:
    text = GOOD + _policy('["primary"]', name="all") + _policy('["primary"]', "levels = [1]\n", name="severe")
    assert wrong(text) == (
        'config.toml:32: policies: is never used: "all" stands before it and is for all of the same tickets',
    )


def test_a_special_policy_before_a_general_one_is_as_it_should_be(read: Load) -> None:
    text = GOOD + _policy('["primary"]', "levels = [1]\n", name="severe") + _policy('["primary"]', name="all")
    assert [policy.name for policy in read(text).policies] == ["severe", "all"]


def test_names_that_stand_there_twice_are_refused(wrong: Wrong) -> None:
    twin = _policy('["primary"]', "levels = [1]\n") + _policy('["primary"]')
    assert [line.split(": ", 1)[1] for line in wrong(GOOD + twin)] == [
        'policies.name: "own" is already the name of a policy'
    ]
    channels = '\n[[channels]]\nname = "a"\nurl_env = "A"\n[[channels]]\nname = "a"\nurl_env = "B"\n'
    assert [line.split(": ", 1)[1] for line in wrong(GOOD + channels)] == [
        'channels.name: "a" is already the name of a channel'
    ]


def test_several_mistakes_about_being_on_call_come_in_the_order_of_the_file(wrong: Wrong) -> None:
    text = ONCALL.replace('"person:21"', '"nobody"').replace("people = [11]", "people = [9]")
    assert [line.split(": ")[1] for line in wrong(text.replace('["video"]', '["audio"]'))] == [
        "rotations.products",
        "policies.steps.page",
        "channels.people",
    ]


def test_a_variable_replaces_a_habit_and_a_whole_list(read: Load) -> None:
    env = {
        "FAULTLINE__ONCALL__SYNTHETIC_EVERY": "0",
        "FAULTLINE__ONCALL__STORM_COUNT": "9",
        "FAULTLINE__ROTATIONS": '[{layer = "primary", people = [11], start = 2026-02-01T08:00:00}]',
    }
    settings = read(GOOD, env)
    assert settings.oncall.storm_count == 9
    assert settings.oncall.synthetic_every.total_seconds() == 0
    assert settings.rotations[0].people == (11,)
