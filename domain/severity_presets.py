"""Level rules of the shipped contract presets, in the form in which preset files write them."""

from __future__ import annotations

from domain.severity import LevelRule, parse_rules

P1_RULES: tuple[LevelRule, ...] = parse_rules(
    [
        {"level": 1, "when": {"security": True}},
        {"level": 1, "when": {"data": "lost", "scope": ["everyone", "many"]}},
        {"level": 1, "when": {"impact": "down", "scope": ["everyone", "many"]}},
        {"level": 3, "when": {"impact": "down"}},
        {"level": 2, "when": {"data": ["at_risk", "lost"]}},
        {"level": 2, "when": {"impact": "severe", "scope": ["everyone", "many"]}},
        {"level": 4, "when": {"impact": "slight"}},
        {"level": 3},
    ]
)
"""Preset canteen-video."""

PRESETS = {"canteen-video": P1_RULES}
"""Level rules by preset name."""
