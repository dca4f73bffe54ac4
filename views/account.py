"""What was found and done, as the customer reads it."""

from __future__ import annotations

from domain.tickets.events import Ticket
from views.texts import Safe, lines, plain, text


def account_lines(ticket: Ticket, language: str) -> Safe:
    """Kind of fault (of faults only), cause, work and advice: the lines that were filled in, or nothing."""
    account = ticket.resolution
    kind = account.get("fault_kind") if ticket.level is not None else None
    return lines(
        text(language, "account-kind", kind=plain(language, f"fault-kind-{kind}")) if kind else "",
        *(
            text(language, f"account-{part}", words=account[part])
            for part in ("cause", "done", "advice")
            if account.get(part)
        ),
    )
