"""Which of the places a segment names is where it happened, and which it was launched from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from consilience.extract.found import Found
from consilience.extract.lexicon import event_words, word_set
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.setting import Setting
from consilience.place import Place
from consilience.resolve.countries import countries, country_of_adjective
from consilience.resolve.places import PlaceWords, place_named, resolve_place

_LOCATIVE = word_set("where locative")
_OF = word_set("where of")
_SKIP = word_set("where skip")
_LAUNCH = word_set("where launch")
_FACILITY = word_set("where facility")
_FINENESS = {"site": 1.2, "town": 1.0, "district": 0.9, "region": 0.6, "area": 0.5, "country": 0.2, "adjective": 0.0}
#: Nouns whose "in ..." says where they are, and not where the incident happened: "fuelled by the war in Gaza".
_ELSEWHERE = word_set("where elsewhere")
_NOT_THERE = frozenset({"for", "with", "about", "than", "as"})  # before a place that is not where it was
_DATELINE = -0.9  # points of a dateline's town: it counts where no other place is told
_PARTING = ("|", "-", "—")
_HAILED = word_set("where hailed")
_AWAY = word_set("where away")
_TREATED = word_set("where treated")


@dataclass(frozen=True, slots=True)
class Where:
    """The places of one segment with the tokens that name them; the first of `places` is the likeliest."""

    places: tuple[tuple[Place, Found[PlaceWords]], ...] = ()
    launched_from: tuple[Place, Found[PlaceWords]] | None = None
    hint: str | None = None  # the country told only by an adjective ("an Iraqi base") or a heading
    hint_at: Found[PlaceWords] | None = None
    same: Found[str] | None = None  # "in the town": the place told before


def where(segment: Segment, scene: Setting) -> Where:
    """The places of a segment, in the setting of its report."""
    sentence = segment.sentence
    inside = [f for f in sentence.places if segment.holds(f.first) and not _spoken(sentence, f)]
    weights = _weights(inside, scene.countries)
    scored, launched, hint = [], None, None
    roles: dict[int, float] = {}  # by the token after a place: the role a place joined to it by "and" shares
    for found in inside:
        role = _role(segment, found, scene.countries)
        if sentence.low(found.first - 1) in ("and", "or") and found.first - 1 in roles:
            role = roles[found.first - 1] - 0.1
        if role == "launch":
            launched = launched or (scene.place(found.what, weights), found)
        elif role == "hint":
            hint = hint or found
        elif isinstance(role, float):
            roles[found.last] = role
            scored.append((role + _FINENESS.get(found.what.kind, 0.3), found))
    best = sorted(scored, key=lambda s: (-s[0], s[1].first))
    resolved = [
        (_resolved(sentence, f, weights, scene), f) for score, f in best if score >= (best[0][0] - 1.6 if best else 0)
    ]
    told = _distinct(scene.gathered(resolved, weights))
    capital = None if told else _capital_told(segment, weights)
    same = None if told or capital else _same(segment)
    return Where((capital,) if capital else told, launched, _land(hint, weights), hint, same)


_LOCALITIES = word_set("where localities")


def _capital_told(segment: Segment, weights: Mapping[str, float]) -> tuple[Place, Found[PlaceWords]] | None:
    """`In the capital`: that of the country the report speaks of most."""
    sentence = segment.sentence
    if "capital" not in sentence.tokens.lows:
        return None
    land = max(weights, key=lambda c: (weights[c], c), default=None)
    for i in range(segment.first + 1, segment.last):
        if (
            sentence.low(i) == "capital"
            and sentence.low(i - 1) == "the"
            and sentence.low(i - 2) in _LOCATIVE
            and land in countries()
        ):
            name = countries()[land].capital[0] if countries()[land].capital else None
            if name:
                words = PlaceWords(
                    sentence.tokens[i].start, sentence.tokens[i].end, sentence.tokens[i].text, "town", ()
                )
                place = replace(place_named(name, {land: 1.0}), rule=f"the capital of {land}")
                return place, Found(i, i + 1, words)
    return None


def _same(segment: Segment) -> Found[str] | None:
    """Words that mean the place told before: "in the town", "there"."""
    sentence = segment.sentence
    if _LOCALITIES.isdisjoint(sentence.tokens.lows):
        return None
    for i in range(segment.first, segment.last):
        if (
            sentence.low(i) in _LOCALITIES
            and sentence.low(i + 1) not in ("of",)
            and {"the", "same", "that", "this"} & {sentence.low(i - 1), sentence.low(i - 2)}
        ):
            return Found(i - 1, i + 1, sentence.low(i))
    return None


def _resolved(sentence: Sentence, found: Found[PlaceWords], weights: Mapping[str, float], scene: Setting) -> Place:
    """The place the words mean; "the Somali capital" is its capital."""
    if found.what.kind == "adjective":
        land = country_of_adjective(found.what.words)
        capital = countries()[land].capital[0] if land and countries()[land].capital else None
        if land and capital:
            return replace(place_named(capital, {land: 1.0}), rule=f"the capital of {land}")
    return scene.place(found.what, weights)


def _land(found: Found[PlaceWords] | None, weights: Mapping[str, float]) -> str | None:
    return resolve_place(found.what, weights).country if found else None


def _distinct(told: Iterable[tuple[Place, Found[PlaceWords]]]) -> tuple[tuple[Place, Found[PlaceWords]], ...]:
    """Places once each; a country or region that holds a finer one told beside it goes, and so does what is unknown."""
    kept: list[tuple[Place, Found[PlaceWords]]] = []
    for place, found in told:
        if place.precision == "unknown" and kept:
            continue
        if any(p.key == place.key and p.key for p, _ in kept):
            continue
        kept.append((place, found))
    fine = {p.country for p, _ in kept if p.precision not in ("country", "region", "unknown")}
    return tuple((p, f) for p, f in kept if not (p.precision in ("country", "region") and p.country in fine))


def _weights(inside: list[Found[PlaceWords]], context: Mapping[str, float]) -> dict[str, float]:
    """The report's countries, those this segment names far above the others."""
    weights = dict(context)
    heaviest = max(weights.values(), default=1.0)
    for found in inside:
        for candidate in found.what.candidates[:1]:
            if candidate.kind in ("country", "adjective") or found.what.kind in ("country", "adjective", "region"):
                land = candidate.country or ""
                weights[land] = weights.get(land, 0.0) + heaviest * (1.0 if found.what.kind != "adjective" else 0.5)
    return weights


