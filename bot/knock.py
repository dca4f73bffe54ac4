"""One call by apprise, in a process of its own: `python -m bot.knock`, told on standard input what to say where.

Its libraries wait and start threads as they like: here they can be ended. The address is a secret, so it is not among
the arguments, which every user of the machine can read, and nothing is printed.
"""

from __future__ import annotations

import json
import sys

DONE, REFUSED, UNUSABLE = 0, 3, 4


def main() -> int:
    """DONE, REFUSED by the other side, or UNUSABLE: apprise does not know such an address."""
    import apprise  # noqa: PLC0415 - an extra; the desk runs without it

    told = json.load(sys.stdin)
    way = apprise.Apprise()
    if not way.add(told["address"]):
        return UNUSABLE
    return DONE if way.notify(body=told["body"], title=told["title"]) else REFUSED


if __name__ == "__main__":
    sys.exit(main())
