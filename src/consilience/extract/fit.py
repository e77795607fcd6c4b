"""How well a mention fits an incident told before: named reasons, each with its points in data/belonging.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from consilience.claim import Claim
from consilience.extract.draft import OPEN_TYPES, Draft
from consilience.extract.lexicon import word_set
from consilience.extract.mention import Mention
from consilience.extract.opening import can_open, occurs
from consilience.extract.who import Who
from consilience.resolve.actors import same_side
from consilience.resolve.places import contains

_SEPARATE, _FURTHER = word_set("assembly separate"), word_set("assembly further")
_DIFFERENT = word_set("assembly different")
_OPENING, _OTHER = 6, 3  # tokens at the head of a sentence, and before a noun of violence


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("consilience").joinpath("data/belonging.toml").read_text(encoding="utf-8"))


@cache
def weights() -> Mapping[str, float]:
    """The points of each reason, by its name."""
    return {name: float(points) for name, points in _tables()["weights"].items()}


@cache
def _alike() -> tuple[frozenset[str], ...]:
    """Types that one incident can be told as by turns; all others exclude each other."""
    return tuple(frozenset(family) for family in _tables()["alike"])


def bar_of(name: str) -> float:
    """The points from which a mention is taken in: "join", "hang" or "aside"."""
    return float(_tables()[name])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an incident stands as the report is read: last told of, told of beside it, in this paragraph, main."""

    focus: bool
    paragraph: bool
    beside: bool
    main: bool


def reasons(mention: Mention, draft: Draft, standing: Standing) -> list[str]:
    """All that speaks for or against the mention telling of this incident, by name."""
    return [
        *_time_and_place(mention, draft), *_kind(mention, draft), *_people(mention, draft), *_figures(mention, draft),
        *_told_before(mention, draft, standing), *_apart(mention, draft),
    ]  # fmt: skip


def points(names: list[str]) -> float:
    """The sum of the weights of some reasons."""
    return sum(weights()[name] for name in names)


# --- what both tell


def _time_and_place(mention: Mention, draft: Draft) -> Iterator[str]:
    if mention.day is not None and draft.day is not None:
        if mention.when.told and draft.day.start and mention.day.end:
            yield "day_told" if draft.day.start <= mention.day.end else "day_before"
        elif not mention.day.meets(draft.day):
            yield "day_before"
        else:
            yield "day_same" if mention.day.precision == "day" and draft.day.precision == "day" else "day_meets"
    pairs = [(here, there) for here, _ in mention.where.places for there in draft.places]
    alike = [here for here, there in pairs if here.key and here.key == there.key]
    if any(p.precision != "country" for p in alike):
        yield "place_same"
    elif _elsewhere(mention, draft):
        yield "place_other_toll" if any(c.value for c in _hurt(mention)) else "place_other"
    elif alike or any(contains(a, b) or contains(b, a) for a, b in pairs):
        yield "place_within"


def _elsewhere(mention: Mention, draft: Draft) -> bool:
    """Whether both name a town or a region, and neither can be the other's."""
    here = [p for p, _ in mention.where.places if p.known and p.precision != "country"]
    there = [p for p in draft.places if p.known and p.precision != "country"]
    towns = [[p for p in told if p.precision != "region"] for told in (here, there)]
    if all(towns):
        return not any((a.km(b) or 0.0) < 10 for a in towns[0] for b in towns[1])
    pairs = [(a, b) for a in here for b in there]
    return bool(pairs) and not any(a.key == b.key or contains(a, b) or contains(b, a) for a, b in pairs)


def _kind(mention: Mention, draft: Draft) -> Iterator[str]:
    if mention.what.type not in OPEN_TYPES and draft.types - OPEN_TYPES:
        if mention.what.type in draft.types:
            yield "type_same"
        else:
            alike = any(mention.what.type in family and draft.types & family for family in _alike())
            yield "type_alike" if alike else "type_other"
    if mention.what.lemmas & draft.lemmas:
        yield "word_same"


def _people(mention: Mention, draft: Draft) -> Iterator[str]:
    for name, here, there in (
        ("doer", mention.perps, [w for m in draft.mentions for w in m.perps]),
        ("aim", mention.targets, [w for m in draft.mentions for w in m.targets]),
    ):
        if any(_one(a, b) for a in here for b in there):
            yield f"{name}_same"
        elif any(a.actor for a in here) and any(b.actor for b in there):
            yield f"{name}_other"
    names = {str(c.value) for c in mention.tolls("victim")}
    words = {t.text for t in mention.sentence.tokens[mention.segment.first : mention.segment.last] if t.capital}
    if any(fuzz.token_set_ratio(a, b) >= 85 for a in names for b in draft.victims) or any(
        name.split()[-1] in words for name in draft.victims
    ):
        yield "victim_named"


def _one(a: Who, b: Who) -> bool:
    return a.name == b.name or bool(a.actor and b.actor and same_side(a.actor, b.actor))


