"""Labelled first messages: the development set, and a set written apart from the rules."""

import json
from pathlib import Path

DEV_FILE = Path(__file__).with_name("triage_dev.jsonl")
HELD_OUT_FILE = Path(__file__).with_name("held_out.jsonl")
DEV = [json.loads(line) for line in DEV_FILE.read_text(encoding="utf-8").splitlines()]
