"""What a ticket is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.customers.words import title_of
from storage.said import Said

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def said(words: str, media: dict[str, str] | None = None) -> Said:
    return Said(1, 31, 1, 31, "customer", None, 1, words, media, None, 1, NOON)


@pytest.mark.parametrize("words", ["3号摄像头黑屏了", "x" * 80, "用" * 80, "nobody can log in"])
def test_a_title_that_fits_is_whole(words: str) -> None:
    assert title_of([said(words)]) == words


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (
            "Since this morning nobody in the clinic can open the appointment calendar, and reception keeps paper.",
            "Since this morning nobody in the clinic can open the appointment calendar, and…",
        ),
        (
            "Since this morning nobody in the clinic is able to open the appointment book: it can't be found.",
            "Since this morning nobody in the clinic is able to open the appointment book…",
        ),
        ("用" * 100, "用" * 79 + "…"),
        ("坏" * 70 + "型号DS-2CD2043G2-I的那台", "坏" * 70 + "型号…"),
        ("🔥" * 100, "🔥" * 79 + "…"),
        ("https://example.org/" + "a" * 90, "https://example.org/" + "a" * 59 + "…"),
    ],
)
def test_a_long_title_ends_with_a_whole_word(words: str, title: str) -> None:
    assert title_of([said(words)]) == title


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=30)))
def test_a_title_is_the_beginning_of_what_was_written_and_never_longer_than_eighty(words: list[str]) -> None:
    line = " ".join(words)
    title = title_of([said(line)])
    assert 0 < len(title) <= 80
    if line and len(line) > 80:
        assert title.endswith("…")
        assert line.startswith(title[:-1])


def test_files_without_words_are_called_what_they_are() -> None:
    assert title_of([said("", {"kind": "photo"}), said("", {"kind": "voice"})]) == "📷"
    assert title_of([said("", {"kind": "document"})]) == "📎"
    assert title_of([said(" \n", {"kind": "voice"})]) == "🎤"
    assert title_of([]) == "…"
