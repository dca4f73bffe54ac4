"""Who comes first: rotations, overrides, swaps and covers, absences, delegates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.calendars import parse_calendar
from domain.oncall.book import Absence, Book
from domain.oncall.duty import Answer, answer_at
from domain.oncall.rotations import Context
from tests.oncall.samples import ANY, absence, delegate, override, rotation, utc

# In this week the turn of the sample rotation is 1's, then 2's, then 3's.
FROM, TO = utc(2026, 1, 6), utc(2026, 1, 8)
AT = utc(2026, 1, 7)
WEEKLY = (rotation(),)


def answer(book: Book, rotations: tuple[object, ...] = WEEKLY, context: Context = ANY) -> Answer | None:
    return answer_at(rotations, book, "primary", AT, context)  # type: ignore[arg-type]


def test_without_changes_it_is_the_turn_of_the_rotation() -> None:
    assert answer(Book()) == Answer(1, "rotation")


def test_the_first_rotation_that_is_active_and_fits_gives_the_person() -> None:
    night = rotation((7,), hours=parse_calendar("UTC", ["Mon-Sun 20:00-23:00"]))
    special = rotation((8,), contracts=frozenset({"C1"}))
    given = (rotation((9,), layer="secondary"), rotation(()), night, special, *WEEKLY)
    assert answer(Book(), given) == Answer(1, "rotation")
    assert answer(Book(), given, Context("C1")) == Answer(8, "rotation")


def test_a_layer_without_a_rotation_is_nobodys() -> None:
    assert answer(Book(), ()) is None


def test_an_override_holds_from_its_start_until_before_its_end() -> None:
    book = Book((override(1, 5, FROM, TO),))
    people = [
        answer_at(WEEKLY, book, "primary", at, ANY)
        for at in (FROM - timedelta(seconds=1), FROM, TO - timedelta(seconds=1), TO)
    ]
    assert [found.person for found in people if found] == [1, 5, 5, 1]
    assert people[1] == Answer(5, "override", 1)


def test_of_several_overrides_the_latest_made_counts() -> None:
    first, second = override(1, 5, FROM, TO), override(2, 6, FROM, TO)
    assert answer(Book((first, second))) == answer(Book((second, first))) == Answer(6, "override", 1)


def test_of_overrides_made_at_the_same_instant_the_higher_id_counts() -> None:
    made = utc(2026, 1, 1)
    pair = (override(2, 6, FROM, TO, made_at=made), override(1, 5, FROM, TO, made_at=made))
    assert answer(Book(pair)) == Answer(6, "override", 1)


def test_an_override_fills_a_hole() -> None:
    assert answer(Book((override(1, 5, FROM, TO),)), ()) == Answer(5, "override")


def test_an_override_of_another_layer_or_contract_changes_nothing() -> None:
    other = override(1, 5, FROM, TO, layer="secondary")
    special = override(2, 6, FROM, TO, contracts=frozenset({"C1"}))
    assert answer(Book((other, special))) == Answer(1, "rotation")
    assert answer(Book((other, special)), context=Context("C1")) == Answer(6, "override", 1)


def test_a_swap_only_replaces_the_person_it_was_agreed_with() -> None:
    assert answer(Book((override(1, 5, FROM, TO, "swap", for_person=1),))) == Answer(5, "swap", 1)
    assert answer(Book((override(1, 5, FROM, TO, "swap", for_person=2),))) == Answer(1, "rotation")


def test_a_cover_for_whoever_got_the_duty_by_a_swap_goes_on_from_there() -> None:
    swap = override(1, 2, FROM, TO, "swap", for_person=1)
    cover = override(2, 3, FROM, TO, "cover", for_person=2)
    assert answer(Book((swap, cover))) == Answer(3, "cover", 2)


def test_what_was_agreed_later_with_the_same_person_counts() -> None:
    swap = override(1, 2, FROM, TO, "swap", for_person=1)
    cover = override(2, 3, FROM, TO, "cover", for_person=1)
    assert answer(Book((swap, cover))) == Answer(3, "cover", 1)


def test_a_duty_can_be_given_back() -> None:
    given = override(1, 2, FROM, TO, "swap", for_person=1)
    back = override(2, 1, FROM, TO, "swap", for_person=2)
    assert answer(Book((given, back))) == Answer(1, "swap", 2)


def test_who_takes_a_duty_over_after_asking_for_cover_has_it() -> None:
    cover = override(1, 3, FROM, TO, "cover", for_person=2)
    swap = override(2, 2, FROM, TO, "swap", for_person=1)
    assert answer(Book((cover, swap))) == Answer(2, "swap", 1)


def test_a_swap_from_before_a_later_override_is_gone() -> None:
    swap = override(1, 2, FROM, TO, "swap", for_person=1)
    whole = override(2, 5, FROM, TO)
    late = override(3, 4, FROM, TO, "swap", for_person=1)
    assert answer(Book((swap, whole))) == Answer(5, "override", 1)
    assert answer(Book((swap, whole, late))) == Answer(5, "override", 1)
    assert answer(Book((whole, override(3, 4, FROM, TO, "cover", for_person=5)))) == Answer(4, "cover", 5)


def test_a_cover_of_oneself_changes_nothing() -> None:
    assert answer(Book((override(1, 1, FROM, TO, "cover", for_person=1),))) == Answer(1, "rotation")


def test_for_somebody_absent_the_next_in_turn_who_is_there_has_the_duty() -> None:
    assert answer(Book((), (absence(1, FROM, TO),))) == Answer(2, "absence", 1)
    assert answer(Book((), (absence(1, FROM, TO), absence(2, FROM, TO)))) == Answer(3, "absence", 1)


def test_with_a_whole_rotation_absent_the_next_one_of_the_layer_has_the_duty() -> None:
    away = Book((), tuple(absence(person, FROM, TO) for person in (1, 2, 3)))
    assert answer(away, (*WEEKLY, rotation((3, 4)))) == Answer(4, "absence", 1)
    assert answer(away) is None


def test_a_swap_holds_although_the_person_is_absent() -> None:
    swap = override(1, 5, FROM, TO, "swap", for_person=1)
    assert answer(Book((swap,), (absence(1, FROM, TO),))) == Answer(5, "swap", 1)


def test_who_would_stand_in_for_an_absent_one_may_be_covered() -> None:
    cover = override(1, 5, FROM, TO, "cover", for_person=2)
    assert answer(Book((cover,), (absence(1, FROM, TO),))) == Answer(5, "cover", 2)


def test_an_override_for_somebody_who_is_absent_does_not_count() -> None:
    away = (absence(5, FROM, TO),)
    assert answer(Book((override(1, 5, FROM, TO),), away)) == Answer(1, "rotation")
    assert answer(Book((override(1, 6, FROM, TO), override(2, 5, FROM, TO)), away)) == Answer(
        6, "override", 1
    )


def test_a_delegate_stands_in_whatever_the_duty_comes_from() -> None:
    stands_in = (delegate(5, 6, FROM, TO), delegate(1, 7, FROM, TO))
    assert answer(Book((), (), stands_in)) == Answer(7, "delegate", 1)
    assert answer(Book((override(1, 5, FROM, TO),), (), stands_in)) == Answer(6, "delegate", 5)


def test_delegates_have_delegates_but_only_five_in_a_row() -> None:
    chain = tuple(delegate(person, person + 1, FROM, TO) for person in range(1, 9))
    assert answer(Book((), (), chain[:3])) == Answer(4, "delegate", 1)
    assert answer(Book((), (), chain)) == Answer(6, "delegate", 1)


def test_delegates_never_go_in_a_circle() -> None:
    circle = (delegate(1, 2, FROM, TO), delegate(2, 3, FROM, TO), delegate(3, 1, FROM, TO))
    assert answer(Book((), (), circle)) == Answer(3, "delegate", 1)
    assert answer(Book((), (), (delegate(1, 1, FROM, TO),))) == Answer(1, "rotation")


def test_an_absent_delegate_is_passed_over() -> None:
    chain = (delegate(1, 5, FROM, TO), delegate(5, 6, FROM, TO))
    away = (absence(5, FROM, TO),)
    assert answer(Book((), away, chain[:1])) == Answer(1, "rotation")
    assert answer(Book((), away, chain)) == Answer(6, "delegate", 1)


def test_of_two_delegates_of_a_person_the_later_counts() -> None:
    pair = (delegate(1, 6, FROM, TO, 2), delegate(1, 5, FROM, TO, 1))
    assert answer(Book((), (), pair)) == Answer(6, "delegate", 1)


def test_for_an_absent_person_the_delegate_acts_and_without_one_nobody() -> None:
    away = (absence(8, FROM, TO),)
    assert Book((), away).stand_in(8, AT) is None
    assert Book((), away, (delegate(8, 9, FROM, TO),)).stand_in(8, AT) == 9
    assert Book().stand_in(8, AT) == 8


def test_for_an_absent_person_the_delegate_goes_before_the_next_in_turn() -> None:
    away = (absence(1, FROM, TO),)
    assert answer(Book((), away, (delegate(1, 9, FROM, TO),))) == Answer(9, "delegate", 1)
    chain = (delegate(1, 8, FROM, TO), delegate(8, 9, FROM, TO, 2))
    assert answer(Book((), (*away, absence(8, FROM, TO)), chain)) == Answer(9, "delegate", 1)


def test_without_a_delegate_who_is_there_the_next_in_turn_has_the_duty() -> None:
    away = (absence(1, FROM, TO), absence(9, FROM, TO))
    assert answer(Book((), away, (delegate(1, 9, FROM, TO),))) == Answer(2, "absence", 1)
    assert answer(Book((), away[:1], (delegate(3, 9, FROM, TO),))) == Answer(2, "absence", 1)
    assert answer(Book((), away, (delegate(2, 7, FROM, TO),))) == Answer(7, "delegate", 2)


def test_the_delegate_of_somebody_absent_counts_before_another_rotation_of_the_layer() -> None:
    book = Book((), tuple(absence(one, FROM, TO) for one in (1, 2, 3)), (delegate(3, 9, FROM, TO),))
    assert answer(book, (*WEEKLY, rotation((4,)))) == Answer(9, "delegate", 3)


def test_an_override_for_somebody_absent_counts_if_a_delegate_acts_for_them() -> None:
    given = (override(1, 5, FROM, TO),)
    away = (absence(5, FROM, TO),)
    assert answer(Book(given, away, (delegate(5, 9, FROM, TO),))) == Answer(9, "delegate", 5)
    assert answer(Book(given, (*away, absence(9, FROM, TO)), (delegate(5, 9, FROM, TO),))) == Answer(
        1, "rotation"
    )


def test_a_cover_is_asked_before_the_delegate_of_whoever_is_covered() -> None:
    cover = (override(1, 4, FROM, TO, "cover", for_person=1),)
    book = Book(cover, (absence(1, FROM, TO),), (delegate(1, 9, FROM, TO),))
    assert answer(book) == Answer(4, "cover", 1)


def test_times_that_are_not_utc_or_not_in_order_are_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        absence(1, TO, FROM)
    with pytest.raises(ValueError, match="UTC"):
        Absence(id=1, person=1, start=FROM.replace(tzinfo=None), end=TO.replace(tzinfo=None))
