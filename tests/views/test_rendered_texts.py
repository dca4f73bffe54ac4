"""Every card and every telling in both languages: a missing message or variable is a warning, and so an error."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from bot.delivery import render, tellings
from domain.contracts import Preset, load_preset, preset_names, shipped_preset
from domain.desk import Desk
from domain.durations import parse_duration
from domain.severity import QUESTIONS
from domain.tickets.clocks import Clock, clocks_of, current
from domain.tickets.commands import (
    AnswerPause,
    AnswerRegrade,
    AskPause,
    CloseSilently,
    Comment,
    Confirm,
    Explain,
    FixDefect,
    HandOver,
    Late,
    Migrate,
    Note,
    NotRepaired,
    Object,
    Rate,
    Regrade,
    Resolve,
    Resume,
    Sort,
    Step,
    TakeBack,
    Withdraw,
)
from domain.tickets.effects import Page, TellCustomer, TellManagers, TellPerson, TellTeam
from domain.tickets.events import Event, Happened, State, Ticket
from domain.triage.facts import FACTS, Kind
from storage.invites import Refusal
from storage.said import Said
from tests.domain.samples import CUSTOMER, LI, MANAGER, T0, WANG, Story, desk
from views.callbacks import decode
from views.cards import Facing, customer_card, deadline_line, team_card, topic_name
from views.content import MAX_CALLBACK_BYTES, MAX_TEXT, Content
from views.texts import LANGUAGES, plain, text

LARGEST = 2**53
HOSTILE = "<b>&\"'</i> 王 $x { $y }"
UNFILLED = re.compile(r"\{\s*[-$\w]|None|datetime")

languages = pytest.mark.parametrize("language", LANGUAGES)
presets = pytest.mark.parametrize("preset", preset_names())


class _Balance(HTMLParser):
    """Fails on what Telegram's parser would refuse."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"b", "i", "code", "blockquote", "a"}, tag
        if tag == "a":
            assert re.fullmatch(r"tg://user\?id=\d+", dict(attrs)["href"] or "")
        assert tag not in self.open, f"{tag} inside {tag}"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag


def sound(content: Content) -> Content:
    """Assert that Telegram would take it, and that nothing in it was left unfilled."""
    parser = _Balance()
    parser.feed(content.text)
    parser.close()
    assert parser.open == []
    shown = re.sub("<[^>]*>", "", content.text)
    assert shown.strip() == shown, repr(shown)
    assert "\n\n\n" not in shown
    assert not UNFILLED.search(shown.replace("{ $y }", "")), shown
    assert 0 < len(html.unescape(shown).encode("utf-16-le")) // 2 <= MAX_TEXT, (
        "as Telegram counts, after parsing"
    )
    for key in itertools.chain(*content.buttons):
        # About what a phone shows of one key without cutting it off; Chinese characters are twice as wide.
        assert 0 < sum(1 + (ord(c) > 0x2E80) for c in key.text) <= 36, key.text
        assert key.data is not None
        assert len(key.data.encode()) <= MAX_CALLBACK_BYTES
        assert decode(key.data) is not None
    return content


def _clocks(ticket: Ticket, events: Sequence[Event], preset: Preset) -> tuple[Clock, ...]:
    return current(clocks_of(ticket, events, lambda version: preset))


def facing(
    ticket: Ticket, story: Story, *, preset: Preset | None = None, assignee: str | None = None
) -> Facing:
    used = preset or story.desk.contracts["C1"].preset
    return Facing(
        customer=HOSTILE, contact=HOSTILE, phone="+8613800000000", assignee=assignee,
        clocks=_clocks(ticket, story.events, used), preset=used, zone=ZoneInfo("Asia/Shanghai"),
    )  # fmt: skip


def with_preset(name: str) -> Desk:
    made = desk()
    preset = load_preset(name, shipped_preset(name), "Asia/Shanghai")
    return replace(made, contracts={"C1": replace(made.contracts["C1"], preset=preset)})


@languages
@presets
@pytest.mark.parametrize("state", State)
def test_every_state_has_both_cards_with_the_largest_numbers(
    preset: str, state: State, language: str
) -> None:
    made = with_preset(preset)
    levels = [level.number for level in made.contracts["C1"].preset.levels]
    for level, provisional, hours in itertools.product([None, *levels], (False, True), (0, 500)):
        story = Story(level, made=made)
        facts = {name: values[0] for name, values in FACTS.items()}
        ticket = replace(
            story.ticket, id=LARGEST, state=state, round=LARGEST, title=HOSTILE * 3, facts=facts,
            provisional=provisional, restored_at=T0, assignee_id=WANG,
        )  # fmt: skip
        now = T0 + timedelta(hours=hours)
        shown = facing(ticket, story, assignee=HOSTILE)
        for card in (customer_card, team_card):
            words = sound(card(ticket, language, shown, now)).text
            assert f"#{LARGEST}" in words.split("\n")[0], "the number comes first"
            assert ("🕒" in words) == ticket.open, "the line that the comparison of cards leaves out"
        assert len(topic_name(ticket, HOSTILE * 10)) <= 128


