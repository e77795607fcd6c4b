"""Settling one toll across accounts: independent words first, then a named rule."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consilience.claim import Account, Claim
from consilience.reconcile.copies import copied_words
from consilience.reconcile.counting import Word, account_word, count, names, spread
from consilience.reconcile.names import distinct, plain
from consilience.toll import FIELDS, Field, Toll


@dataclass(frozen=True, slots=True)
class Voice:
    """The latest word of one independent source on one toll."""

    name: str
    published: date | None
    accounts: tuple[Account, ...]
    word: Word

    @property
    def toll(self) -> Toll:
        """The figure it gives."""
        return self.word.toll


Rule = Callable[[Sequence[Voice]], Toll]


def by_range(voices: Sequence[Voice]) -> Toll:
    """Low is the smallest and high the largest figure any source gives; best the one most sources give.

    Where no figure has most, best is the most recent of those with most; where two are as recent, the lower.
    """
    return spread([v.toll for v in voices], _most_told(voices))


def by_caution(voices: Sequence[Voice]) -> Toll:
    """As range, but best is the smallest figure any source gives."""
    return spread([v.toll for v in voices], min(v.toll.best for v in voices))


def by_majority(voices: Sequence[Voice]) -> Toll:
    """Only the sources that give the figure most of them give; the others are set aside."""
    best = _most_told(voices)
    return spread([v.toll for v in voices if v.toll.best == best], best)


def by_recency(voices: Sequence[Voice]) -> Toll:
    """Only the sources published last; the others are set aside."""
    last = max(v.published or date.min for v in voices)
    recent = [v for v in voices if (v.published or date.min) == last]
    return spread([v.toll for v in recent], _most_told(recent))


#: The rules that settle figures, by name; the first is the default.
RULES: dict[str, Rule] = {
    "range": by_range, "conservative": by_caution, "majority": by_majority, "latest": by_recency,
}  # fmt: skip


def voices(accounts: Iterable[Account], field: Field) -> tuple[Voice, ...]:
    """The independent sources of one toll, each with its latest word.

    A publisher is one source, and so are reports that copy each other's words; counts of a few among those another
    source counts in full are no rivals of it; names are counted only where no source gives a figure.
    """
    told = [(a, w) for a in accounts if (w := account_word(a, field))]
    told = _figures_or_names(_without_parts(told), field)
    return _without_copies(_latest(told), field)


def sources(accounts: Iterable[Account]) -> tuple[tuple[Account, ...], ...]:
    """The accounts by independent source: one publisher, or one text however often it was copied."""
    everyone = list(accounts)
    groups = _joined(everyone, [_publisher(a) for a in everyone])
    copies = [{words for f in FIELDS for words in copied_words(g, f)} for g in groups]
    return tuple(tuple(a for i in same for a in groups[i]) for same in _sharing(copies))


def _publisher(account: Account) -> str:
    return plain(account.publisher) if account.publisher else f"report {account.report}"


def _joined(accounts: Sequence[Account], keys: Sequence[str]) -> list[list[Account]]:
    groups: dict[str, list[Account]] = {}
    for account, key in zip(accounts, keys, strict=True):
        groups.setdefault(key, []).append(account)
    return list(groups.values())


def _without_parts(told: list[tuple[Account, Word]]) -> list[tuple[Account, Word]]:
    """Without the words that count only people whom another account counts as a part of more."""

    def is_part(account: Account, word: Word) -> bool:
        if word.whole or word.named:
            return False
        return any(
            other is not account
            and wide.toll.best > word.toll.best
            and all(any(_same_people(c, part) for part in wide.restricted) for c in word.restricted)
            for other, wide in told
        )

    return [(a, w) for a, w in told if not is_part(a, w)]


def _same_people(one: Claim, part: Claim) -> bool:
    nationality = one.nationality == part.nationality or not (one.nationality and part.nationality)
    category = one.category == part.category or not (one.category and part.category)
    ours, theirs = count(one), count(part)
    return nationality and category and bool(ours and theirs and ours.meets(theirs))


def _figures_or_names(told: list[tuple[Account, Word]], field: Field) -> list[tuple[Account, Word]]:
    """Figures where there are any; else all the names together, which is what each account is taken to count."""
    figures = [(a, w) for a, w in told if not w.named]
    if figures:
        return figures
    people = len(distinct(s for a, _ in told for spellings in names(a, field) for s in spellings))
    toll = Toll(people, people, people) if people else None
    return [(a, replace(w, toll=toll, rivals=(toll,))) for a, w in told] if toll else []


def _latest(told: list[tuple[Account, Word]]) -> list[Voice]:
    """One voice a publisher: what its last day of publication says."""
    by_publisher: dict[str, list[tuple[Account, Word]]] = {}
    for account, word in told:
        by_publisher.setdefault(_publisher(account), []).append((account, word))
    found = []
    for name, theirs in by_publisher.items():
        last = max(a.published or date.min for a, _ in theirs)
        now = sorted(((a, w) for a, w in theirs if (a.published or date.min) == last), key=lambda x: x[0].report)
        found.append(_voice(name, [a for a, _ in now], [w for _, w in now]))
    return found


def _voice(name: str, accounts: Sequence[Account], words: Sequence[Word]) -> Voice:
    toll = spread([w.toll for w in words], words[-1].toll.best)
    rivals = tuple(dict.fromkeys(r for w in words for r in w.rivals))
    restricted = tuple(c for w in words for c in w.restricted)
    published = max((a.published for a in accounts if a.published), default=None)
    word = Word(toll, rivals, restricted, any(w.whole for w in words), all(w.named for w in words))
    return Voice(name, published, tuple(accounts), word)


def _without_copies(told: Sequence[Voice], field: Field) -> tuple[Voice, ...]:
    """Voices that say the same in the same long words are one: whoever said it first, and the rest with it."""
    ordered = sorted(told, key=lambda v: (v.published or date.max, v.name))
    merged = []
    for same in _sharing([copied_words(v.accounts, field) for v in ordered]):
        group = [ordered[i] for i in same]
        everyone = [a for v in group for a in v.accounts]
        merged.append(_voice(group[0].name, everyone, [v.word for v in group]) if len(group) > 1 else group[0])
    return tuple(merged)


def _sharing(sets: Sequence[set[str]]) -> list[list[int]]:
    """The numbers of the sets, those that share something (also by way of others) together."""
    home = list(range(len(sets)))
    seen: dict[str, int] = {}

    def root(i: int) -> int:
        while home[i] != i:
            i = home[i]
        return i

    for i, own in enumerate(sets):
        for item in sorted(own):
            one, other = sorted((root(i), root(seen.setdefault(item, i))))
            home[other] = one
    groups: dict[int, list[int]] = {}
    for i in range(len(sets)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _most_told(told: Sequence[Voice]) -> int:
    votes = Counter(v.toll.best for v in told)
    most = max(votes.values())
    leading = [v for v in told if votes[v.toll.best] == most]
    last = max(v.published or date.min for v in leading)
    return min(v.toll.best for v in leading if (v.published or date.min) == last)
