"""Who plays in the demonstration, and the settings of their desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ENGINEERS_CHAT = -1002600000001
MANAGERS_CHAT = -1002600000002
SCHOOL, CLINIC, HOSPITAL = "SCHOOL-1", "CLINIC-7", "HOSP-5"


@dataclass(frozen=True)
class Player:
    """A person of the demonstration; `role` is shown beside the name."""

    id: int
    first: str
    last: str
    role: str
    language: str
    contract: str | None = None
    phone: str | None = None

    @property
    def name(self) -> str:
        """As written in the person's language."""
        return f"{self.last}{self.first}" if self.language == "zh" else f"{self.first} {self.last}"


CUSTOMERS = (
    Player(501, "娜", "李", "customer", "zh", SCHOOL, "+8613800005501"),
    Player(502, "Sarah", "Miller", "customer", "en", CLINIC, "+8613800005502"),
)
COLLEAGUES = (
    Player(503, "芳", "赵", "customer", "zh", SCHOOL, "+8613800005503"),
    Player(504, "Tom", "Reed", "customer", "en", CLINIC, "+8613800005504"),
)
"""Other contacts of the same customers: the past is theirs, so that the first report of a newcomer is the first."""
OF_THE_HOSPITAL = (
    Player(505, "丽", "孙", "customer", "zh", HOSPITAL, "+8613800005505"),
    Player(506, "Emma", "Clark", "customer", "en", HOSPITAL, "+8613800005506"),
)
"""Contacts of a customer whose contract (P5) promises inspections and monthly calls: there is always one due."""
STRANGER = Player(599, "Alex", "Novak", "customer", "en")
ENGINEERS = (
    Player(601, "强", "王", "engineer", "zh", phone="+8613900006601"),
    Player(602, "静", "陈", "engineer", "zh", phone="+8613900006602"),
    Player(603, "洋", "刘", "engineer", "zh", phone="+8613900006603"),
    Player(604, "Priya", "Nair", "engineer", "en", phone="+8613900006604"),
    Player(605, "敏", "周", "engineer", "zh", phone="+8613900006605"),
)
"""The last one is the others' superior."""
MANAGERS = (
    Player(701, "总", "林", "manager", "zh", phone="+8613900007701"),
    Player(702, "Helen", "Brooks", "manager", "en", phone="+8613900007702"),
)
STAFF = ENGINEERS + MANAGERS
CONTACTS = CUSTOMERS + COLLEAGUES
EVERYBODY = CUSTOMERS + ENGINEERS + MANAGERS + COLLEAGUES + OF_THE_HOSPITAL + (STRANGER,)


_ROTATIONS = """\
# The weeks change when those of [duty] do, so that both always name the same people.
[[rotations]]
layer = "primary"
name = "office"
people = [601, 602, 603, 604]
start = 2026-01-05T00:00:00
hours = ["Mon-Fri 09:00-18:00"]

[[rotations]]
layer = "primary"
name = "nights"
people = [602, 603, 601, 604]
start = 2026-01-05T00:00:00

[[rotations]]
layer = "secondary"
name = "office"
people = [602, 603, 604, 601]
start = 2026-01-05T00:00:00
hours = ["Mon-Fri 09:00-18:00"]

[[rotations]]
layer = "secondary"
name = "nights"
people = [603, 601, 604, 602]
start = 2026-01-05T00:00:00

[[policies]]
name = "severe"
levels = [1]
repeat = 1
[[policies.steps]]
page = ["primary"]
[[policies.steps]]
page = ["secondary"]
[[policies.steps]]
page = ["superior"]
[[policies.steps]]
page = ["managers"]
"""


_QUIET = """\
weekly = false
monthly = false
quarterly = false

[weekly]
on = false
"""


def config(
    token: str,
    api_base: str,
    database: str,
    language: str,
    begun: date | None = None,
    *,
    trial_every: str = "6h",
) -> str:
    """The demonstration's settings, as a file that an operator could have written; `database` is an address.

    `begun` is the first day of the hospital's contract, whose inspections and calls are due. Without it there is no
    such contract, the desk sends no weekly reports and only the daily summary.
    """
    people = "\n".join(_person(player) for player in STAFF)
    return f"""# The demonstration's settings, written anew at each start.
[telegram]
token = "{token}"
api_base = "{api_base}"

[database]
url = "{database}"

[chats]
engineers = {ENGINEERS_CHAT}
managers = {MANAGERS_CHAT}

{people}

[[contracts]]
code = "{SCHOOL}"
customer = "实验小学"
preset = "canteen-video"
sites = ["食堂一楼", "食堂二楼"]

[[contracts]]
code = "{CLINIC}"
customer = "Riverside Clinic"
preset = "system-after-sales"
sites = ["Main building"]
{"" if begun is None else _hospital(begun, language)}
[duty]
team = [601, 602, 603, 604]
oncall = [602, 603, 601, 604]
rotate = "weekly"
superior = 605

{_ROTATIONS}
[oncall]
synthetic_every = "{trial_every}"

[summary]
time = "18:30"
{_QUIET if begun is None else ""}
[desk]
language = "{language}"
"""


def _hospital(begun: date, language: str) -> str:
    return f"""
[[contracts]]
code = "{HOSPITAL}"
customer = "{"市第一医院" if language == "zh" else "City Hospital"}"
preset = "medical-it"
begins = {begun}
engineer = {601 if language == "zh" else 604}
systems = ["hospital-terminals"]
"""


def _person(player: Player) -> str:
    superior = "superior = 605\n" if player.role == "engineer" and player.id != 605 else ""
    return f"""[[people]]
name = "{player.name}"
telegram_id = {player.id}
roles = ["{player.role}"]
phone = "{player.phone}"
language = "{player.language}"
{superior}"""
