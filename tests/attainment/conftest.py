from __future__ import annotations

from tests.summary.conftest import desk

__all__ = ["desk"]
