"""Policies as data: which one is for a ticket, and that they survive being stored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.oncall.policies import BUILT_IN, Policy, Step, from_data, policy_for, to_data

TARGETS = st.sampled_from(("primary", "值班", "person:5", "superior", "managers", "experts", "group"))
STEPS = st.builds(
    Step,
    st.lists(TARGETS, max_size=3).map(tuple),
    st.none() | st.integers(1, 7200),
    st.lists(st.sampled_from(("sms", "voice")), max_size=2).map(tuple),
)
POLICIES = st.builds(
    Policy,
    st.text(max_size=5),
    st.lists(STEPS, max_size=4).map(tuple),
    st.integers(0, 9),
    st.frozensets(st.sampled_from(("C1", "C2"))),
    st.frozensets(st.integers(1, 4)),
)


def test_the_first_policy_for_contract_and_level_is_taken() -> None:
    severe = Policy("severe", (Step(("experts",)),), contracts=frozenset({"C1"}), levels=frozenset({1}))
    rest = Policy("rest", (Step(("primary",)),), contracts=frozenset({"C1"}))
    assert policy_for((severe, rest), "C1", 1) is severe
    assert policy_for((severe, rest), "C1", 2) is rest
    assert policy_for((rest, severe), "C1", 1) is rest


def test_a_ticket_without_a_level_has_no_policy_for_levels() -> None:
    severe = Policy("severe", (Step(("experts",)),), levels=frozenset({1}))
    assert policy_for((severe,), "C1", None) is BUILT_IN


def test_without_a_policy_the_ladder_is_the_known_one() -> None:
    steps = policy_for((), "C1", 1).steps
    assert [step.targets for step in steps] == [("primary",), ("secondary",), ("superior",), ("managers",)]
    assert {step.wait for step in steps} == {None}


@settings(deadline=None)
@given(policy=POLICIES)
def test_a_policy_survives_being_stored(policy: Policy) -> None:
    assert from_data(json.loads(json.dumps(to_data(policy)))) == policy


def test_what_is_left_out_has_its_default() -> None:
    assert from_data({"name": "short", "steps": [{"targets": ["primary"]}]}) == Policy(
        "short", (Step(("primary",)),)
    )


@pytest.mark.parametrize(
    "data",
    [
        {"name": 5},
        {"steps": "primary"},
        {"steps": ["primary"]},
        {"steps": [{"targets": [5]}]},
        {"steps": [{"targets": "primary"}]},
        {"steps": [{"targets": ["person:me"]}]},
        {"steps": [{"targets": ["person:0"]}]},
        {"steps": [{"targets": [""]}]},
        {"steps": [{"targets": ["primary"], "wait": 0}]},
        {"steps": [{"targets": ["primary"], "wait": True}]},
        {"steps": [{"targets": ["primary"], "wait": "5m"}]},
        {"repeats": -1},
        {"repeats": 10},
        {"repeats": 1.5},
        {"levels": ["severe"]},
        {"contracts": "C1"},
    ],
)
def test_wrong_data_is_refused_with_a_word(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_data(data)
