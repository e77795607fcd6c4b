"""A report cut into sentences, each with all that was recognised in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from consilience.extract.casing import english_words, readable
from consilience.extract.found import Found, Tokens
from consilience.extract.group import Group, groups
from consilience.extract.harm import Harm
from consilience.extract.layout import Kind, Passage, passages
from consilience.extract.lexicon import EventWord, Munition, event_words, munitions, phrases, word_set
from consilience.extract.name import Name, names
from consilience.extract.naming import Namer, Naming, Victim
from consilience.extract.quantity import Quantity, quantities
from consilience.extract.speech import Speaker, resolve_back, speakers
from consilience.extract.token import Token, tokenize
from consilience.extract.unlisted import unlisted
from consilience.report import Report
from consilience.resolve.actors import ActorWords, find_actors, find_governments
from consilience.resolve.days import DayWords, find_days
from consilience.resolve.place_reading import first_names
from consilience.resolve.places import PlaceWords, find_places
from consilience.resolve.publisher import headline_and_masthead

S = TypeVar("S", DayWords, PlaceWords, ActorWords)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens, and by token index what was found. `kind` says what line of the report it stands in."""

    start: int
    end: int
    kind: Kind
    paragraph: int
    tokens: Tokens
    days: tuple[Found[DayWords], ...]
    places: tuple[Found[PlaceWords], ...]
    actors: tuple[Found[ActorWords], ...]
    governments: tuple[Found[ActorWords], ...]  # by country names, adjectives, capitals, which may be places
    counted: tuple[Quantity, ...]
    groups: tuple[Group, ...]
    names: tuple[Name, ...]
    harms: tuple[Harm, ...]
    events: tuple[Found[EventWord], ...]
    munitions: tuple[Found[Munition], ...]
    speakers: tuple[Speaker, ...]
    dateline: int  # tokens before this one are the dateline: "ERBIL, Kurdistan Region -"
    flags: tuple[Found[tuple[str, ...]], ...]  # see data/lexicon/unreal.tsv
    masthead: int  # tokens from this one on are the name of the paper that a headline ends in
    namings: tuple[Naming, ...] = ()
    victims: tuple[Victim, ...] = ()  # who the report means by them, and by "he" and last names where harm is told
    voice: str | None = None  # the speaker of a quotation that runs over several sentences, where none is named here

    def has(self, flag: str) -> bool:
        """Whether the sentence holds words of one kind of data/lexicon/unreal.tsv."""
        return any(f.what[0] == flag for f in self.flags)

    def low(self, i: int) -> str:
        """The lower-case token at an index, empty outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text of tokens `first` to `last`, end exclusive."""
        return self.tokens[first].start, self.tokens[last - 1].end


def sentences(report: Report, part: str = "text", days: Sequence[DayWords] | None = None) -> list[Sentence]:
    """The sentences of one part of a report; `days` are its temporal expressions, where they were found before."""
    flat = readable(report.part(part), beside=report.text if part == "title" else "")
    spans = (find_days(flat) if days is None else days, find_places(flat), find_actors(flat), find_governments(flat))
    found: list[Sentence] = []
    said: list[str] = []
    known: list[str] = []  # what befell people in the sentence before
    for passage in passages(flat):
        tokens = Tokens(tokenize(flat, passage.start, passage.end))
        if not tokens:
            continue
        inside = _Inside(*(tuple(_within(tokens, s)) for s in spans))  # type: ignore[arg-type, type-var]
        sentence = _annotate(flat, passage, tokens, inside, said, known)
        known = list(dict.fromkeys(h.field for h in sentence.harms if not h.implied))
        said += [s.name for s in sentence.speakers] + _answering(sentence)
        found.append(sentence)
    return found


@dataclass(frozen=True, slots=True)
class _Inside:
    """What was recognised in the whole text, as far as it lies in one sentence."""

    days: tuple[Found[DayWords], ...]
    places: tuple[Found[PlaceWords], ...]
    actors: tuple[Found[ActorWords], ...]
    governments: tuple[Found[ActorWords], ...]