def _figures(mention: Mention, draft: Draft) -> Iterator[str]:
    """Equal figures speak for one incident, unlike ones mildly against it."""
    for name in ("killed", "injured"):
        here = {c.value for c in mention.tolls(name) if c.scope in ("whole", "later") and c.value}
        there = {c.value for c in draft.tolls(name) if c.scope in ("whole", "later") and c.value}
        if here & there:
            yield "toll_same"
        elif here and there and not any(c.scope == "later" for c in mention.tolls(name)):
            yield "toll_other"


def _hurt(mention: Mention) -> list[Claim]:
    return mention.tolls("killed") + mention.tolls("injured")


# --- how the mention points, and where the incident stands


def _told_before(mention: Mention, draft: Draft, standing: Standing) -> Iterator[str]:
    """How the mention points back, to what was told last or to what the report opens with."""
    if mention.what.reference in ("definite", "that", "each"):
        yield "points_back"
    if standing.focus:
        yield from _of_the_last(mention, standing)
    elif standing.beside:
        yield "beside"
    if mention.under is not None and mention.under == draft.under:
        yield "heading_same"
    if standing.focus or standing.main:
        yield from (["victim_back"] if _means_victim(mention) else [])
        yield from (["fills"] if _fills(mention, draft) else [])
    if standing.main:
        yield from _of_the_main(mention, draft)
    elif draft.announced:
        yield "headline_only"


def _of_the_last(mention: Mention, standing: Standing) -> Iterator[str]:
    yield "recent"
    if standing.paragraph:
        yield "paragraph"
    if mention.what.reference == "that":
        yield "that"
    if mention.where.same:
        yield "place_back"
    if occurs(mention):
        yield "occurs"


def _of_the_main(mention: Mention, draft: Draft) -> Iterator[str]:
    yield "main"
    if mention.what.reference == "latest":
        yield "latest"
    if draft.day is None and mention.day is not None and not mention.when.told and not _is_past(mention):
        yield "dates"
    if draft.announced and mention.sentence.kind != "caption" and mention.segment.link is None:
        yield "body"


def _apart(mention: Mention, draft: Draft) -> Iterator[str]:
    """What says that another incident is told."""
    if _is_separate(mention, draft):
        yield "separate"
    elif mention.segment.link is None and mention.sentence.low(0) in _FURTHER:
        yield "further"
    if mention.under is not None and draft.under is not None and mention.under != draft.under:
        yield "heading_other"
    if mention.answers == "verb" and mention.what.reference in ("", "described"):
        yield "answer"
    if draft.spread and not mention.spread and mention.what.reference not in ("definite", "that", "each"):
        yield "of_sum"
    if _is_past(mention) and draft.day is None:
        yield "past"
    if _follows(mention):
        yield "follows"
    more = any(g.more for h in mention.segment.harms for g in h.groups)  # "a third victim died on Thursday"
    anew = mention.what.reference == "" and not more and can_open(mention) and not _day_or_place(mention, draft)
    if anew and mention.tolls("killed") and draft.tolls("killed"):
        yield "new_toll"


def _means_victim(mention: Mention) -> bool:
    """Whether the words tell what became of someone known: "the child died", "the man was pronounced dead"."""
    groups = [g for h in mention.segment.harms for g in h.groups]
    return not mention.segment.events and bool(groups) and all(g.definite and g.single for g in groups)


def _fills(mention: Mention, draft: Draft) -> bool:
    """Whether deaths or injuries are told without a deed or a day of their own, and the incident lacks them so far."""
    if mention.day is not None and draft.day is not None and not mention.day.meets(draft.day):
        return False
    fields = {c.field for c in _hurt(mention) if c.scope != "part"}
    return not mention.segment.events and bool(fields) and not any(draft.tolls(f) for f in fields)


def _is_past(mention: Mention) -> bool:
    """Whether a month or a year is all that is told of when, as of what is looked back at."""
    return mention.day is not None and mention.day.precision in ("month", "year")


def _follows(mention: Mention) -> bool:
    """Whether a deed is told as having come some time after another: "hours later", "two days after the raid"."""
    segment = mention.segment
    count = mention.when.later.what if mention.when.later else segment.gap
    return bool(
        count and segment.events and segment.link is None and mention.what.reference in ("", "each", "described")
    )


def _is_separate(mention: Mention, draft: Draft) -> bool:
    """Whether words say that something else is told: "In a separate attack", "Elsewhere", "in a different raid"."""
    sentence = mention.sentence
    opening = {t.low for t in sentence.tokens[:_OPENING]}
    if mention.segment.link is None and opening & _SEPARATE:
        return True
    nouns = [e.first for e in mention.segment.events if e.what.part == "noun" and e.what.form == "singular"]
    before = {sentence.low(k) for noun in nouns for k in range(noun - _OTHER, noun)}
    one_more = "another" in before and not any(m.what.plural or m.what.reference == "each" for m in draft.mentions)
    return one_more or bool(before & _DIFFERENT)


def _day_or_place(mention: Mention, draft: Draft) -> bool:
    dated = mention.day is not None and not mention.when.told and draft.day is not None
    return dated or any(p.key == q.key for p, _ in mention.where.places for q in draft.places)
