"""The report of an inspection as data for its sheet: all words in the reader's language, photos by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from domain.plans.checklists import Point
from views.texts import Safe, lines, plain, text

MOST_PHOTOS = 30
"""In one report; more stay in the service record, and the report says so."""
MOST_BYTES = 40 * 2**20
"""Of all pictures of a report together, before they are made small."""
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")
_FINDINGS_IN_TEXT = 12
_LABELS = (
    "title", "number", "customer", "contract", "round", "window", "begun", "ended", "engineer", "sites", "summary",
    "ok", "finding", "na", "findings", "no-findings", "conclusion", "no-conclusion", "details", "item", "result",
    "note", "ticket", "photos", "receipt", "late", "page", "of", "pages",
)  # fmt: skip


class Found(Protocol):
    """What was noted of a point."""

    @property
    def result(self) -> str | None:
        """ok, finding or na."""

    @property
    def note(self) -> str:
        """Words of the engineer."""

    @property
    def photos(self) -> Sequence[Mapping[str, Any]]:
        """Files: kind, file_id, name, size."""

    @property
    def ticket(self) -> int | None:
        """What was opened from it."""


@dataclass(frozen=True)
class Report:
    """A signed inspection. Instants are UTC and shown in `zone`, the customer's."""

    number: int
    customer: str
    contract: str
    label: Mapping[str, str]
    engineer: str
    zone: str
    last_moment: datetime
    begun: datetime
    ended: datetime
    late: bool
    points: Sequence[Point]
    found: Mapping[str, Found]
    conclusion: Found | None


def is_picture(media: Mapping[str, Any]) -> bool:
    """Whether a file can be shown in the report: a photo, or a document that is a picture by its name."""
    named = str(media.get("name") or "").lower()
    return media["kind"] == "photo" or (media["kind"] == "document" and named.endswith(_PICTURES))


def pictures(report: Report) -> list[Mapping[str, Any]]:
    """The pictures of the report in the order of their numbers: those of findings first.

    At most `MOST_PHOTOS`, and as many as `MOST_BYTES` holds.
    """
    found = [report.found[one.key] for one in report.points if one.key in report.found]
    found.sort(key=lambda one: one.result != "finding")
    if report.conclusion is not None:
        found.append(report.conclusion)
    chosen: list[Mapping[str, Any]] = []
    room = MOST_BYTES
    for media in (media for one in found for media in one.photos if is_picture(media)):
        room -= int(media.get("size") or 0)
        if room < 0 or len(chosen) == MOST_PHOTOS:
            break
        chosen.append(media)
    return chosen


