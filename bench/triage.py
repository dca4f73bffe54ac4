"""How well first messages are read, and how many questions are left: `python -m bench.triage FILE [--preset NAME]`.

FILE has a labelled message a line: `{"text", "type", "facts", "level"}`. Every fault's conversation is played: from
the facts that the text gave, each question is answered truthfully. A fact that was misread stays misread. The last
line printed is one JSON object; bad input ends with one line and exit code 2.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from domain.contracts import ContractError, shipped_preset
from domain.severity import (
    LevelRule,
    answer,
    level_of,
    next_question,
    parse_rules,
    possible_levels,
    truthful_option,
)
from domain.triage.facts import Facts, Kind
from domain.triage.knowledge import Knowledge
from domain.triage.reading import Reading, read

LABELLED_FOR = "canteen-video"
"""The preset by whose rules the files' levels are labelled; for another one the level follows from the facts."""


class BadInput(Exception):
    """One line that says what is wrong and where."""


@dataclass(frozen=True)
class Line:
    """A labelled message."""

    name: str
    text: str
    kind: Kind
    facts: Facts
    level: int | None
    known: frozenset[str]


def rules_for(preset: str) -> tuple[LevelRule, ...]:
    """The level rules of a contract preset; BadInput if there is none of that name."""
    try:
        return parse_rules(shipped_preset(preset)["rules"])
    except ContractError as error:
        raise BadInput(str(error)) from None


def load(path: Path) -> list[Line]:
    """The labelled messages of a file; BadInput names the file and the line."""
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise BadInput(f"{path}: {reason}") from None
    lines = []
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            lines.append(_line(json.loads(row), f"line {number}"))
        except KeyError as error:
            raise BadInput(f"{path}:{number}: no {error}") from None
        except (ValueError, TypeError, AttributeError) as error:
            raise BadInput(f"{path}:{number}: {error}") from None
    if not lines:
        raise BadInput(f"{path}: no messages")
    return lines


def _line(row: dict[str, object], place: str) -> Line:
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    text, facts, level, known = row["text"], row.get("facts") or {}, row.get("level"), row.get("known") or []
    if not isinstance(text, str) or not isinstance(facts, dict) or not isinstance(known, list):
        raise ValueError("'text' must be a string, 'facts' an object and 'known' a list")
    line = Line(
        str(row.get("id", place)),
        text,
        Kind(str(row["type"])),
        Facts.from_json(facts),
        level if isinstance(level, int) else None,
        frozenset(map(str, known)),
    )
    if line.kind is Kind.FAULT and (line.level is None or line.facts.missing()):
        raise ValueError("a fault needs its level and all facts")
    return line


@dataclass(frozen=True)
class Played:
    """How a fault's conversation went: the level that was found and the questions that were asked."""

    level: int
    asked: tuple[str, ...]


def play(rules: tuple[LevelRule, ...], known: Knowledge, truth: Facts) -> Played:
    """Ask until the level is found, answering truthfully where the truth is still among the options."""
    asked = list[str]()
    while question := next_question(rules, known):
        asked.append(question.id)
        option = truthful_option(question, truth)
        if option not in question.options:
            # A misread fact ruled the true answer out: the customer can only take the mildest one left.
            option = question.options[-1]
        known = answer(known, question, option)
    (level,) = possible_levels(rules, known)
    return Played(level, tuple(asked))


def main(argv: list[str]) -> int:
    """Run the bench; 0, or 2 after bad input."""
    parser = argparse.ArgumentParser(prog="python -m bench.triage")
    parser.add_argument("file", type=Path)
    parser.add_argument("--preset", default=LABELLED_FOR)
    parser.add_argument("--errors", action="store_true", help="print every message that was misread")
    options = parser.parse_args(argv)
    try:
        rules, lines = rules_for(options.preset), load(options.file)
    except BadInput as error:
        print(f"bench.triage: {error}", file=sys.stderr)
        return 2
    if options.preset != LABELLED_FOR:
        lines = [replace(x, level=level_of(rules, x.facts)) if x.kind is Kind.FAULT else x for x in lines]
    read("warm-up")
    started = time.perf_counter()
    readings = [read(line.text) for line in lines]
    seconds = time.perf_counter() - started
    summary = score(rules, lines, readings, errors=options.errors)
    summary["ms_per_message"] = round(seconds * 1000 / len(lines), 3)
    print(json.dumps(summary))
    return 0


def score(
    rules: tuple[LevelRule, ...], lines: list[Line], readings: list[Reading], *, errors: bool = False
) -> dict[str, float]:
    """Shares (0 to 1) and counts of what was read right and how many questions were left, over faults."""
    count, asked = Counter[str](), list[int]()
    for line, reading in zip(lines, readings, strict=True):
        faults = []
        count["kind_right"] += reading.kind is line.kind
        if reading.kind is not line.kind:
            faults.append(f"kind {reading.kind} not {line.kind}{'' if reading.sure else ' (unsure)'}")
        count["sure"] += reading.sure
        count["sure_right"] += reading.sure and reading.kind is line.kind
        if line.kind is Kind.FAULT:
            claimed, truth = reading.facts.known(), line.facts.known()
            wrong = {name: value for name, value in claimed.items() if truth[name] != value}
            faults += [f"{name} {value} not {truth[name]}" for name, value in wrong.items()]
            faults += [f"(not read: {name})" for name in sorted(line.known - set(claimed) - {"type"})]
            faults += [
                f"(beyond the label: {name})" for name in sorted(set(claimed) - line.known - set(wrong))
            ]
            count["facts_claimed"] += len(claimed)
            count["facts_right"] += len(claimed) - len(wrong)
            count["facts_readable"] += len(line.known - {"type"})
            played = play(rules, reading.known, line.facts)
            asked.append(len(played.asked))
            count["levels_right"] += played.level == line.level
            if played.level != line.level:
                faults.append(
                    f"LEVEL {played.level} not {line.level} after {', '.join(played.asked) or 'nothing'}"
                )
        if errors and faults:
            print(f"{line.name}: {'; '.join(faults)}\n    {line.text!r}")
    return {
        "n": len(lines),
        "kind_right": _share(count["kind_right"], len(lines)),
        "facts_right": _share(count["facts_right"], count["facts_claimed"]),
        "level_right": _share(count["levels_right"], len(asked)),
        "questions_mean": _share(sum(asked), len(asked)),
        "questions_max": max(asked, default=0),
        "faults": len(asked),
        "facts_claimed": count["facts_claimed"],
        "facts_readable": count["facts_readable"],
        "sure": _share(count["sure"], len(lines)),
        "sure_right": _share(count["sure_right"], count["sure"]),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
