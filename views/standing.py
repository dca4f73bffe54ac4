"""How the desk stands, in plain words: what works and since when, what does not and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from domain.watching import NOBODY, OUTBOX, POLL, TIMERS, TRIAL, Finding, Standing
from views.texts import Safe, lines, plain, text
from views.times import clock_time


def standing_text(
    standing: Standing,
    found: Mapping[str, Finding],
    on_call: str,
    language: str,
    zone: tzinfo,
    now: datetime,
    *,
    channels: tuple[str, ...] = (),
    unheard: bool = False,
) -> Safe:
    """All lines; what is amiss comes first. `on_call`: their names; `unheard`: the watch outside got no sign of life."""

    def at(instant: datetime) -> str:
        return clock_time(instant, zone, now, language)

    bad: list[Safe] = []
    well: list[Safe] = []
    if POLL in found:
        bad.append(text(language, "health-poll-bad", since=at(found[POLL].since)))
    elif standing.last_poll is not None:
        well.append(text(language, "health-poll-well", since=at(standing.last_poll)))
    else:
        well.append(text(language, "health-poll-never"))
    if TIMERS in found:
        bad.append(text(language, "health-sweep-bad", since=at(found[TIMERS].since)))
    else:
        well.append(text(language, "health-sweep-well"))
    if OUTBOX in found:
        bad.append(text(language, "health-outbox-bad", since=at(found[OUTBOX].since), count=standing.waiting))
    else:
        well.append(text(language, "health-outbox-well", count=standing.waiting))
    if NOBODY in found:
        bad.append(text(language, "health-duty-bad", who=found[NOBODY].who))
    elif on_call:
        well.append(text(language, "health-duty-well", names=on_call))
    if TRIAL in found:
        bad.append(text(language, "health-synthetic-bad", since=at(found[TRIAL].since)))
    elif standing.trial_done is not None:
        well.append(text(language, "health-synthetic-well", since=at(standing.trial_done)))
    if unheard and standing.running_since is not None:
        last = max(standing.deadman or standing.running_since, standing.running_since)
        bad.append(text(language, "health-deadman-bad", since=at(last)))
    elif standing.deadman is not None:
        well.append(text(language, "health-deadman-well", since=at(standing.deadman)))
    bad += [text(language, "health-group-bad", words=words) for words in standing.group_trouble]
    if standing.put_aside:
        bad.append(text(language, "health-inbox-bad", count=standing.put_aside))
    if standing.failed:
        well.append(text(language, "health-failed", count=standing.failed))
    if channels:
        names = plain(language, "duty-between").join(channels)
        well.append(text(language, "health-channels", names=names))
    if standing.running_since is not None:
        well.insert(0, text(language, "health-running", since=at(standing.running_since)))
    verdict = text(language, "health-trouble", count=len(bad)) if bad else text(language, "health-well")
    head = lines(text(language, "health-head", at=at(now)), verdict, *bad)
    return lines(head, lines(*well), between="\n\n")
