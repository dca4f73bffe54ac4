"""A rotation that asks for skills is a matter of those who have them, whatever people change."""

from __future__ import annotations

from domain.oncall.book import Book, Override
from domain.oncall.duty import Answer, answer_at
from domain.oncall.rotations import Rotation
from tests.oncall.samples import ANY, absence, delegate, override, rotation, utc

FROM, TO = utc(2026, 1, 6), utc(2026, 1, 8)
AT = utc(2026, 1, 7)
SKILLS = {1: frozenset({"net"}), 2: frozenset({"sql"}), 3: frozenset({"net", "sql"}), 4: frozenset[str]()}
NET = rotation(skills=frozenset({"net"})).among(SKILLS)


def answer(book: Book, *rotations: Rotation) -> Answer | None:
    return answer_at(rotations or (NET,), book, "primary", AT, ANY)


def test_only_people_with_all_the_skills_are_on_it() -> None:
    assert NET.people == (1, 3)
    assert rotation(skills=frozenset({"net", "sql"})).among(SKILLS).people == (3,)
    assert rotation(skills=frozenset({"fire"})).among(SKILLS).people == ()
    assert rotation().among(SKILLS) == rotation()


def test_turns_are_taken_among_them_alone() -> None:
    turns = [NET.order(utc(2026, 1, day))[0] for day in (7, 14, 21, 28)]
    assert turns == [1, 3, 1, 3]


def test_who_stands_in_for_somebody_absent_has_the_skills() -> None:
    assert answer(Book((), (absence(1, FROM, TO),))) == Answer(3, "absence", 1)
    assert answer(Book((), (absence(1, FROM, TO), absence(3, FROM, TO)))) is None


def test_nobody_without_them_gets_the_duty_by_a_change() -> None:
    whole = override(1, 2, FROM, TO)
    swap: Override = override(2, 2, FROM, TO, "swap", for_person=1)
    assert answer(Book((whole, swap))) == Answer(1, "rotation")
    assert answer(Book((override(1, 3, FROM, TO),))) == Answer(3, "override", 1)


def test_an_earlier_change_that_counts_is_not_lost_by_a_later_one_that_does_not() -> None:
    assert answer(Book((override(1, 3, FROM, TO), override(2, 2, FROM, TO)))) == Answer(3, "override", 1)


def test_a_delegate_without_them_is_passed_over() -> None:
    assert answer(Book((), (), (delegate(1, 4, FROM, TO),))) == Answer(1, "rotation")
    through = (delegate(1, 4, FROM, TO), delegate(4, 3, FROM, TO))
    assert answer(Book((), (), through)) == Answer(3, "delegate", 1)


def test_an_override_counts_through_a_delegate_who_has_them() -> None:
    book = Book((override(1, 4, FROM, TO),), (), (delegate(4, 3, FROM, TO),))
    assert answer(book) == Answer(3, "delegate", 4)


def test_each_rotation_of_a_layer_asks_for_its_own() -> None:
    anybody = rotation((2, 4))
    away = Book((), (absence(1, FROM, TO), absence(3, FROM, TO)))
    assert answer(away, NET, anybody) == Answer(2, "absence", 1)
    covered = Book((override(1, 4, FROM, TO, "cover", for_person=2),), away.absences)
    assert answer(covered, NET, anybody) == Answer(4, "cover", 2)
    assert answer(Book((override(1, 4, FROM, TO),)), NET, anybody) == Answer(1, "rotation")


def test_a_rotation_that_nobody_is_fit_for_is_as_if_it_were_not_there() -> None:
    nobody = rotation(skills=frozenset({"fire"})).among(SKILLS)
    assert answer(Book(), nobody, rotation((4,))) == Answer(4, "rotation")
    assert answer(Book((override(1, 2, FROM, TO),)), nobody, rotation((4,))) == Answer(2, "override", 4)
    assert answer(Book(), nobody) is None
