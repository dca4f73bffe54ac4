from __future__ import annotations

import pytest

from views import locales_check


def test_the_locale_files_are_whole():
    assert locales_check.problems() == []


@pytest.fixture
def project(tmp_path):
    def build(zh: str, en: str, source: str = "") -> list[str]:
        for language, content in (("zh", zh), ("en", en)):
            (tmp_path / "locales" / language).mkdir(parents=True)
            (tmp_path / "locales" / language / "a.ftl").write_text(content, encoding="utf-8")
        (tmp_path / "bot").mkdir()
        (tmp_path / "bot" / "a.py").write_text(source, encoding="utf-8")
        return locales_check.problems(tmp_path, tmp_path / "locales")

    return build


def test_a_message_of_one_language_only_is_a_problem(project):
    assert project("a = 1\nb = 2\n", "a = 1\n", "x = ('a', 'b')") == ["en: b is missing (it is in zh/a.ftl)"]


def test_a_variable_of_one_language_only_is_a_problem(project):
    found = project("a = { $x }\n", "a = { $x -> \n [one] { $y }\n *[other] z\n }\n", "x = 'a'")
    assert found == ["zh/a.ftl: a does not use $y"]


def test_attributes_and_terms_are_compared_too(project):
    found = project("-t = 1\na = { -t }\n    .title = 1\n", "a = 1\n", "x = ('a', 'a.title')")
    assert found == [
        "en: -t is missing (it is in zh/a.ftl)",
        "en: a.title is missing (it is in zh/a.ftl)",
    ]


def test_an_id_that_does_not_exist_is_a_problem(project):
    found = project("a = 1\n", "a = 1\n", "text(l, 'a')\nviews.texts.plain(l, 'b' if x else 'a')\n")
    assert found == ["bot/a.py:2: no message b"]


def test_a_message_that_nobody_names_is_a_problem(project):
    found = project(
        "a = 1\nkind-x = 1\nb = { c }\nc = 1\n", "a = 1\nkind-x = 1\nb = { c }\nc = 1\n", "f'kind-{x}'; 'b'"
    )
    assert found == ["en/a.ftl: a is used nowhere"]


def test_html_that_telegram_refuses_is_a_problem(project):
    found = project("a = <b>1\n", "a = <h1>1</h1> 2 < 3\n", "x = 'a'")
    assert "zh/a.ftl: a does not close <b>" in found
    assert "en/a.ftl: a has <h1, which Telegram does not accept" in found


def test_an_unreadable_entry_and_a_doubled_one_are_problems(project):
    found = project("a = 1\na = 2\n", "a = 1\nb = {\n", "x = 'a'")
    assert "zh/a.ftl: a is already in zh/a.ftl" in found
    assert any(line.startswith("en/a.ftl: cannot be read: b = {") for line in found)


def test_the_command_prints_and_fails(project, monkeypatch, capsys):
    monkeypatch.setattr(locales_check, "problems", lambda: ["one", "two"])
    assert locales_check.main() == 1
    assert capsys.readouterr().out == "one\ntwo\n"
