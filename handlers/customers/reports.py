"""From the first words to a ticket: gather, read, ask only what matters, open.

While a question is unanswered nothing is held back: after `desk.silence_seconds` the ticket is opened at the highest
level still possible, and the question stays open. What was read from the text is read anew each time, so a later
message corrects an earlier one; what a button said stands above what was read.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from domain.desk import Desk
from domain.severity import QUESTIONS, Question, answer, highest_possible, next_question
from domain.tickets.decide import Assign, Opening, Regrade
from domain.tickets.events import Ticket
from domain.triage.facts import Facts, Kind
from domain.triage.knowledge import Knowledge
from domain.triage.questions import ANSWERS
from domain.triage.reading import Reading, read
from handlers.incoming import Answer, Incoming
from handlers.speak import Key, button, named, relay, revise, say
from storage import apply, drafts, people, said, tickets, timers
from storage.drafts import Draft
from storage.said import Said
from views.callbacks import Press
from views.texts import plain

_GATHER_AT_MOST = 30
_ASKABLE = (Kind.FAULT, Kind.CONSULTATION, Kind.CHANGE, Kind.TRAINING, Kind.MAINTENANCE, Kind.COMPLAINT)


def keep(
    conn: Connection,
    incoming: Incoming,
    now: datetime,
    *,
    ticket: int | None = None,
    draft: int | None = None,
) -> int | None:
    """Keep the customer's message; None if it was kept before."""
    media = incoming.media
    return said.record(
        conn,
        chat_id=incoming.chat_id,
        message_id=incoming.message_id,
        person_id=incoming.person_id,
        side="customer",
        text=incoming.text,
        at=now,
        media=vars(media) if media else ({"kind": "location"} if incoming.location else None),
        group_id=incoming.group_id,
        ticket=ticket,
        draft=draft,
    )


def begin(conn: Connection, desk: Desk, incoming: Incoming, now: datetime, *, routing: bool = False) -> None:
    """The first message of something new, or of something whose ticket is not known yet."""
    contracts = people.contracts_of(conn, incoming.person_id)
    draft = drafts.create(
        conn, incoming.person_id, "routing" if routing else "gathering", now,
        contracts[0] if len(contracts) == 1 else None,
    )  # fmt: skip
    add(conn, desk, draft, incoming, now)


def add(conn: Connection, desk: Desk, draft: Draft, incoming: Incoming, now: datetime) -> None:
    """Another message of the same report; the reading waits until the customer pauses."""
    if keep(conn, incoming, now, draft=draft.id) is None:
        return
    if draft.state == "asking" and draft.question == "route":
        return
    latest = draft.created_at + timedelta(seconds=_GATHER_AT_MOST)
    settle_at = min(now + timedelta(seconds=desk.gather_seconds), max(latest, now + timedelta(seconds=1)))
    timers.arm(
        conn, f"gather:{draft.id}", "gather", settle_at, person_id=draft.person_id, data={"draft": draft.id}
    )


def take_up(conn: Connection, desk: Desk, person_id: int, now: datetime) -> None:
    """Access was granted: what the stranger wrote before becomes their first report, unless it was small talk."""
    words = said.unplaced(conn, person_id)
    contracts = people.contracts_of(conn, person_id)
    if not words or not contracts:
        return
    draft = drafts.create(conn, person_id, "gathering", now, contracts[0] if len(contracts) == 1 else None)
    for word in words:
        said.move_to_draft(conn, word.id, draft.id)
    reading = read(_text(words))
    if reading.kind is Kind.FAULT or any(word.media for word in words):
        settle(conn, desk, draft.id, now)
    else:
        drafts.change(conn, draft.id, now, state="dropped")


