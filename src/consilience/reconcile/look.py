"""What is kept together with what has just come in: one view of both while more is joined."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from consilience.claim import Account
from consilience.doors import Likeness, Matcher
from consilience.reconcile.kept import Change, Kept, Number, Numbers
from consilience.reconcile.keys import Key, asked, offered
from consilience.reconcile.order import earlier_first
from consilience.reconcile.sketch import Sketch, sketch


@dataclass(slots=True)
class Look:
    """Answers as `Kept` does, for the accounts kept and those of the change."""

    kept: Kept
    change: Change
    matcher: Matcher
    held: dict[Number, Account] = field(default_factory=dict)
    sketched: dict[Number, Sketch] = field(default_factory=dict)
    compared: dict[Numbers, Likeness] = field(default_factory=dict)
    named: dict[str, tuple[Number, ...]] = field(default_factory=dict)  # new accounts by report

    def accounts(self, numbers: Collection[Number]) -> dict[Number, Account]:
        """The accounts of these numbers."""
        missing = [n for n in numbers if n not in self.held and n not in self.change.accounts]
        if missing:
            self.held |= self.kept.accounts(missing)
        return {n: self.change.accounts.get(n) or self.held[n] for n in numbers}

    def sketches(self, numbers: Collection[Number]) -> dict[Number, Sketch]:
        """The same, ready to be compared."""
        missing = [n for n in numbers if n not in self.sketched]
        self.sketched |= {n: sketch(account) for n, account in self.accounts(missing).items()}
        return {n: self.sketched[n] for n in numbers}

    def beside(self, reports: Collection[str]) -> dict[str, tuple[Number, ...]]:
        """The numbers of all accounts of these reports."""
        old = self.kept.beside([r for r in reports if r not in self.named])
        return old | {r: self.named[r] for r in reports if r in self.named}

    def links(self, numbers: Collection[Number]) -> dict[Number, tuple[Number, ...]]:
        """For those that answer others of their report, or are answered: the others."""
        new = {n: self.change.links[n] for n in numbers if n in self.change.links}
        return self.kept.links([n for n in numbers if n not in self.change.accounts]) | new

    def alike(self, numbers: Collection[Number]) -> dict[Numbers, float]:
        """The pairs with one of these in it that may be one incident, with their likeness."""
        wanted = set(numbers)
        old = self.kept.alike([n for n in numbers if n not in self.change.accounts])
        new = _touching(self.change.alike, wanted)
        return {pair: likeness for pair, likeness in (old | new).items() if pair not in self.change.lost}

    def keys(self, numbers: Collection[Number]) -> tuple[dict[Number, Collection[Key]], dict[Number, Collection[Key]]]:
        """What they ask for, and what they offer."""
        sketches = self.sketches(numbers)
        return {n: asked(one) for n, one in sketches.items()}, {n: offered(one) for n, one in sketches.items()}

    def likenesses(self, pairs: Iterable[Numbers]) -> dict[Numbers, Likeness]:
        """How alike the two of each pair are, told from the side of the earlier one."""
        wanted = list(dict.fromkeys(pairs))
        missing = [pair for pair in wanted if pair not in self.compared]
        held = self.accounts({n for pair in missing for n in pair})
        likenesses = self.matcher.compare(earlier_first(held[one], held[other]) for one, other in missing)
        self.compared.update(zip(missing, likenesses, strict=True))
        return {pair: self.compared[pair] for pair in wanted}


def _touching(pairs: Mapping[Numbers, float], numbers: Collection[Number]) -> dict[Numbers, float]:
    """Those of the pairs that have one of these in them."""
    return {pair: likeness for pair, likeness in pairs.items() if pair[0] in numbers or pair[1] in numbers}
