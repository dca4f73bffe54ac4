"""Promises, reminders and experts in both languages, with the largest numbers and the worst names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.delivery import duty_words, tellings
from domain.tickets.commands import CallExperts, Nudge, Promise, Release, Step
from domain.tickets.events import Happened, Ticket
from tests.domain.samples import LI, MANAGER, WANG, Story
from tests.views.test_rendered_texts import HOSTILE, LARGEST, facing, languages, sound
from views.cards import Facing, customer_card, experts_topic_name, team_card
from views.texts import plain


def _large(story: Story) -> tuple[Ticket, Facing]:
    ticket = replace(story.ticket, id=LARGEST, round=LARGEST, title=HOSTILE)
    shown = facing(ticket, story, assignee=HOSTILE if ticket.assignee_id else None)
    return ticket, replace(shown, seen=(HOSTILE, "Li"), experts=(HOSTILE,), more_experts=True)


def _words(story: Story, language: str) -> list[str]:
    ticket, shown = _large(story)
    found = []
    for what in ("nudge", "released"):
        data = {"what": what, "person": LARGEST, "by": None, "was": LARGEST}
        found.append(sound(tellings.team(ticket, language, shown, data, HOSTILE, "", story.now)))
    for what in ("nudge", "released", "still-on-it", "asleep", "experts"):
        data = {"what": what, "by": None, "since": story.now.isoformat()}
        found.append(sound(tellings.person(ticket, language, shown, data, HOSTILE, story.now)))
    asleep = {"what": "asleep", "since": story.now.isoformat(), "person": LARGEST}
    found.append(sound(tellings.managers(ticket, language, shown, asleep, HOSTILE, story.now)))
    found.append(sound(tellings.customer("released", ticket, language, shown, {}, "", "", story.now)))
    found.append(sound(duty_words.gathered(ticket, language, shown, [(LARGEST, HOSTILE)], story.now)))
    found.append(sound(duty_words.status(ticket, story.events, language, shown, story.now)))
    for card in (team_card, customer_card):
        found.append(sound(card(ticket, language, shown, story.now)))
    found.append(sound(tellings.page_now(ticket, language, shown, True, story.now)))
    assert len(experts_topic_name(ticket, HOSTILE * 20, language)) <= 128
    return [content.text for content in found]


@languages
def test_every_word_about_a_promise_fits_in_every_state_of_it(language: str) -> None:
    story = Story(1)
    assert any("👀" in words for words in _words(story, language)), "seen by, while nobody has it"
    story.do(Step(Happened.ACKNOWLEDGED, WANG))
    asked = plain(language, "card-promise-ask").split("</b>")[0]
    assert any(asked in words for words in _words(story, language))
    story.do(Promise(WANG, story.now + timedelta(minutes=30)))
    until = f"{story.now + timedelta(hours=8, minutes=29):%H:%M}"
    assert sum(until in words for words in _words(story, language)) >= 3, "both cards and the page"
    story.do(Nudge(), timedelta(minutes=30))
    assert not any("🤝" in words for words in _words(story, language)), "no promise that was not kept"
    story.do(CallExperts(MANAGER, (LI,)))
    story.do(Release(WANG, "cannot"))
    assert all(f"#{LARGEST}" in words for words in _words(story, language))
