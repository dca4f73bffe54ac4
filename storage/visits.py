"""What was noted on return visits: kept with the visit itself, and read together here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from storage.plan_tables import dues


@dataclass(frozen=True)
class Wish:
    """What a customer wishes, as an engineer noted it (`by`), and who said it."""

    contract: str
    who: str
    words: str
    by: int
    at: datetime


def wishes(conn: Connection, contract: str | None, at_most: int) -> tuple[list[Wish], int]:
    """The newest wishes of a contract or of all, and how many there are."""
    asked = select(dues.c.contract, dues.c.data).where(dues.c.kind == "visit").order_by(dues.c.id.desc())
    if contract is not None:
        asked = asked.where(dues.c.contract == contract)
    found = [
        Wish(
            row.contract, row.data["note"].get("who") or "–", one["words"], one["by"],
            datetime.fromisoformat(one["at"]),
        )
        for row in conn.execute(asked)
        for one in row.data.get("note", {}).get("wishes", ())
    ]  # fmt: skip
    found.sort(key=lambda wish: wish.at, reverse=True)
    return found[:at_most], len(found)