def settle(conn: Connection, desk: Desk, number: int, now: datetime) -> None:
    """The customer paused: read everything and do the next thing."""
    draft = drafts.get(conn, number)
    if draft.ticket is not None or draft.state not in drafts.LIVE:
        return
    if draft.state == "routing":
        _ask_route(conn, desk, draft, now)
        return
    words = said.of_draft(conn, draft.id)
    reading = read(_text(words))
    if draft.kind is None and reading.kind is Kind.OTHER and reading.sure and not any(w.media for w in words):
        drafts.change(conn, draft.id, now, state="dropped")
        say(conn, draft.person_id, now, "report-nothing-to-do")
        return
    if draft.contract is None:
        _ask_contract(conn, desk, draft, now)
        return
    if draft.kind is None and not reading.sure:
        _ask_kind(conn, desk, draft, now)
        return
    _go_on(conn, desk, draft, reading, now)


def silent(conn: Connection, desk: Desk, number: int, now: datetime) -> None:
    """No answer for two minutes: open what there is, at the highest level still possible, and keep the question open."""
    draft = drafts.get(conn, number)
    if draft.ticket is not None or draft.state not in drafts.LIVE:
        return
    words = said.of_draft(conn, draft.id)
    reading = read(_text(words))
    if draft.question == "route":
        _deliver_unrouted(conn, desk, draft, reading, now)
        return
    kind = Kind(draft.kind) if draft.kind else reading.kind
    contract = draft.contract or people.contracts_of(conn, draft.person_id)[0]
    draft = drafts.change(conn, draft.id, now, contract=contract)
    if kind is Kind.FAULT:
        ticket = _open_fault(conn, desk, draft, reading, now, provisional=True)
        asked = "kind" if draft.question == "kind" else draft.question
        drafts.change(conn, draft.id, now, ticket=ticket.id, state="asking", question=asked)
        return
    # An opener that hides its matter must not wake anybody, nor be lost: it is filed as a question.
    filed = Kind.CONSULTATION if kind is Kind.OTHER else kind
    _file(conn, desk, draft, filed, now)


def _text(words: list[Said]) -> str:
    return "\n".join(word.text for word in words if word.text)


def _worlds(draft: Draft, reading: Reading) -> Knowledge:
    if draft.knowledge is None:
        return reading.known
    answered = Knowledge.from_json(draft.knowledge)
    both = answered.worlds & reading.known.worlds
    return Knowledge(both) if both else answered


def _go_on(conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime) -> None:
    kind = Kind(draft.kind) if draft.kind else reading.kind
    if kind is not Kind.FAULT:
        _file(conn, desk, draft, Kind.CONSULTATION if kind is Kind.OTHER else kind, now)
        return
    assert draft.contract is not None
    question = next_question(desk.contracts[draft.contract].preset.rules, _worlds(draft, reading))
    if question is None:
        _open_fault(conn, desk, draft, reading, now, provisional=False)
        return
    if draft.state == "asking" and draft.question == question.id:
        return
    _ask(conn, desk, draft, question, now)


def _ask(conn: Connection, desk: Desk, draft: Draft, question: Question, now: datetime) -> None:
    fence = draft.fence + 1
    drafts.change(conn, draft.id, now, state="asking", question=question.id, fence=fence)
    place = list(QUESTIONS).index(question.id)
    whole = [option.id for option in QUESTIONS[question.id].options]
    rows = [
        [button(f"option-{question.id}-{option.id}", "q", draft.id, fence, place, whole.index(option.id))]
        for option in question.options
    ]
    _prompt(conn, desk, draft, f"question-{question.id}", rows, now)


def _prompt(
    conn: Connection,
    desk: Desk,
    draft: Draft,
    text_id: str,
    rows: list[list[Key]],
    now: datetime,
    **variables: str,
) -> None:
    say(conn, draft.person_id, now, text_id, variables, buttons=rows, ticket=draft.ticket)
    if draft.ticket is None:
        due = now + timedelta(seconds=desk.silence_seconds)
        timers.arm(
            conn, f"silence:{draft.id}", "silence", due, person_id=draft.person_id, data={"draft": draft.id}
        )


