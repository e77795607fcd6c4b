"""The rules that settle tolls, told for people, and which of them a ledger's judgements choose."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from consilience.judgement import Judgement, in_force
from consilience.reconcile.tolls import RULES

#: The rule of a ledger for which nobody has chosen one.
DEFAULT = next(iter(RULES))


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule by its name: what it does, and the practice of casualty recording that it follows."""

    name: str
    does: str
    practice: str


@cache
def rules_told() -> tuple[RuleTold, ...]:
    """Every rule there is, the default first."""
    table = tomllib.loads((files("consilience") / "data" / "rules.toml").read_text("utf-8"))
    return tuple(RuleTold(name, table[name]["does"], table[name]["practice"]) for name in RULES)


def rule_choices(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The choices of a rule that are in force, oldest first; the last of them holds."""
    return tuple(j for j in in_force(tuple(judgements)) if j.verb == "rule" and j.value in RULES)


def rule_chosen(judgements: Iterable[Judgement]) -> str:
    """The rule that holds: the one chosen last and not taken back, else the default."""
    return rule_held(in_force(tuple(judgements)))


def rule_held(valid: Iterable[Judgement]) -> str:
    """The same, of judgements in force in the order of time."""
    choices = [j.value for j in valid if j.verb == "rule" and j.value in RULES]
    return choices[-1] or DEFAULT if choices else DEFAULT
