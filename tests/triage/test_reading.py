import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.triage import load, main, rules_for, score
from domain.triage.facts import Data, Facts, Impact, Kind, Scope
from domain.triage.reading import read
from tests.triage import DEV_FILE, HELD_OUT_FILE


@pytest.mark.parametrize(
    ("path", "kinds", "questions"),
    [(DEV_FILE, 0.98, 1.0), (HELD_OUT_FILE, 0.92, 1.1)],
    ids=["dev", "held-out"],
)
def test_labelled_messages_are_read_as_well_as_promised(path, kinds, questions):
    """The held-out file was not learnt from, but its misreadings were looked at: not a measure of new messages."""
    lines = load(path)
    measured = score(rules_for("canteen-video"), lines, [read(line.text) for line in lines])
    assert measured["kind_right"] >= kinds
    assert measured["facts_right"] >= 0.97
    assert measured["facts_claimed"] >= 0.5 * measured["facts_readable"]
    assert measured["level_right"] >= 0.97
    assert measured["questions_mean"] <= questions
    assert measured["questions_max"] <= 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("怎么给新同事开账号？", Kind.CONSULTATION),
        ("how do I export last week's recordings?", Kind.CONSULTATION),
        ("为什么昨天还能打印，今天点了没反应？", Kind.FAULT),
        ("why has the export failed since Monday?", Kind.FAULT),
        ("不是故障，希望列表能按部门排序", Kind.CHANGE),
        ("nothing is broken, could you add a column for the phone number", Kind.CHANGE),
        ("新来的保安不会调回放，麻烦来教一下", Kind.TRAINING),
        ("please book the yearly inspection for July", Kind.MAINTENANCE),
        ("系统没问题，就是你们客服态度太差", Kind.COMPLAINT),
        ("reported a week ago and nobody came", Kind.COMPLAINT),
        ("又坏了！！全院都登不上HIS，气死人了", Kind.FAULT),
        ("谢谢，已经可以用了", Kind.OTHER),
        ("sorry, wrong chat", Kind.OTHER),
    ],
)
def test_the_kind_is_told_from_what_is_wanted_and_not_from_single_words(text, kind):
    assert read(text).kind is kind


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("OA瘫痪了，全单位都进不去", Facts(Impact.DOWN, Scope.EVERYONE)),
        ("OA没有瘫痪，是慢，打开一个文要等三分钟", Facts(Impact.SEVERE)),
        ("not down, just crawling", Facts(Impact.SEVERE)),
        ("系统登不上了……哦不对，同事都能登，就我这台电脑不行", Facts(Impact.DOWN, Scope.ONE)),
        ("打不开", Facts()),
        ("no sound", Facts()),
        ("就我这台能用，其他人都登不上", Facts()),
        ("colleagues can't log in either", Facts()),
        ("昨天断了十分钟，后来自己好了，数据没丢", Facts(Impact.SLIGHT, data=Data.SAFE)),
        ("怕数据丢了", Facts()),
        ("上个月的录像全没了", Facts(data=Data.LOST)),
        ("备份连续三天失败", Facts(data=Data.AT_RISK)),
        ("服务器中了勒索病毒", Facts(security=True)),
        ("杀过毒了，没查出东西，系统还是打不开", Facts(Impact.DOWN, security=False)),
        ("是不是中毒了？", Facts()),
        ("停电之后录像机起不来了", Facts(security=False)),
        ("扫码枪坏了，先手工输入顶着", Facts(Impact.LIMITED, workaround=True)),
        ("能不能先手动放行？", Facts()),
        ("the gate is dead and there is no other way in", Facts(workaround=False)),
    ],
)
def test_only_what_is_stated_is_claimed(text, facts):
    assert read(text).facts == facts


def test_more_than_one_is_known_even_where_how_many_is_not():
    reading = read("八个会议室都没声音了")
    assert reading.facts.scope is None
    assert not reading.known.allows(Facts(scope=Scope.ONE))


def test_several_messages_are_one_report():
    assert read("OA打不开\n全单位都这样").facts == Facts(Impact.DOWN, Scope.EVERYONE)


@given(st.text(max_size=300))
def test_any_text_has_a_reading(text):
    reading = read(text)
    assert reading.known.allows(reading.facts)
    assert read(text) == reading


@pytest.mark.parametrize("text", ["", "\n\n", "。" * 5000, "不是" * 3000, "a " * 5000, "\ud800"])
def test_a_strange_text_is_read_quickly(text):
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 0.25


def test_the_bench_prints_one_json_line_last(capsys):
    assert main([str(DEV_FILE), "--errors"]) == 0
    measured = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert measured["n"] == 240
    assert measured["ms_per_message"] < 5


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        (None, [], "No such file"),
        ('{"text": "x", "type": "other"}\nnonsense\n', [], ":2: "),
        ('{"text": "x"}\n', [], ":1: no 'type'"),
        ('{"text": "x", "type": "joke"}\n', [], ":1: 'joke' is not a valid Kind"),
        ('{"text": "x", "type": "fault", "facts": {}}\n', [], ":1: a fault needs its level and all facts"),
        ('["x"]\n', [], ":1: not a JSON object"),
        ("", [], "no messages"),
        ('{"text": "x", "type": "other"}\n', ["--preset", "nope"], 'there is no preset "nope"'),
    ],
)
def test_bad_input_to_the_bench_gets_one_line(content, arguments, message, tmp_path, capsys):
    path = tmp_path / "messages.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main([str(path), *arguments]) == 2
    printed = capsys.readouterr().err
    assert message in printed
    assert printed.count("\n") == 1
