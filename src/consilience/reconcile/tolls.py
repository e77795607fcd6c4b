"""Settling one toll across accounts: independent words first, then a named rule."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from consilience.claim import IMPLIED, Account, Claim
from consilience.reconcile.counting import Word, account_word, count, names, spread
from consilience.reconcile.names import distinct
from consilience.toll import Field, Toll

#: Qualifiers of claims that a death is told by its legal name only, or of people whom nobody counts.
_VAGUE = frozenset({IMPLIED, "plural"})


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

    Sources that only name some, or point back at them, have no say in best where others count them all; nor have those
    whose figure others have raised since. Where no figure has most, best is the most recent of those with most; where
    two are as recent, the lower.
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


def voices(sources: Sequence[Sequence[Account]], field: Field) -> tuple[Voice, ...]:
    """The independent sources of one toll, each with its latest word; accounts come by source.

    Counts of a few among those another source counts in full are no rivals of it; names are counted only where no
    source gives a figure.
    """
    return latest_words(spoken(sources, field))


def latest_words(said: Mapping[int, Sequence[tuple[Account, Word]]]) -> tuple[Voice, ...]:
    """The latest word of each source, of all that it says (see `spoken`)."""
    return tuple(_latest(own) for _, own in sorted(said.items()))


def spoken(sources: Sequence[Sequence[Account]], field: Field) -> dict[int, list[tuple[Account, Word]]]:
    """All that each source says of one toll, by the source's number; those that say nothing are left out."""
    home = {id(account): number for number, group in enumerate(sources) for account in group}
    told = [(a, w) for group in sources for a in group if (w := account_word(a, field))]
    told = _figures_or_names(_without_parts(told), field)
    by_source: dict[int, list[tuple[Account, Word]]] = {}
    for account, word in told:
        by_source.setdefault(home[id(account)], []).append((account, word))
    return by_source


def raised(heard: Sequence[Voice]) -> tuple[Voice, ...]:
    """The sources whose latest word others have raised since: all that count them later give more, and agree.

    Tolls rise for days, as bodies are found and the hurt die; who counted first and wrote no more disputes nothing.
    Where one later source repeats the lower figure, or later ones contradict each other, that is a dispute.
    """

    def is_raised(voice: Voice) -> bool:
        day = voice.published
        later = [v.toll for v in heard if day and v.published and v.published > day and v.word.firm]
        rise = bool(later) and all(toll.low > voice.toll.best for toll in later)
        return rise and all(one.meets(other) for one, other in combinations(later, 2))

    return tuple(v for v in heard if is_raised(v))


def outvoted(heard: Sequence[Voice], by_source: Sequence[Sequence[Account]]) -> bool:
    """Whether more sources than tell of the dead count only those hurt, none of them before the last that does.

    Whoever reports that five were shot, after others have told of a death, and speaks of no dead, has none to tell of;
    a single report that does may have met another death, or a general remark. A later source that tells of the dead
    may know who died since, and is not outvoted by earlier ones. Where a charge or people in general are all that tell
    of a death ("homicide detectives", "they are killing young people here"), as many sources are enough.
    """
    last = max((v.published or date.min for v in heard), default=date.max)

    def counts_hurt(account: Account) -> bool:
        return (account.published or date.min) >= last and account_word(account, "injured") is not None

    silent = [g for g in by_source if not any(account_word(a, "killed") for a in g) and any(map(counts_hurt, g))]
    said = [c.qualifier for v in heard for a in v.accounts for c in (*a.all("killed"), *a.all("victim"))]
    return len(silent) + (bool(said) and all(qualifier in _VAGUE for qualifier in said)) > len(heard)


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


def _latest(told: Sequence[tuple[Account, Word]]) -> Voice:
    """What one source says last; a figure that others print after it is as old as its first telling.

    A later report that tells of one of the dead, of "the victim", or of a murder charged takes no figure back: what
    counts is the last day on which the source counts all of them, if it ever does.
    """
    told = [(a, w) for a, w in told if w.firm] or told
    days = days_told(told)
    last = max(days)
    now = sorted((t for t, day in zip(told, days, strict=True) if day == last), key=lambda t: t[0].report)
    earliest = min((a for a, _ in now), key=lambda a: (a.published or date.max, a.report))
    return as_voice(earliest.publisher or earliest.report, [a for a, _ in now], [w for _, w in now])


def days_told(told: Sequence[tuple[Account, Word]]) -> list[date]:
    """The day on which a source gave each of its words; the earliest there is where none is known."""
    return [_first_told(told, account, word) for account, word in told]


def _first_told(told: Sequence[tuple[Account, Word]], account: Account, word: Word) -> date:
    """The day on which the source first gave this figure, where another publisher of it did; else the account's own."""
    own = account.published or date.min
    others = (a.published for a, w in told if a.published and w.toll == word.toll and a.publisher != account.publisher)
    return min([own, *others])


def as_voice(name: str, accounts: Sequence[Account], words: Sequence[Word]) -> Voice:
    """What these accounts of one source, of one day, say together."""
    toll = spread([w.toll for w in words], words[-1].toll.best)
    rivals = tuple(dict.fromkeys(r for w in words for r in w.rivals))
    restricted = tuple(c for w in words for c in w.restricted)
    published = max((a.published for a in accounts if a.published), default=None)
    whole, named, firm = any(w.whole for w in words), all(w.named for w in words), any(w.firm for w in words)
    word = Word(toll, rivals, restricted, whole, named, firm)
    return Voice(name, published, tuple(accounts), word)


def _most_told(everyone: Sequence[Voice]) -> int:
    older = raised(everyone)
    now = [v for v in everyone if v not in older]
    told = [v for v in now if v.word.firm] or now
    votes = Counter(v.toll.best for v in told)
    most = max(votes.values())
    leading = [v for v in told if votes[v.toll.best] == most]
    last = max(v.published or date.min for v in leading)
    return min(v.toll.best for v in leading if (v.published or date.min) == last)
