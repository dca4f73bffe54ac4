"""The clocks of a period as a file for spreadsheet programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from domain.attainment import Line

COLUMNS = (
    "ticket", "contract", "customer", "kind", "level", "grade", "clock", "contract_version", "started", "due",
    "ended", "superseded", "promised_seconds", "used_seconds", "paused_seconds", "outcome", "late_seconds", "reason",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def attainment_csv(found: Iterable[Line], zones: Mapping[str, tzinfo], default: tzinfo) -> bytes:
    """A line for each clock of a ticket, UTF-8 with a byte order mark: without it Excel garbles Chinese.

    Instants are in the contract's zone (`zones`, else `default`) with their offset, in whole seconds.
    """
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow(COLUMNS)
    for line in found:
        zone = zones.get(line.contract, default)
        out.writerow(
            (
                line.ticket, harmless(line.contract), harmless(line.customer), line.kind, line.level,
                harmless(line.grade or ""), line.clock, line.version, _local(line.started_at, zone),
                _local(line.due_at, zone), _local(line.ended_at, zone), "yes" if line.superseded else "no",
                line.promised, line.used, line.paused, line.outcome, int(line.late.total_seconds()),
                harmless(line.reason),
            )
        )  # fmt: skip
    return written.getvalue().encode("utf-8-sig")


def harmless(words: str) -> str:
    """People's words as a cell that no spreadsheet program takes for a formula (OWASP: a quote before them)."""
    # Also behind spaces: some programs trim a cell before they look at its first character.
    return f"'{words}" if words.lstrip(" \u00a0\u3000").startswith(_FORMULA) else words


def contract_zones(names: Mapping[str, str]) -> dict[str, tzinfo]:
    """Zones by contract from their names."""
    return {contract: ZoneInfo(name) for contract, name in names.items()}


def _local(instant: datetime | None, zone: tzinfo) -> str:
    return "" if instant is None else instant.astimezone(zone).isoformat(sep=" ", timespec="seconds")