def _within(tokens: Sequence[Token], spans: Sequence[S]) -> list[Found[S]]:
    """Spans of the text (with `start` and `end`) that lie in these tokens, by token index."""
    low, high = tokens[0].start, tokens[-1].end
    begin = bisect_left(spans, low, key=attrgetter("start"))
    if begin == len(spans) or spans[begin].start >= high:
        return []
    starts = [t.start for t in tokens]
    found = []
    for span in spans[begin:]:
        if span.start >= high:
            break
        first = max(0, bisect_left(starts, span.start + 1) - 1)
        last = bisect_left(starts, span.end)
        if last > first:
            found.append(Found(first, last, span))
    return found


def _annotate(
    flat: str, passage: Passage, tokens: Tokens, inside: _Inside, said: list[str], known: Sequence[str]
) -> Sentence:
    blotted = _covered(phrases("idioms").find(tokens))
    timed, acting = _covered(inside.days), _covered(inside.actors)
    counted = quantities(tokens, timed)
    people = [g for g in groups(tokens, counted) if g.head is None or g.head not in blotted]
    start = _dateline(tokens)
    inside = replace(inside, places=_with_unlisted(tokens, inside, timed | acting, start))
    taken = timed | acting | _firm(tokens, inside.places) | set(range(start))
    who = [name for name in names(tokens, taken) if _is_person(tokens, name, inside.places)]
    clause = Namer(tokens, people, who, counted, taken | _covered(inside.places))
    arms = [f for f in munitions().find(tokens) if f.first not in blotted | timed]
    lying = _covered([w for w in clause.words if w.what.shape == "wound"])  # "fighting for his life" is no clash
    mute = _covered(inside.places) | acting | _covered(clause.words) | _stance(tokens)
    heard = [s for s in speakers(tokens, flat, start, passage.kind == "headline") if s.at not in mute]
    harmed = clause.harms(known)
    return Sentence(
        tokens[0].start, tokens[-1].end, passage.kind, passage.paragraph, tokens,
        days=inside.days, places=inside.places, actors=inside.actors, governments=inside.governments,
        counted=tuple(counted), groups=tuple(people), names=tuple(who),
        harms=tuple(h for h in harmed if h.word.first not in blotted),
        events=tuple(_events(tokens, blotted | timed | lying, inside.actors, arms)), munitions=tuple(arms),
        speakers=tuple(_named(s, said) for s in heard), dateline=start,
        flags=tuple(f for f in phrases("unreal", "kind").find(tokens) if f.first not in timed),
        masthead=_masthead(flat, tokens) if passage.kind == "headline" else len(tokens),
        namings=tuple(clause.named(harmed)),
    )  # fmt: skip


def _is_person(tokens: Sequence[Token], name: Name, places: Sequence[Found[PlaceWords]]) -> bool:
    """Whether a name is neither that of a place nor one plain word: "brother Greensboro police", "Toddler Plead"."""
    words = [token.low for token in tokens[name.first : name.last]]
    if all(word in first_names() for word in words):
        return True
    listed = any((p.first, p.last) == (name.first, name.last) and p.what.candidates for p in places)
    return not listed and not (len(words) == 1 and words[0] in english_words())


def _with_unlisted(tokens: Tokens, inside: _Inside, taken: set[int], dateline: int) -> tuple[Found[PlaceWords], ...]:
    """The places found, and the names of others that only the words around them tell."""
    covered = taken | _covered(inside.places) | _covered(inside.governments) | set(range(dateline))
    more = list(unlisted(tokens, covered))
    return tuple(sorted([*inside.places, *more], key=attrgetter("first"))) if more else inside.places


