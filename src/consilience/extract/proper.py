"""The rare names that a report tells an incident with: of people, streets, schools, clubs, whoever they are.

Two reports of one incident share some of them, two incidents in one town hardly any: names are what tells them apart
where days and tolls are alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from consilience.extract.casing import english_words
from consilience.extract.draft import Draft
from consilience.extract.lexicon import word_set
from consilience.extract.sentence import Sentence
from consilience.resolve.place_reading import first_names

_COMMON, _INSTITUTIONS = word_set("proper common"), word_set("proper institutions")
_OFFICES = word_set("proper offices")
_LEAST = 4  # letters of a name that is rare by itself
_MOST = 60  # names kept of one account: those told most often, then the first told
_SHOUTED = 0.6  # of a line's words, from which capitals say nothing: headlines


def names_by_draft(drafts: Sequence[Draft], body: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """The rare names of each incident of a report: those of the sentences that tell of it, and of those that follow."""
    small = written_small(body)
    if len(drafts) == 1:
        return [proper_names(body, small)]
    owners: dict[int, list[int]] = {}
    for number, draft in enumerate(drafts):
        for at in {m.sentence.start for m in draft.mentions if m.part == "text"}:
            owners.setdefault(at, []).append(number)
    lines: list[list[Sentence]] = [[] for _ in drafts]
    owned = [0]  # what stands before the first is of the main one
    for line in body:
        owned = owners.get(line.start, owned)
        for number in owned if lines else ():
            lines[number].append(line)
    return [proper_names(own, small) for own in lines]


def proper_names(lines: Sequence[Sentence], small: frozenset[str]) -> tuple[str, ...]:
    """The rare names in some sentences, in small letters, sorted: single words and pairs ("jeremy mardis").

    A single word is rare where it is neither of the language nor a given name; a pair where one of its words is. Days,
    actors and places are left out, since they are compared by themselves; so are institutions and people who hold an
    office or are quoted, since they have to do with many incidents. `small` are the words that the report also writes
    in small letters, which are no names.
    """
    runs = [run for line in lines for run in _runs(line)]
    public = {word for run in runs if run.public for word in run.words}
    times = Counter(
        name for run in runs if not run.public and public.isdisjoint(run.words) for name in run.names(small)
    )
    return tuple(sorted(name for name, _ in times.most_common(_MOST)))


def written_small(lines: Iterable[Sentence]) -> frozenset[str]:
    """The words that a report writes in small letters somewhere."""
    return frozenset(token.text for line in lines for token in line.tokens if token.word and not token.capital)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with capitals that follow each other, in small letters, and whether they name what many reports name."""

    words: tuple[str, ...]
    public: bool

    def names(self, small: frozenset[str]) -> Iterator[str]:
        """The rare names in it."""
        told = [word not in small and word not in _COMMON for word in self.words]
        for word, name in zip(self.words, told, strict=True):
            if name and len(word) >= _LEAST and word not in english_words() and word not in first_names():
                yield word
        for one, other in pairwise(zip(self.words, told, strict=True)):
            if one[1] and other[1] and not {one[0], other[0]} <= english_words():
                yield f"{one[0]} {other[0]}"


def _runs(line: Sentence) -> Iterator[_Run]:
    """The runs of capitalised words in a sentence, but for headlines, in which all words have capitals."""
    words = [t for t in line.tokens if t.word and t.text[0].isalpha()]
    if line.kind == "headline" or sum(t.capital for t in words) > _SHOUTED * len(words):
        return
    people = {i for name in line.names for i in range(name.first, name.last)}
    spans = [(f.first, f.last) for f in line.days] + [(f.first, f.last) for f in line.actors]
    spans += [(f.first, f.last) for f in line.places]
    masked = {i for first, last in spans for i in range(first, last)} - people
    quoted = {i for speaker in line.speakers for i in range(speaker.first, speaker.last)}
    start = line.dateline
    for i in range(start, line.masthead + 1):
        if i < line.masthead and i not in masked and line.tokens[i].capital and line.tokens[i].text.isalpha():
            continue
        if i > start:
            lows = tuple(t.low for t in line.tokens[start:i])
            office = not _OFFICES.isdisjoint((*lows, line.low(start - 1)))
            yield _Run(lows, office or not quoted.isdisjoint(range(start, i)) or not _INSTITUTIONS.isdisjoint(lows))
        start = i + 1