def _spoken(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether the place belongs to the name of someone quoted: "an official in Ninawa province said"."""
    return any(s.first <= found.first < s.last for s in sentence.speakers)


def _is_home(found: Found[PlaceWords], context: Mapping[str, float]) -> bool:
    """Whether the country is the one the report speaks of most, so that its people are likely hit at home."""
    land = country_of_adjective(found.what.words)
    return land is not None and context.get(land, 0.0) >= max(context.values(), default=0.0)


def _role(segment: Segment, found: Found[PlaceWords], context: Mapping[str, float]) -> float | str | None:
    """A score for where it happened, "launch", "hint", or None where the name is no place of this segment."""
    sentence = segment.sentence
    if found.first >= sentence.masthead:
        return None
    if found.what.kind != "adjective" and (found.first < sentence.dateline or is_masthead(sentence, found)):
        return _DATELINE
    if _is_border(sentence, found) or _is_actor(sentence, found):
        return None
    if found.what.kind == "adjective":
        return _adjective_role(segment, found, context)
    if _is_doer(sentence, found):
        return None
    if _is_owner(sentence, found):
        return 0.6
    before = _preposition(segment, found)
    return _bare_role(segment, found, before) if before < segment.first else _prepositional_role(segment, found, before)


def is_masthead(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether a headline has come to the name of its paper, or it seems so: "Two shot at bar - Fulton"."""
    if found.first >= sentence.masthead:
        return True
    parted = sentence.low(found.first - 1) in _PARTING or any(
        sentence.low(k) in _PARTING and sentence.tokens[k].start > sentence.tokens[k - 1].end
        for k in range(1, found.first)
    )
    return sentence.kind == "headline" and parted


def is_hailed(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether the place only tells where somebody is from: "a Fulton man", "John Roe, 31, of Fulton"."""
    of = sentence.low(found.first - 1) == "of" and sentence.low(found.first - 2) == ","
    return of or sentence.low(found.last) in _HAILED


def _is_owner(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether the place only holds the one told after it: "Narathiwat's Rueso district"."""
    owned = any(f.first in (found.last + 1, found.last + 2) for f in sentence.places)
    return sentence.low(found.last) == "'s" and owned


def _adjective_role(segment: Segment, found: Found[PlaceWords], context: Mapping[str, float]) -> float | str | None:
    """An adjective is a place in "the Somali capital", a hint in "an Iraqi base", and else tells of people."""
    sentence = segment.sentence
    if sentence.low(found.last) == "capital":
        return 2.8
    after = {sentence.low(k) for k in range(found.last, min(found.last + 4, segment.last))}
    return "hint" if after & _FACILITY or (_harmed(segment, found) and _is_home(found, context)) else None


def _preposition(segment: Segment, found: Found[PlaceWords]) -> int:
    """The index of the word a place hangs on, past "the northern city" and "Russia's"; before the segment if none."""
    sentence, before = segment.sentence, found.first - 1
    while before >= segment.first and (sentence.low(before) in _SKIP or sentence.low(before) == '"'):
        before -= 1
    if sentence.low(before) == "'s":
        owner = next((f for f in sentence.places if f.last == before), None)
        before = owner.first - 1 if owner else before
    return before


def _prepositional_role(segment: Segment, found: Found[PlaceWords], before: int) -> float | str | None:
    """The role of a name by the word it hangs on: where it was, whence it was launched, or something else."""
    sentence, low = segment.sentence, segment.sentence.low(before)
    wide = found.what.kind in ("country", "region")
    back = {sentence.low(k) for k in range(max(segment.first, before - 9), before)}
    if low == "from":
        if back & _LAUNCH:
            return "launch"
        return None if back & _AWAY or wide or _is_capital(found) else 1.0
    if low in _NOT_THERE or (low in ("between", "outside") and found.what.kind == "country"):
        return None
    if low in _LOCATIVE and (sentence.low(before - 1) in _ELSEWHERE or _is_speech(sentence, before - 1)):
        return None
    if low in _LOCATIVE and sentence.low(before - 1) in _TREATED and _brought(segment, before - 1):
        return None
    if low == "to" and sentence.low(before - 1) in ("closer", "close", "next"):
        return 2.0
    if low == "to" or {sentence.low(k) for k in range(max(segment.first, before - 3), before)} & _AWAY:
        return 0.2 if low in _LOCATIVE else None
    if low in _LOCATIVE or (low == "of" and sentence.low(before - 1) in _OF):
        return _launched_near(sentence, segment, before) or 3.0
    if low == "of" and found.what.kind in ("town", "site", "district"):
        return 2.2
    return _bare_role(segment, found, before)


def _brought(segment: Segment, at: int) -> bool:
    """Whether people were brought to a hospital: "taken to the hospital in Bunia"."""
    return "to" in {segment.sentence.low(k) for k in range(max(segment.first, at - 4), at)}


def _is_speech(sentence: Sentence, i: int) -> bool:
    """Whether a verb of speech stands there: "said in Gusau" tells where it was told."""
    return any(i in (s.at, s.at + 1) for s in sentence.speakers)


def _launched_near(sentence: Sentence, segment: Segment, before: int) -> str | None:
    """Whether a locative hangs on a "from": "carried out from an area north of Mosul, in the Zummar district"."""
    verbs = {e.first for e in segment.events if e.what.part == "verb"} | {h.word.first for h in segment.harms}
    for k in range(before, max(segment.first - 1, before - 9), -1):
        if k in verbs:
            return None  # "rockets fired from Gaza hit the city of Ashkelon"
        if sentence.low(k) == "from":
            back = {sentence.low(j) for j in range(max(segment.first, k - 4), k)}
            return "launch" if back & _LAUNCH else None
        if sentence.low(k) in ("on", "at", "against", "towards", "toward", "to"):
            return None
    return None


def _bare_role(segment: Segment, found: Found[PlaceWords], before: int) -> float | str | None:
    """The role of a name without a preposition: an object, part of a noun phrase, a heading, or an actor."""
    sentence = segment.sentence
    event = next((e for e in segment.events if e.last in (before + 1, found.first)), None)
    if event and event.what.part == "verb":
        return 2.5
    following = event_words().at(sentence.tokens, found.last) if found.last < len(sentence.tokens) else None
    facility = any(sentence.low(k) in _FACILITY for k in range(found.last, found.last + 3))
    if (following and following.what.part == "noun" and found.what.kind not in ("country",)) or (
        facility and found.what.kind != "country"
    ):
        return 2.0
    if facility and found.what.kind == "country":
        return "hint"
    if sentence.low(before) == "," and any(f.last == before for f in sentence.places):
        return 0.5  # "Hama, Syria": the place before says it
    if sentence.low(found.last) == ":" and found.first == 0:
        return "hint"
    if found.what.kind in ("country", "region") or _is_capital(found):
        return None
    return 0.8


def _is_doer(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether a country stands for its forces: "in US strikes", "by Russian shelling"."""
    if found.what.kind not in ("country", "adjective"):
        return False
    after = found.last
    while sentence.low(after) in (
        "air",
        "drone",
        "military",
        "rocket",
        "missile",
        "retaliatory",
        "'s",
        "artillery",
        "cross-border",
    ):
        after += 1
    event = event_words().at(sentence.tokens, after) if after < len(sentence.tokens) else None
    return bool(event and event.what.part == "noun" and sentence.low(found.last) != "'s")


def _is_capital(found: Found[PlaceWords]) -> bool:
    return found.what.words in _capitals()


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name for country in countries().values() for name in country.capital)


def _is_border(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether the name only says whose border is near: "near the border with Iraq", "on the Syrian border"."""
    before = [sentence.low(k) for k in range(max(0, found.first - 3), found.first)]
    after = [sentence.low(k) for k in range(found.last, found.last + 2)]
    return ("border" in before and "with" in before) or (
        found.what.kind in ("adjective", "country") and after[0] in ("border", "frontier", "-")
    )


def _is_actor(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    return any(a.first <= found.first and found.last <= a.last for a in sentence.actors)


def _harmed(segment: Segment, found: Found[PlaceWords]) -> bool:
    """Whether the adjective tells whose people were harmed, who mostly are at home: "four Iraqi protesters"."""
    groups = [g for h in segment.harms for g in h.groups]
    return any(
        g.first <= found.first < g.last and g.category in (None, "protester", "police", "child", "woman", "civilian")
        for g in groups
    )