@languages
def test_a_card_says_when_each_promise_was_kept_or_missed(language: str) -> None:
    story = Story(1)
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    story.do(Step(Happened.ARRIVED, WANG), timedelta(hours=1))
    story.do(Step(Happened.RESTORED, WANG), timedelta(hours=30))
    words = sound(
        team_card(story.ticket, language, facing(story.ticket, story, assignee="Wang"), story.now)
    ).text
    assert words.count("✔️") == 2
    assert words.count("⚠️") == 1


@languages
def test_a_withdrawn_ticket_claims_no_kept_promise(language: str) -> None:
    story = Story(1)
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    story.do(Step(Happened.ON_WAY, WANG))
    story.do(Withdraw(CUSTOMER))
    words = sound(customer_card(story.ticket, language, facing(story.ticket, story), story.now)).text
    assert words.count("✔️") == 1, "the response was given; nobody arrived and nothing was restored"
    missed = Story(1)
    missed.do(Withdraw(CUSTOMER), timedelta(hours=30))
    words = sound(team_card(missed.ticket, language, facing(missed.ticket, missed), missed.now)).text
    assert words.count("⚠️") == 3


@languages
@presets
def test_the_words_of_a_contract_fit_on_a_key(preset: str, language: str) -> None:
    made = load_preset(preset, shipped_preset(preset), "Asia/Shanghai")
    labels = [one.label[language] for one in made.pauses.values()]
    labels += [
        plain(language, "do-grade", grade=grade.label[language])
        for grades in made.requests.values()
        for grade in grades
        if len(grades) > 1
    ]
    for label in labels:
        assert sum(1 + (ord(c) > 0x2E80) for c in label) <= 36, label


@languages
@presets
def test_every_clock_has_a_name_running_late_met_and_missed(preset: str, language: str) -> None:
    made = with_preset(preset)
    for level in made.contracts["C1"].preset.levels:
        story = Story(level.number, made=made)
        for clock in _clocks(story.ticket, story.events, made.contracts["C1"].preset):
            early, late = clock.due_at - timedelta(minutes=5), clock.due_at + timedelta(minutes=5)
            marks = [
                deadline_line(replace(clock, stopped_at=stopped), language, ZoneInfo("Asia/Shanghai"), now)[0]
                for stopped, now in ((None, early), (None, late), (early, late), (late, late))
            ]
            assert marks == ["⏱", "🔥", "✔", "⚠"]


def _told(story: Story, language: str, names: Callable[[int | None], str]) -> Iterator[tuple[str, Content]]:
    """Every effect of the story's last step, in words, as the renderer would put it."""
    ticket, now = replace(story.ticket, id=LARGEST, round=LARGEST), story.now
    shown = facing(ticket, story, assignee=names(ticket.assignee_id) if ticket.assignee_id else None)
    for effect in story.effects:
        match effect:
            case Page(people=people, step=step):
                yield f"page-{step}", tellings.page(ticket, language, shown, step, now)
                mentions = [(LARGEST, names(person)) for person in people]
                yield f"group-{step}", tellings.group_page(ticket, language, shown, mentions, step, now)
            case TellCustomer(what=what, data=data):
                who, to = names(data.get("by")), names(data.get("to"))
                content = tellings.customer(what, ticket, language, shown, data, who, to, now)
                yield f"customer-{what}", content
            case TellTeam(what=what, data=data):
                who, to = names(data.get("by")), names(data.get("to"))
                full = {"what": what, **data}
                yield f"team-{what}", tellings.team(ticket, language, shown, full, who, to, now)
            case TellPerson(what=what, data=data):
                who = names(data.get("by"))
                full = {"what": what, **data}
                yield f"person-{what}", tellings.person(ticket, language, shown, full, who, now)
            case TellManagers(what=what, data=data):
                full = {"what": what, **data}
                who = names(data.get("by"))
                yield f"managers-{what}", tellings.managers(ticket, language, shown, full, who, now)


