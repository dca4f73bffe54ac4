"""Labelled first messages: the development set, and a set that was written apart from the rules."""

import json
from pathlib import Path


def _lines(name: str) -> list[dict]:
    path = Path(__file__).with_name(name)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


DEV = _lines("triage_dev.jsonl")