def _named(speaker: Speaker, said: list[str]) -> Speaker:
    """The speaker under the name of whom "he" or "the monitor" means."""
    name = resolve_back(speaker.name, said)
    return speaker if name == speaker.name else replace(speaker, name=name)


def _answering(sentence: Sentence) -> list[str]:
    """Who claims or denies something there, whom "it said" in the next sentence can mean."""
    found = []
    for hit in phrases("stance", "standing", "order").find(sentence.tokens):
        before = [a for a in sentence.actors if a.last <= hit.first]
        if hit.what[1] == "actor" and hit.what[0] in ("claimed", "denied") and before:
            found.append(before[-1].what.words)
    return found


def _covered(spans: Sequence[Found[T]]) -> set[int]:
    """All token indexes that lie in some span."""
    return {i for f in spans for i in range(f.first, f.last)}


def _events(
    tokens: Sequence[Token], masked: set[int], actors: Sequence[Found[ActorWords]], arms: Sequence[Found[Munition]]
) -> list[Found[EventWord]]:
    """The words of violence that are no part of a day, a set phrase or an actor's name, and no weapon."""
    owned = [set(range(f.first, f.last)) for f in actors if f.last - f.first > 1]
    found = []
    for event in event_words().find(tokens):
        span = set(range(event.first, event.last))
        if not masked & span and not any(span <= o for o in owned) and not _is_noun(tokens, event, arms):
            found.append(event)
    return found


def _is_noun(tokens: Sequence[Token], event: Found[EventWord], arms: Sequence[Found[Munition]]) -> bool:
    """Whether a form such as "bombs" is the thing and not the deed: no one who could do it stands before it."""
    if (
        event.what.form not in ("third", "base")
        or event.what.part != "verb"
        or not any(a.first <= event.first < a.last for a in arms)
    ):
        return False
    before = tokens[event.first - 1] if event.first else None
    article = before is not None and before.low in ("a", "an", "the")
    return before is None or article or not (before.capital or before.low.endswith("s"))


def _stance(tokens: Sequence[Token]) -> set[int]:
    """Tokens of "claimed responsibility" and the like, whose verbs quote nobody."""
    return {
        f.first
        for f in phrases("stance", "standing", "order").find(tokens)
        if f.last - f.first > 1 and tokens[f.first].low.startswith("claim")
    }


_DATELINE = 14  # tokens a dateline may have


def _dateline(tokens: Sequence[Token]) -> int:
    """The index after a dateline: capitals up to a dash, with an agency in brackets: `KYIV, Ukraine (Agency) -`."""
    if not tokens[0].capital:
        return 0
    for i, token in enumerate(tokens[:_DATELINE]):
        if i and (token.text == "—" or (token.text == "-" and token.start > tokens[i - 1].end)):
            words = [t for t in tokens[:i] if t.text[0].isalpha()]
            return i + 1 if all(t.capital or t.low in ("de", "al", "of", "el") for t in words) else 0
    return 0


def _masthead(flat: str, tokens: Sequence[Token]) -> int:
    """The index of the token with which the name of its paper begins at the end of a headline."""
    headline, _ = headline_and_masthead(flat[tokens[0].start : tokens[-1].end])
    end = tokens[0].start + len(headline)
    return next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))


def _firm(tokens: Sequence[Token], places: Sequence[Found[PlaceWords]]) -> set[int]:
    """Tokens of places that are no part of a person's name: those of countries and those that a preposition opens."""
    opened = {f.first for f in places if f.first and tokens[f.first - 1].low in _OPENING}
    return {
        i
        for f in places
        if f.first in opened or (f.what.kind in _NO_PERSON and not _is_articled(tokens[f.first]))
        for i in range(f.first, f.last)
    }


def _is_articled(token: Token) -> bool:
    """Whether a word bears the article of an Arabic family name: "al-Turk"."""
    return token.low.startswith(("al-", "el-"))


_OPENING = word_set("sentence opening")
_NO_PERSON = ("country", "adjective", "region", "site")