def _stories() -> Iterator[Story]:
    """Between them everything that anybody is ever told about a ticket."""
    long = "长" * 1000
    steps = (Happened.ON_WAY, Happened.ARRIVED, Happened.REMOTE, Happened.WAITING, Happened.RESTORED)

    worked = Story(1)
    due = worked.desk.contracts["C1"].preset
    for clock in _clocks(worked.ticket, worked.events, due):
        worked.do(Note(Happened.WARNED, clock.name, clock.due_at, 50, late_seconds=7200))
    worked.do(Step(Happened.ACKNOWLEDGED, WANG))
    for happened in steps:
        worked.do(Step(happened, WANG))
        worked.do(TakeBack(WANG))
        worked.do(Step(happened, WANG))
    worked.do(HandOver(WANG, LI))
    worked.do(Resolve(LI, "hardware", long, long, long))
    worked.do(TakeBack(LI))
    worked.do(Resolve(LI, "hardware", "", HOSTILE, ""))
    worked.do(NotRepaired(CUSTOMER))
    for clock in _clocks(worked.ticket, worked.events, due):
        worked.do(Note(Happened.BREACHED, clock.name, clock.due_at, 100, late_seconds=60), timedelta(days=2))
    worked.do(Resolve(LI, "hardware", HOSTILE, HOSTILE, HOSTILE))
    worked.do(Confirm(CUSTOMER))
    worked.do(Rate(CUSTOMER, 1))
    worked.do(Comment(CUSTOMER, long))
    yield worked

    graded = Story(3)
    graded.do(Regrade(CUSTOMER, 4, "answers"))
    graded.do(Regrade(CUSTOMER, 2, "answers"))
    graded.do(Object(CUSTOMER, HOSTILE))
    graded.do(Step(Happened.ACKNOWLEDGED, WANG))
    graded.do(TakeBack(WANG))
    graded.do(Step(Happened.ACKNOWLEDGED, LI))
    graded.do(Regrade(LI, 3, HOSTILE))
    graded.do(Regrade(MANAGER, 1, ""))
    graded.do(Withdraw(CUSTOMER))
    yield graded

    silent = Story(1)
    for step in range(1, 6):
        silent.effects.append(Page((WANG, LI), step))
    silent.do(Step(Happened.ACKNOWLEDGED, WANG))
    silent.do(Resolve(WANG, "software", "c", "d", "a"))
    silent.do(CloseSilently(), timedelta(days=3))
    yield silent

    for kind in Kind:
        asked = Story(None, kind=kind.value)
        asked.do(Step(Happened.ACKNOWLEDGED, WANG))
        asked.do(HandOver(WANG, LI))
        asked.do(Resolve(LI, "operation", "", "answered", ""))
        asked.do(NotRepaired(CUSTOMER))
        yield asked


def _agreed() -> Iterator[Story]:
    """What both sides agree on, what they do not, and what outlives the ticket."""
    made = desk()
    asking = replace(made.contracts["C1"].preset, downgrade_consent=frozenset({"customer", "manager"}))
    made = replace(made, contracts={"C1": replace(made.contracts["C1"], preset=asking)})
    paused = Story(1, made=made)
    paused.do(Step(Happened.ACKNOWLEDGED, WANG))
    for why in ("customer", "time", "engineer", "work"):
        paused.do(AskPause(WANG, "access"))
        paused.do(AnswerPause(CUSTOMER, agreed=False))
        paused.do(AskPause(WANG, "access"))
        paused.do(AnswerPause(CUSTOMER, agreed=True))
        paused.do(Resume(None if why == "time" else WANG, why))
    for agreed in (False, True):
        paused.do(Regrade(WANG, 4, HOSTILE))
        paused.do(AnswerRegrade(MANAGER, "manager", agreed))
    paused.do(Regrade(MANAGER, 1, "worse", manager=True), timedelta(days=1))
    clocks = clocks_of(paused.ticket, paused.events, made.terms("C1"))
    late = tuple(Note(Happened.BREACHED, clock.name, clock.due_at, 100, 7200) for clock in clocks)
    paused.do(Late(late), timedelta(days=9))
    paused.do(Explain(WANG, clocks[0].name, clocks[0].due_at.isoformat(), HOSTILE))
    paused.do(Explain(LI, clocks[0].name, clocks[0].due_at.isoformat(), "missed-reason-traffic"))
    paused.do(Migrate(MANAGER, 2))
    paused.do(Resolve(WANG, "software", "c", "d", "a", defect=True))
    paused.do(Confirm(CUSTOMER))
    paused.do(FixDefect(LI), timedelta(days=9))
    yield paused
    question = Story(None, kind="consultation")
    question.do(Sort(LI, "research"))
    yield question