def _ask_kind(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    if draft.question == "kind":
        return
    fence = draft.fence + 1
    drafts.change(conn, draft.id, now, state="asking", question="kind", fence=fence)
    rows = [[button(f"kind-{kind.value}", "kd", draft.id, fence, kind.value)] for kind in _ASKABLE]
    _prompt(conn, desk, draft, "question-kind", rows, now)


def _ask_contract(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    if draft.question == "contract":
        return
    fence = draft.fence + 1
    drafts.change(conn, draft.id, now, state="asking", question="contract", fence=fence)
    codes = people.contracts_of(conn, draft.person_id)
    rows = [
        [named(f"{desk.contracts[code].customer} · {code}", "ct", draft.id, fence, place)]
        for place, code in enumerate(codes)
    ]
    _prompt(conn, desk, draft, "question-contract", rows, now)


def _ask_route(conn: Connection, desk: Desk, draft: Draft, now: datetime) -> None:
    if draft.question == "route":
        return
    fence = draft.fence + 1
    drafts.change(conn, draft.id, now, state="asking", question="route", fence=fence)
    rows = []
    for number in tickets.open_of(conn, draft.person_id)[:6]:
        title = tickets.load(conn, number).title
        rows.append([named(f"#{number} {title[:40]}", "rt", draft.id, fence, number)])
    rows.append([button("button-new-report", "rt", draft.id, fence, 0)])
    _prompt(conn, desk, draft, "question-route", rows, now)


def press_answer(conn: Connection, desk: Desk, incoming: Incoming, press: Press, now: datetime) -> Answer:
    """A button of a question about the report: q draft fence question option."""
    draft, language = _pressed(conn, incoming, press)
    if draft is None:
        return Answer(plain(language, "button-stale"), alert=True)
    question = list(QUESTIONS.values())[press.number(2)]
    if draft.question != question.id:
        return Answer(plain(language, "button-stale"), alert=True)
    option = question.options[press.number(3)]
    reading = read(_text(said.of_draft(conn, draft.id)))
    try:
        knowledge = answer(_worlds(draft, reading), question, option)
    except ValueError:
        # The button was ruled out by a later message: what was pressed last is right.
        knowledge = Knowledge(ANSWERS[question.id][option.id])
    draft = drafts.change(
        conn, draft.id, now, knowledge=knowledge.to_json(), question=None, fence=draft.fence + 1
    )
    chosen = f"option-{question.id}-{option.id}"
    revise(conn, incoming.chat_id, incoming.message_id, now, "question-answered",
           {"question": {"id": f"question-{question.id}"}, "answer": {"id": chosen}})  # fmt: skip
    timers.disarm(conn, f"silence:{draft.id}")
    _after_answer(conn, desk, draft, reading, now)
    return Answer(plain(language, chosen))


def _after_answer(conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime) -> None:
    if draft.ticket is None:
        _go_on(conn, desk, draft, reading, now)
        return
    ticket = tickets.load(conn, draft.ticket)
    if not ticket.open or ticket.level is None:
        drafts.change(conn, draft.id, now, state="filed")
        return
    rules = desk.contract(ticket.contract).preset.rules
    knowledge = _worlds(draft, reading)
    question = next_question(rules, knowledge)
    level = highest_possible(rules, knowledge)
    if level != ticket.level or ticket.provisional != (question is not None):
        command = Regrade(
            draft.person_id, level, "answers", knowledge.facts().to_json(), question is not None
        )
        apply.apply(conn, desk, ticket.id, command, now)
    if question is not None:
        _ask(conn, desk, draft, question, now)
    else:
        drafts.change(conn, draft.id, now, state="filed")
        if level != ticket.level:
            say(
                conn,
                draft.person_id,
                now,
                "customer-level-now",
                {"number": ticket.id, "level": level},
                ticket=ticket.id,
            )


def press_kind(conn: Connection, desk: Desk, incoming: Incoming, press: Press, now: datetime) -> Answer:
    """What kind of request it is: kd draft fence kind."""
    draft, language = _pressed(conn, incoming, press)
    if draft is None or draft.question != "kind":
        return Answer(plain(language, "button-stale"), alert=True)
    kind = Kind(press.word(2))
    if kind not in _ASKABLE:
        raise ValueError(kind)
    draft = drafts.change(conn, draft.id, now, kind=kind.value, question=None, fence=draft.fence + 1)
    revise(conn, incoming.chat_id, incoming.message_id, now, "question-answered",
           {"question": {"id": "question-kind"}, "answer": {"id": f"kind-{kind.value}"}})  # fmt: skip
    if draft.ticket is None:
        timers.disarm(conn, f"silence:{draft.id}")
        settle(conn, desk, draft.id, now)
    elif kind is Kind.FAULT:
        _after_answer(conn, desk, draft, read(_text(said.of_draft(conn, draft.id))), now)
    return Answer(plain(language, f"kind-{kind.value}"))


def press_contract(conn: Connection, desk: Desk, incoming: Incoming, press: Press, now: datetime) -> Answer:
    """Under which contract: ct draft fence place."""
    draft, language = _pressed(conn, incoming, press)
    codes = people.contracts_of(conn, incoming.person_id)
    place = press.number(2)
    if (
        draft is None
        or draft.question != "contract"
        or draft.ticket is not None
        or not 0 <= place < len(codes)
    ):
        return Answer(plain(language, "button-stale"), alert=True)
    code = codes[place]
    draft = drafts.change(conn, draft.id, now, contract=code, question=None, fence=draft.fence + 1)
    revise(conn, incoming.chat_id, incoming.message_id, now, "question-answered",
           {"question": {"id": "question-contract"}, "answer": desk.contracts[code].customer})  # fmt: skip
    timers.disarm(conn, f"silence:{draft.id}")
    settle(conn, desk, draft.id, now)
    return Answer(desk.contracts[code].customer[:180])


def press_route(conn: Connection, desk: Desk, incoming: Incoming, press: Press, now: datetime) -> Answer:
    """Which ticket the messages are for: rt draft fence ticket (0: a new report)."""
    draft, language = _pressed(conn, incoming, press)
    number = press.number(2)
    if draft is None or draft.question != "route" or draft.ticket is not None:
        return Answer(plain(language, "button-stale"), alert=True)
    timers.disarm(conn, f"silence:{draft.id}")
    shown: object = {"id": "button-new-report"}
    if number:
        ticket = tickets.load(conn, number)
        if ticket.customer_id != incoming.person_id:
            return Answer(plain(language, "button-not-yours"), alert=True)
        deliver(conn, desk, draft, ticket, now)
        people.change(conn, incoming.person_id, focus_ticket=number, focus_until=now + timedelta(minutes=10))
        shown = f"#{number} {ticket.title[:40]}"
    else:
        drafts.change(conn, draft.id, now, state="gathering", question=None, fence=draft.fence + 1)
        settle(conn, desk, draft.id, now)
    revise(conn, incoming.chat_id, incoming.message_id, now, "question-answered",
           {"question": {"id": "question-route"}, "answer": shown})  # fmt: skip
    return Answer(plain(language, "done"))


def _pressed(conn: Connection, incoming: Incoming, press: Press) -> tuple[Draft | None, str]:
    person = people.find(conn, incoming.person_id)
    language = person.language if person else "en"
    try:
        draft = drafts.get(conn, press.number(0))
    except LookupError:
        return None, language
    fresh = (
        draft.person_id == incoming.person_id and draft.fence == press.number(1) and draft.state == "asking"
    )
    return (draft if fresh else None), language


def deliver(conn: Connection, desk: Desk, draft: Draft, ticket: Ticket, now: datetime) -> None:
    """The messages of a draft turn out to belong to a ticket."""
    from handlers.customers.talk import pass_on  # noqa: PLC0415 - the two ways of a message end in each other

    words = said.of_draft(conn, draft.id)
    drafts.change(conn, draft.id, now, state="dropped", question=None, fence=draft.fence + 1)
    pass_on(conn, desk, ticket, words, now)


def _deliver_unrouted(conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime) -> None:
    open_now = tickets.open_of(conn, draft.person_id)
    if reading.kind is Kind.FAULT or not open_now:
        draft = drafts.change(conn, draft.id, now, state="gathering", question=None, fence=draft.fence + 1)
        settle(conn, desk, draft.id, now)
        return
    ticket = tickets.load(conn, open_now[0])
    deliver(conn, desk, draft, ticket, now)
    say(
        conn,
        draft.person_id,
        now,
        "talk-guessed-ticket",
        {"number": ticket.id, "title": ticket.title},
        ticket=ticket.id,
    )
    say(conn, desk.engineers_chat, now, "talk-guessed-ticket-team", {"number": ticket.id}, ticket=ticket.id)


def _open_fault(
    conn: Connection, desk: Desk, draft: Draft, reading: Reading, now: datetime, *, provisional: bool
) -> Ticket:
    assert draft.contract is not None
    contract = desk.contracts[draft.contract]
    knowledge = _worlds(draft, reading)
    level = highest_possible(contract.preset.rules, knowledge)
    return _open(conn, desk, draft, Kind.FAULT, level, knowledge.facts(), now, provisional=provisional)


def _file(conn: Connection, desk: Desk, draft: Draft, kind: Kind, now: datetime) -> None:
    _open(conn, desk, draft, kind, None, Facts(), now, provisional=False)


def _open(
    conn: Connection,
    desk: Desk,
    draft: Draft,
    kind: Kind,
    level: int | None,
    facts: Facts,
    now: datetime,
    *,
    provisional: bool,
) -> Ticket:
    assert draft.contract is not None
    contract = desk.contracts[draft.contract]
    words = said.of_draft(conn, draft.id)
    title = " ".join(_text(words).split())[:80] or _title_of_media(words)
    opening = Opening(
        kind.value,
        contract.code,
        contract.version,
        draft.person_id,
        title,
        level,
        facts.to_json(),
        provisional,
    )
    ticket = apply.open_new(conn, desk, opening, now)
    drafts.change(conn, draft.id, now, ticket=ticket.id, state="asking" if provisional else "filed")
    timers.disarm(conn, f"silence:{draft.id}")
    timers.disarm(conn, f"gather:{draft.id}")
    for word in words:
        said.assign(conn, word.id, ticket.id)
    for ids in in_albums(words):
        relay(conn, desk.team_chat(ticket.kind), ids, ticket.id, now)
    if level is None and (owner := desk.owner(kind.value, now)) is not None:
        ticket = apply.apply(conn, desk, ticket.id, Assign(owner), now)
    if kind is Kind.COMPLAINT:
        say(conn, desk.managers_chat, now, "managers-complaint",
            {"number": ticket.id, "customer": contract.customer, "words": _text(words)[:800]}, ticket=ticket.id)  # fmt: skip
    return ticket


def _title_of_media(words: list[Said]) -> str:
    kinds = [str(word.media["kind"]) for word in words if word.media]
    return (
        {"photo": "📷", "voice": "🎤", "video": "🎬", "location": "📍"}.get(kinds[0], "📎") if kinds else "…"
    )


def in_albums(words: list[Said]) -> list[list[int]]:
    """Ids of messages, those of one album together (2 to 10), in order."""
    groups: list[list[int]] = []
    album: str | None = None
    for word in words:
        if word.group_id is not None and word.group_id == album and len(groups[-1]) < 10:
            groups[-1].append(word.id)
        else:
            groups.append([word.id])
        album = word.group_id
    return groups
