"""Who gets a contract's report without asking (P2: the quarter's analysis of fault reports goes to the customer)."""

from __future__ import annotations

from domain.plans.periods import QUARTER
from domain.terms import Contract

FAULT_ANALYSIS = "fault-analysis"
"""The visit of a preset that owes its customer the quarterly analysis."""


def owed(contract: Contract, period: str) -> bool:
    """Whether every contact gets that period's report who did not decline it."""
    return period == QUARTER and any(one.name == FAULT_ANALYSIS for one in contract.preset.service.visits)
