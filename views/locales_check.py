"""Proves that the locale files are whole: `python -m views.locales_check`; a line per problem, exit 1 if any.

Both languages have every message, term and attribute with the same variables and the same HTML tags; every id
that the source names exists; every message is named somewhere.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import ast as ftl
from fluent.syntax import parse, visitor

from views.texts import LANGUAGES, LOCALES

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("bot", "handlers", "schedules", "views")

# Functions whose second argument is a message id.
CALLS = frozenset({"text", "plain"})

# What Telegram's HTML parse mode understands; anything else makes it refuse the whole message.
TAGS = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler", "a"})
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)[^<>]*>|(<)")


@dataclass
class Entry:
    """One message, attribute (`id.attribute`) or term (`-id`) of one language."""

    name: str
    place: str
    words: str = ""
    variables: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)


@dataclass
class Used:
    """What the source names: ids in calls, beginnings of ids (f-strings), and all other string constants."""

    ids: dict[str, str] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)


class _Pattern(visitor.Visitor):
    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.entry.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.entry.references.add(node.id.name + (f".{node.attribute.name}" if node.attribute else ""))

    def visit_TermReference(self, node: ftl.TermReference) -> None:  # noqa: N802
        self.entry.references.add(f"-{node.id.name}")

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.entry.words += node.value


def read_language(folder: Path) -> tuple[dict[str, Entry], list[str]]:
    """All entries of a language and what is wrong with its files."""
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.ftl")):
        place = f"{folder.name}/{path.name}"
        for node in parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ftl.Junk):
                problems.append(
                    f"{place}: cannot be read: {(node.content or '').strip().splitlines()[0][:60]}"
                )
            elif isinstance(node, (ftl.Message, ftl.Term)):
                name = f"-{node.id.name}" if isinstance(node, ftl.Term) else node.id.name
                if name in entries:
                    problems.append(f"{place}: {name} is already in {entries[name].place}")
                for part, value in (
                    (name, node.value),
                    *((f"{name}.{a.id.name}", a.value) for a in node.attributes),
                ):
                    if value is not None:
                        entries[part] = Entry(part, place)
                        _Pattern(entries[part]).visit(value)
    return entries, problems


def compare(languages: dict[str, dict[str, Entry]]) -> Iterator[str]:
    """What one language has and another lacks, or says with other variables or tags."""
    everything = sorted({name for entries in languages.values() for name in entries})
    for name in everything:
        found = {language: entries[name] for language, entries in languages.items() if name in entries}
        for language in languages:
            if language not in found:
                yield f"{language}: {name} is missing (it is in {next(iter(found.values())).place})"
        first, *others = found.values()
        for other in others:
            for variable in sorted(first.variables ^ other.variables):
                lacking = other if variable in first.variables else first
                yield f"{lacking.place}: {name} does not use ${variable}"
    for entries in languages.values():
        for entry in entries.values():
            yield from _tags(entry)
            for reference in sorted(entry.references - entries.keys()):
                yield f"{entry.place}: {entry.name} refers to {reference}, which does not exist"


def _tags(entry: Entry) -> Iterator[str]:
    opened: list[str] = []
    for closing, tag, stray in _TAG.findall(entry.words):
        if stray or tag not in TAGS:
            yield f"{entry.place}: {entry.name} has <{tag}, which Telegram does not accept"
        elif not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            yield f"{entry.place}: {entry.name} closes <{tag}> that is not open"
    for tag in opened:
        yield f"{entry.place}: {entry.name} does not close <{tag}>"


def read_source(files: Iterable[Path], root: Path) -> Used:
    """The ids that the source names, by walking its syntax trees."""
    used = Used()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.strings.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                first = node.values[0] if node.values else None
                if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z][\w-]*[-.]", str(first.value)):
                    used.prefixes.add(str(first.value))
            elif isinstance(node, ast.Call) and len(node.args) > 1 and _called(node.func) in CALLS:
                for name in _literals(node.args[1]):
                    used.ids.setdefault(name, f"{path.relative_to(root)}:{node.lineno}")
    return used


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def usage(languages: dict[str, dict[str, Entry]], used: Used) -> Iterator[str]:
    """Ids that are named and do not exist; messages that exist and nobody names.

    A message also counts as named when its whole id stands in the source as any string (tables of ids) or an
    f-string begins its id (`f"kind-{kind}"`).
    """
    entries = {name: entry for language in languages.values() for name, entry in language.items()}
    for name, place in sorted(used.ids.items()):
        if name not in entries:
            yield f"{place}: no message {name}"
    referred = {name for part in languages.values() for entry in part.values() for name in entry.references}
    for name, entry in sorted(entries.items()):
        named = name in used.strings or name in referred or name.startswith(tuple(used.prefixes))
        if not named:
            yield f"{entry.place}: {name} is used nowhere"


def problems(root: Path = ROOT, locales: Path = LOCALES) -> list[str]:
    """Everything that is wrong, one line each; empty when all is well."""
    found: list[str] = []
    languages: dict[str, dict[str, Entry]] = {}
    for language in LANGUAGES:
        languages[language], unreadable = read_language(locales / language)
        found += unreadable
    found += compare(languages)
    files = [path for folder in SOURCES for path in sorted((root / folder).rglob("*.py"))]
    found += usage(languages, read_source(files, root))
    return found


def main() -> int:
    """Prints the problems; the exit status."""
    found = problems()
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
