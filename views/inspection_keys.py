"""The buttons of inspections and their appointments, as rows of the outbox carry them."""

from __future__ import annotations

from typing import Any

from views.callbacks import encode

Key = dict[str, Any]
Keys = list[list[Key]]

ENGINEER, CUSTOMER = "engineer", "customer"


def key(text_id: str, verb: str, *args: int | str, **variables: Any) -> Key:
    """A button whose words come from the locale."""
    return {"id": text_id, "vars": variables, "data": encode(verb, *args)}


def worded(words: str, verb: str, *args: int | str) -> Key:
    """A button with words of its own: a day, a time, a level."""
    return {"text": words, "data": encode(verb, *args)}


def verb_of(side: str, action: str) -> str:
    """The verb of a step of an appointment: the customer's are told apart, as rights are."""
    return f"ic{action}" if side == CUSTOMER else f"i{action}"


def question_keys(side: str, number: int, fence: int) -> Keys:
    """Under a proposal of the other side."""
    return [
        [key("inspection-button-accept", verb_of(side, "a"), number, fence)],
        [key("inspection-button-other", verb_of(side, "p"), number, fence, 0)],
    ]


def engineer_keys(number: int, fence: int, state: str, proposed_by: str | None) -> Keys:
    """What the engineer can do next, wherever it is shown."""
    if state == "started":
        return [[key("inspection-button-continue", "ig", number)]]
    if state == "agreed":
        return [
            [key("inspection-button-begin", "ig", number)],
            [key("inspection-button-change", "ix", number, fence)],
        ]
    if proposed_by == CUSTOMER:
        return question_keys(ENGINEER, number, fence)
    return [
        [key("inspection-button-propose", "ip", number, fence, 0)],
        [key("inspection-button-now", "ig", number)],
    ]


def customer_keys(number: int, fence: int, state: str, proposed_by: str | None) -> Keys:
    """What the customer can do next."""
    if state == "agreed":
        return [[key("inspection-button-change", "icx", number, fence)]]
    if proposed_by == ENGINEER:
        return question_keys(CUSTOMER, number, fence)
    return [[key("inspection-button-propose", "icp", number, fence, 0)]]


def receipt_keys(number: int, *, under_file: bool = False) -> Keys:
    """The customer has the report; `under_file`: under the report itself, whose words are a caption."""
    return [[key("inspection-button-received", "icr", number, int(under_file))]]