@languages
def test_everything_that_follows_from_a_command_can_be_said(language: str) -> None:
    told: set[str] = set()
    for story in itertools.chain(_stories(), _agreed()):
        for what, content in _told(story, language, lambda _: HOSTILE):
            sound(content)
            assert f"#{LARGEST}" in content.text
            told.add(what)
    assert {
        *(f"customer-{what}" for what in (
            "acknowledged", "on-way", "arrived", "remote", "waiting", "restored", "resolved", "handed-over",
            "closed-silently", "regraded", "reopened", "taken-back", "ask-rating", "pause-asked", "resumed",
            "regrade-asked", "graded", "migrated", "defect-fixed",
        )),
        *(f"team-{what}" for what in (
            "regraded", "objected", "confirmed", "reopened", "withdrawn", "closed-silently", "handed-over",
            "taken-back", "rated", "comment", "warning", "breach", "explained", "pause-agreed",
            "pause-refused", "resumed", "regrade-asked", "regrade-refused", "deadlines-moved", "migrated",
            "defect-fixed",
        )),
        "person-handed-to-you", "person-reopened", "person-regraded", "person-warning",
        "managers-breach", "managers-objected", "managers-regrade-asked", "managers-low-rating",
        "managers-low-rating-comment",
        "page-0", "page-5", "group-0", "group-5",
    } <= told  # fmt: skip


@languages
def test_a_warning_says_until_when_and_a_breach_since_when(language: str) -> None:
    story = Story(1)
    clock = _clocks(story.ticket, story.events, story.desk.contracts["C1"].preset)[0]
    shown = facing(story.ticket, story)
    data = {"what": "warning", "clock": clock.name, "share": 75, "due_at": clock.due_at.isoformat()}
    before, after = clock.due_at - timedelta(minutes=30), clock.due_at + timedelta(minutes=30)
    due = f"{clock.due_at.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}"
    said = [
        tellings.team(story.ticket, language, shown, data, "", "", before),
        tellings.person(story.ticket, language, shown, data, "", before),
        tellings.team(story.ticket, language, shown, {**data, "what": "breach"}, "", "", after),
        tellings.managers(story.ticket, language, shown, {**data, "what": "breach"}, "", after),
    ]
    for content in said:
        assert due in sound(content).text
        assert "30" in content.text


@languages
@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [("3d", "3 天", "3 days"), ("1d", "1 天", "1 day"), ("5wd", "5 个工作日", "5 working days"),
     ("1month", "1 个月", "1 month"), ("48h", "2 天", "2 d"), ("36h", "36 小时", "36 h")],
)  # fmt: skip
def test_the_time_to_object_is_said_in_the_unit_of_the_contract(
    written: str, zh: str, en: str, language: str
) -> None:
    story = Story(1)
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    story.do(Resolve(WANG, "hardware", "c", "d", "a"))
    preset = replace(story.desk.contracts["C1"].preset, confirm=parse_duration(written))
    shown = facing(story.ticket, story, preset=preset)
    words = tellings.customer("resolved", story.ticket, language, shown, {}, "Wang", "", story.now).text
    assert {"zh": f"{zh}内", "en": f"in {en}."}[language] in words


@languages
def test_the_customers_message_is_passed_on_as_it_was_written(language: str) -> None:
    room = MAX_TEXT - 24 - len("王")
    for side, number, words in itertools.product(
        ("customer", "engineer"), (1, LARGEST), ("长" * room, "😀" * (room // 2) + "!")
    ):
        one = Said(1, 1, 1, 1, side, None, None, words, None, None, 0, T0)
        content = render.spoken(one, "王", language, number)
        assert content is not None
        assert words in sound(content).text
        assert render.spoken(replace(one, text=words + "长"), "王", language, number) is None


@languages
def test_a_mention_rings_the_person(language: str) -> None:
    assert text(language, "mention", person=LARGEST, name="<b>") == (
        f'<a href="tg://user?id={LARGEST}">&lt;b&gt;</a>'
    )


@languages
def test_every_question_every_kind_and_every_refusal_has_its_words(language: str) -> None:
    for question in QUESTIONS.values():
        sound(Content(text(language, f"question-{question.id}")))
        for option in question.options:
            words = plain(language, f"option-{question.id}-{option.id}")
            assert sum(1 + (ord(c) > 0x2E80) for c in words) <= 36, words
    for name, values in FACTS.items():
        for value in values:
            assert plain(language, f"fact-{name}-{str(value).lower()}")
    for kind in Kind:
        assert plain(language, f"kind-{kind.value}")
    for refusal in Refusal:
        sound(Content(text(language, f"invite-{refusal.value}")))
    for happened in (Happened.ACKNOWLEDGED, Happened.ON_WAY, Happened.ARRIVED, Happened.REMOTE, Happened.WAITING,
                     Happened.RESTORED, Happened.RESOLVED):  # fmt: skip
        assert plain(language, f"step-{happened.value}")
