from __future__ import annotations

from datetime import UTC, datetime

import pytest

from views import texts
from views.texts import Safe, TextDefect, closest, escape, lines, plain, text


@pytest.fixture
def words(tmp_path, monkeypatch):
    def write(zh: str, en: str) -> None:
        for language, content in (("zh", zh), ("en", en)):
            (tmp_path / language).mkdir(exist_ok=True)
            (tmp_path / language / "a.ftl").write_text(content, encoding="utf-8")

    monkeypatch.setattr(texts, "LOCALES", tmp_path)
    texts._bundle.cache_clear()
    yield write
    texts._bundle.cache_clear()


BOTH = (
    "hello = <b>{ $name }</b>\nticket = #{ $number }\nmany = { NUMBER($n, useGrouping: 1) }\n    .title = T\n"
)


def test_peoples_words_are_escaped_and_our_html_is_not(words):
    words(BOTH, BOTH)
    assert text("en", "hello", name="<i>&") == "<b>&lt;i&gt;&amp;</b>"
    assert text("en", "hello", name=Safe("<i>x</i>")) == "<b><i>x</i></b>"
    assert text("en", "hello", name=text("en", "ticket", number=1)) == "<b>#1</b>"


def test_a_buttons_words_are_not_escaped(words):
    words(BOTH, BOTH)
    assert plain("zh", "ticket", number="A&B") == "#A&B"
    with pytest.warns(TextDefect, match="HTML given"):
        plain("zh", "ticket", number=Safe("&amp;"))


def test_a_ticket_number_has_no_thousands_separator(words):
    words(BOTH, BOTH)
    assert text("en", "ticket", number=1234567) == "#1234567"
    assert text("en", "many", n=1234567) == "1,234,567"


def test_a_dot_names_an_attribute(words):
    words(BOTH, BOTH)
    assert text("en", "many.title") == "T"


def test_a_missing_message_is_said_in_the_other_language_and_reported(words):
    words("only-zh = 只有\n", "x = y\n")
    with pytest.warns(TextDefect, match="no message only-zh in en"):
        assert text("en", "only-zh") == "只有"
    with pytest.warns(TextDefect):
        assert text("en", "nowhere") == "nowhere"


def test_a_missing_variable_is_reported(words):
    words(BOTH, BOTH)
    with pytest.warns(TextDefect, match="name"):
        assert "name" in text("en", "hello")


def test_under_tests_a_defect_is_an_error(words):
    words("x = y\n", "x = y\n")
    with pytest.raises(TextDefect):
        text("en", "nowhere")


def test_a_file_that_cannot_be_read_is_reported(words):
    words("x = y\n", "x = { $broken\n")
    with pytest.raises(TextDefect, match=r"a\.ftl"):
        text("en", "x")


def test_an_instant_without_a_zone_cannot_slip_into_a_text(words):
    words(BOTH, BOTH)
    for value in (datetime(2026, 11, 21, tzinfo=UTC), None):
        with pytest.raises(TypeError):
            text("en", "hello", name=value)


def test_the_nearest_language_is_chosen_from_telegrams_code():
    assert [closest(code) for code in ("zh-hans", "zh_TW", "EN-us", "de", None)] == [
        "zh",
        "zh",
        "en",
        "en",
        "en",
    ]
    assert closest(None, default="zh") == "zh"


def test_lines_skips_what_is_empty_and_escapes_what_is_not_safe():
    assert lines("a<b", None, "", Safe("<b>x</b>")) == "a&lt;b\n<b>x</b>"


def test_what_somebody_wrote_at_length_is_not_cut(words):
    words("hello = <b>{ $name }</b>: { $name }\n", "hello = <b>{ $name }</b>: { $name }\n")
    long = "a < b \ue000name\ue001 " * 300
    assert text("en", "hello", name=long) == f"<b>{escape(long)}</b>: {escape(long)}"
    assert plain("en", "hello", name="\ue000name\ue001") == "<b>\ue000name\ue001</b>: \ue000name\ue001"