def sheet(report: Report, language: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Figures and labels of the sheet. A photo is its place in `pictures`; whoever draws adds the pictures."""
    numbers = {media["unique_id"]: place for place, media in enumerate(pictures(report))}
    findings = [one for one in report.points if _result(report, one) == "finding"]
    others = [one for one in report.points if _result(report, one) != "finding"]
    by_site = len({one.site for one in report.points}) > 1
    figures: dict[str, Any] = {
        "language": language,
        "number": f"XJ-{report.number:05d}" if language == "zh" else f"I-{report.number:05d}",
        "customer": report.customer,
        "contract": report.contract,
        "round": report.label.get(language, ""),
        "window": _moment(report, report.last_moment)
        + (plain(language, "inspection-sheet-late") if report.late else ""),
        "begun": _moment(report, report.begun),
        "ended": _moment(report, report.ended),
        "engineer": report.engineer,
        "sites": _joined(dict.fromkeys(one.site for one in report.points if one.site), language),
        "counts": {
            result: sum(1 for one in report.points if _result(report, one) == result)
            for result in ("ok", "finding", "na")
        },
        "findings": [_finding(report, one, numbers, language, by_site) for one in findings],
        "sections": _sections(report, language, by_site),
        "photos": [
            entry for one in others if (entry := _shown(report.found.get(one.key), one, numbers, language))
        ],
        "conclusion": report.conclusion.note if report.conclusion is not None else "",
        "notes": _left_out(report, numbers, language),
        "signed": plain(
            language, "inspection-sheet-signed", who=report.engineer, at=_moment(report, report.ended)
        ),
        "time": plain(language, "inspection-sheet-time", zone=report.zone),
        "missing": [
            plain(language, "inspection-sheet-photo-missing", number=one + 1) for one in range(len(numbers))
        ],
        "photo": [plain(language, "inspection-sheet-photo", number=one + 1) for one in range(len(numbers))],
    }
    if report.conclusion is not None and _numbers(report.conclusion, numbers):
        figures["photos"].append(
            _extra(report.conclusion, numbers, plain(language, "inspection-sheet-conclusion"))
        )
    return figures, {name: plain(language, f"inspection-sheet-{name}") for name in _LABELS}


def findings_text(report: Report, language: str) -> Safe:
    """The findings as lines, for when there is no file."""
    found = [one for one in report.points if _result(report, one) == "finding"]
    shown = [
        text(
            language,
            "inspection-finding-line",
            words=_where(one, language, by_site=True),
            ticket=_ticket(report, one, language),
        )
        for one in found[:_FINDINGS_IN_TEXT]
    ]
    more = len(found) - len(shown)
    return lines(*shown, text(language, "inspection-more", count=more) if more > 0 else None)


def _result(report: Report, point: Point) -> str | None:
    return report.found[point.key].result if point.key in report.found else None


def _where(point: Point, language: str, *, by_site: bool) -> str:
    words = point.item.words[language]
    return f"{point.site} · {words}" if by_site and point.site else words


def _ticket(report: Report, point: Point, language: str) -> str:
    number = report.found[point.key].ticket
    return plain(language, "inspection-ticket-mark", number=number) if number is not None else ""


def _finding(
    report: Report, point: Point, numbers: Mapping[str, int], language: str, by_site: bool
) -> dict[str, Any]:
    found = report.found[point.key]
    return {
        "place": " · ".join(
            filter(None, (point.site if by_site else "", point.title[language], point.group[language]))
        ),
        "words": point.item.words[language],
        "note": found.note,
        "ticket": f"#{found.ticket}" if found.ticket is not None else "",
        "photos": _numbers(found, numbers),
    }


def _sections(report: Report, language: str, by_site: bool) -> list[dict[str, Any]]:
    sections = []
    numbered = list(enumerate(report.points, 1))
    for _, some in groupby(numbered, key=lambda one: one[1].section):
        rows = list(some)
        first = rows[0][1]
        name = (first.site if by_site else "", first.title[language], first.group[language])
        sections.append(
            {
                "name": " · ".join(filter(None, name)),
                "rows": [_row(report, place, one, language) for place, one in rows],
            }
        )
    return sections


def _row(report: Report, place: int, point: Point, language: str) -> dict[str, Any]:
    found = report.found.get(point.key)
    ticket = f"#{found.ticket} " if found is not None and found.ticket is not None else ""
    return {
        "number": place,
        "words": point.item.words[language],
        "result": (found.result if found is not None else None) or "na",
        "note": ticket + (found.note if found is not None else ""),
    }


def _shown(
    found: Found | None, point: Point, numbers: Mapping[str, int], language: str
) -> dict[str, Any] | None:
    if found is None or not _numbers(found, numbers):
        return None
    return _extra(found, numbers, _where(point, language, by_site=True))


def _extra(found: Found, numbers: Mapping[str, int], name: str) -> dict[str, Any]:
    return {"words": name, "photos": _numbers(found, numbers)}


def _numbers(found: Found, numbers: Mapping[str, int]) -> list[int]:
    return [numbers[one["unique_id"]] for one in found.photos if one["unique_id"] in numbers]


def _left_out(report: Report, numbers: Mapping[str, int], language: str) -> list[str]:
    everything = [media for one in _all_found(report) for media in one.photos]
    others = sum(1 for media in everything if not is_picture(media))
    photos = sum(1 for media in everything if is_picture(media) and media["unique_id"] not in numbers)
    notes = []
    if photos:
        notes.append(plain(language, "inspection-sheet-photos-left-out", count=photos))
    if others:
        notes.append(plain(language, "inspection-sheet-other-files", count=others))
    return notes


def _all_found(report: Report) -> list[Found]:
    found = [report.found[one.key] for one in report.points if one.key in report.found]
    return [*found, report.conclusion] if report.conclusion is not None else found


def _moment(report: Report, instant: datetime) -> str:
    return f"{instant.astimezone(ZoneInfo(report.zone)):%Y-%m-%d %H:%M}"


def _joined(names: Iterable[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)
