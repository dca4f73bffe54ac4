"""The operator's commands. Each imports what it needs when it runs: the desk never loads the playground."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

from bot.cli.failure import CommandError
from bot.settings.errors import ConfigError

EXIT_TROUBLE, EXIT_BAD_INPUT, EXIT_INTERRUPTED = 1, 2, 130
Command = Callable[[argparse.Namespace, Mapping[str, str]], int]


def main(argv: Sequence[str] | None = None, env: Mapping[str, str] = os.environ) -> int:
    """Carry out a command line; the exit code: 0 well, 1 trouble, 2 what was typed or configured is wrong."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that is not UTF-8 must not end a command because of a customer's name.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        arguments = _parser().parse_args(argv)
        command: Command = arguments.command
        return command(arguments, env)
    except ConfigError as wrong:
        for line in wrong.lines:
            print(line, file=sys.stderr)
        return EXIT_BAD_INPUT
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, where argparse would print the whole usage."""
        raise CommandError(f"{message} (see: {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m bot", description="Faultline, an after-sales support desk in Telegram.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, words: str, command: Command, *, config: bool = True) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(command=command)
        if config:
            one.add_argument(
                "--config",
                type=Path,
                default=Path("config.toml"),
                metavar="FILE",
                help="default: config.toml",
            )
        return one

    run = add("run", "run the desk until it is told to stop", _run)
    run.add_argument("--verbose", action="store_true", help="log more")
    check = add("check", "say what is wrong with the settings, the token and the groups", _check)
    check.add_argument("--offline", action="store_true", help="only the file; ask Telegram nothing")
    add("ids", "show the ids of groups and people that wrote to the bot lately (while no desk runs)", _ids)
    invite = add("invite", "make a link by which one person joins a contract", _invite)
    invite.add_argument("contract", metavar="CONTRACT", help="the code of a contract")
    invite.add_argument("--days", type=int, default=7, help="for how many days it is good; default: 7")
    health = add(
        "health", "how the desk stands, from its database; exit code 1 if anything is amiss", _health
    )
    health.add_argument("--late", default="5m", help="how long something may be overdue; default: 5m")
    backup = add("backup", "copy the database into a new file while the desk runs", _backup)
    backup.add_argument("file", metavar="FILE", type=Path)
    add("retry", "put messages that could not be worked off back in line, for the next start", _retry)
    preset = add("preset", "list the presets, or show the levels and times of one", _preset, config=False)
    preset.add_argument("name", metavar="NAME", nargs="?", help="a name, or a TOML file")
    preset.add_argument("--language", choices=("zh", "en"), default="zh")
    contracts = add("contracts", "what contracts promise, as deadlines", _contracts, config=False)
    inside = contracts.add_subparsers(metavar="WHAT", required=True)
    words = "the deadlines of one report under every preset"
    table = inside.add_parser("table", help=words, description=words)
    table.add_argument(
        "--preset", metavar="NAME", nargs="+", default=[], help="only these; names or TOML files"
    )
    table.add_argument("--at", metavar="TIME", help="when it is reported; default: 2026-05-08 19:30")
    table.add_argument("--timezone", default="Asia/Shanghai", metavar="ZONE", help="default: Asia/Shanghai")
    table.add_argument(
        "--zone", choices=("near", "far"), default="near", help="where the customer is; default: near"
    )
    table.add_argument("--lang", choices=("zh", "en"), default="zh")
    table.add_argument("--csv", action="store_true", help="as comma-separated values")
    attained = add("sla-report", "how well promises were kept in a month", _sla_report)
    attained.add_argument("--month", default="", help='"2026-10", "10" or "last"; default: this one so far')
    attained.add_argument("--contract", metavar="CODE", help="only this contract")
    attained.add_argument(
        "--csv", metavar="FILE", type=Path, help="write each clock of each ticket to a file"
    )
    days = add(
        "holidays", "show which years' public holidays are known, or load the list of a year", _holidays
    )
    days.add_argument("file", metavar="FILE", nargs="?", type=Path, help="lines like 2027-01-01 off")
    days.add_argument("--year", type=int, help="the year of the list; needed with FILE")
    drill = add("drill", "who would be paged for a fault, minute by minute; nothing is sent", _drill)
    drill.add_argument("level", metavar="LEVEL", type=int, help="1 is the most severe")
    drill.add_argument("contract", metavar="CONTRACT", help="the code of a contract")
    drill.add_argument(
        "--at", metavar="TIME", help='02:50, "12-24 02:50" or "2026-12-24 02:50"; default: now'
    )
    drill.add_argument("--language", choices=("zh", "en"), default="en")
    plan = add("plan", "what is owed unasked: asked for, done, late, missed, to come", _plan)
    plan.add_argument("contract", metavar="CONTRACT", nargs="?", help="only this contract")
    plan.add_argument(
        "--from", metavar="DAY", dest="first", help="windows that end after it, e.g. 2026-01-01"
    )
    plan.add_argument("--to", metavar="DAY", dest="last", help="windows that open until then")
    plan.add_argument("--language", choices=("zh", "en"), default="en")
    demo = add("demo", "try the desk on this machine: no account, no token", _demo, config=False)
    demo.add_argument("--port", type=int, default=8080, help="default: 8080")
    demo.add_argument("--language", choices=("zh", "en"), default="zh")
    demo.add_argument("--folder", type=Path, default=Path("var/demo"), help="default: var/demo")
    demo.add_argument(
        "--at", metavar="TIME", help='begin at another time, e.g. "2026-09-30 10:00" (Shanghai)'
    )
    return parser


def _plan(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.plan import plan

    return plan(
        arguments.config, env, arguments.contract, arguments.first, arguments.last, arguments.language
    )


def _run(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.running import run

    return run(arguments.config, env, verbose=arguments.verbose)


def _check(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.check import check

    return check(arguments.config, env, offline=arguments.offline)


def _ids(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.ids import ids

    return ids(arguments.config, env)


def _invite(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.invite import invite

    return invite(arguments.config, env, arguments.contract, arguments.days)


def _health(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.records import health

    return health(arguments.config, env, arguments.late)


def _backup(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.records import backup

    return backup(arguments.config, env, arguments.file)


def _retry(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.records import retry

    return retry(arguments.config, env)


def _preset(arguments: argparse.Namespace, _env: Mapping[str, str]) -> int:
    from bot.cli.presets import show

    return show(arguments.name, arguments.language)


def _contracts(arguments: argparse.Namespace, _env: Mapping[str, str]) -> int:
    from bot.cli import contracts

    return contracts.table(
        arguments.preset, arguments.at or contracts.AT, arguments.timezone, arguments.zone, arguments.lang,
        as_csv=arguments.csv,
    )  # fmt: skip


def _sla_report(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.attainment import report

    return report(arguments.config, env, arguments.month, arguments.contract, arguments.csv)


def _drill(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli.drill import drill

    return drill(arguments.config, env, arguments.level, arguments.contract, arguments.at, arguments.language)


def _holidays(arguments: argparse.Namespace, env: Mapping[str, str]) -> int:
    from bot.cli import holidays

    if arguments.file is None:
        return holidays.show(arguments.config, env)
    if arguments.year is None or not 1990 <= arguments.year <= 2999:
        raise CommandError("--year: which year's list is it? e.g. --year 2027")
    return holidays.load_list(arguments.config, env, arguments.file, arguments.year)


def _demo(arguments: argparse.Namespace, _env: Mapping[str, str]) -> int:
    if not 0 <= arguments.port < 65536:
        raise CommandError(f"--port: must be from 0 to 65535, not {arguments.port}")
    from bot.demo.main import main as demo

    return demo(
        port=arguments.port, language=arguments.language, folder=arguments.folder, at=_time(arguments.at)
    )


def _time(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)
    except ValueError:
        raise CommandError(f'--at: write a time like "2026-09-30 10:00", not "{written}"') from None
