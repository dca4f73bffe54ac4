"""The facts that a fault report states.

Every rule here claims little: a fact read wrongly is never asked for again, while a fact not read costs one press of
a button. Where two rules disagree nothing is claimed. What counts follows the contracts' severity facts: one person
who cannot use the system at all is `down` with scope `one`, one dead device among several is `limited`, a sole device
is the whole service, and a bare "won't open" tells no impact. The patterns are in statements.toml.
"""

from __future__ import annotations

from dataclasses import replace

from domain.triage.clauses import asserted, certain, corrected
from domain.triage.facts import Data, Facts, Impact, Scope
from domain.triage.knowledge import Knowledge, mask
from domain.triage.patterns import SAYS

_SEVERAL = frozenset({Scope.EVERYONE, Scope.MANY})
_ANY = frozenset(Scope)


def stated(text: str) -> tuple[Facts, Knowledge]:
    """What a text that `features.normal` has been through states: the facts, and all that is known."""
    before, after = corrected(text)
    said = asserted(text)
    facts = Facts(data=_data(said, text), security=_security(said, text), workaround=_workaround(text))
    scopes = _scopes(asserted(after), after)
    impact = _impact(asserted(after), facts, scopes)
    if impact is None and before:
        impact = _impact(asserted(before), facts, scopes)
    facts = replace(facts, impact=impact, scope=next(iter(scopes)) if len(scopes) == 1 else None)
    return facts, Knowledge.of(facts).learned(mask({"scope": scopes}))


def _says(text: str, *names: str) -> bool:
    return any(SAYS[name].search(text) for name in names)


def _security(said: str, text: str) -> bool | None:
    if _says(text, "no-attack"):
        return False
    if _says(certain(said), "attack") or _says(text, "not-by-me"):
        return True
    return False if _says(said, "physical") and not _says(text, "attack") else None


def _data(said: str, text: str) -> Data | None:
    lost = _says(certain(said), "lost")
    if _says(text, "safe") and not _says(text, "at-risk"):
        return None if lost and not _says(text, "backed") else Data.SAFE
    if lost:
        return None if _says(text, "never-lost", "backed") else Data.LOST
    return Data.AT_RISK if _says(said, "at-risk") and not _says(said, "lost") else None


def _workaround(text: str) -> bool | None:
    no, yes = _says(text, "no-way"), _says(text, "other-way")
    if no == yes or (yes and _says(text, "way-doubted")):
        return None
    return yes


def _scopes(said: str, text: str) -> frozenset[Scope]:
    everyone = _says(said, "everyone")
    many = _says(said, "many") or _says(text, "not-just-me")
    device, sole = _says(said, "one-device"), _says(said, "sole")
    only, others_fine = _says(said, "only-one"), _says(text, "others-fine")
    if _says(said, "only-works") or _says(text, "unsure-who"):
        return _ANY
    if only or others_fine:
        if (only or device) and not (everyone or many or sole):
            return frozenset({Scope.ONE})
        return _SEVERAL if many and not device and not only else _ANY
    if sole:
        return frozenset({Scope.EVERYONE}) if everyone or not many else _ANY
    if (everyone or many) and device:
        return _ANY
    if everyone:
        return _SEVERAL if many or _says(said, "part-of-site") else frozenset({Scope.EVERYONE})
    if many:
        exactly = _says(said, "part") and not _says(said, "all-of-them")
        return frozenset({Scope.MANY}) if exactly else _SEVERAL
    small = device and not _says(said, "central") and _says(said, "slight", "other-way")
    return frozenset({Scope.ONE}) if small else _ANY


def _impact(said: str, facts: Facts, scopes: frozenset[Scope]) -> Impact | None:
    if _says(said, "past") and not _says(said, "recurs"):
        return Impact.SLIGHT if facts.data in {None, Data.SAFE} else None
    weak, rest_works, own = _says(said, "weak"), _says(said, "rest-works"), _says(said, "own-pc")
    found = set[Impact]()
    if _says(said, "down") and not rest_works and not weak:
        found.add(Impact.DOWN)
    if (_says(said, "severe") or _mostly_out(said)) and not weak and not own:
        found.add(Impact.SEVERE)
    unharmed = facts.security is not True and facts.data is not Data.LOST
    if unharmed and _says(said, "slight"):
        found.add(Impact.SLIGHT)
    if found:
        return found.pop() if len(found) == 1 else None
    if unharmed and facts.data is Data.AT_RISK and _says(said, "normal-use"):
        return Impact.SLIGHT
    if not unharmed or weak:
        return None
    bounded = rest_works or facts.workaround or scopes == {Scope.ONE}
    if Scope.ONE not in scopes:
        return Impact.LIMITED if rest_works and _says(said, "limited") else None
    if (bounded and _says(said, "limited")) or (rest_works and _says(said, "broken-device")):
        return Impact.LIMITED
    one_device = scopes == {Scope.ONE} and _says(said, "one-device") and not own
    among_others = _says(said, "broken-device") and _says(said, "others-fine")
    return Impact.LIMITED if one_device and among_others else None


def _mostly_out(said: str) -> bool:
    """Whether at least half of a counted number of devices are out ("5 of 6 dark")."""
    found = SAYS["so-many-of"].search(said)
    numbers = sorted(int(n) for n in found.groups() if n) if found else []
    return len(numbers) == 2 and numbers[0] < numbers[1] <= 2 * numbers[0]
