"""From drafts to accounts: the claims of each, the most telling of a field first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from consilience.claim import IMPLIED, Account, Claim
from consilience.day import Day
from consilience.evidence import Evidence
from consilience.extract.answer import answer_words, pointed_to, unmet_claims
from consilience.extract.draft import Draft
from consilience.extract.found import Found
from consilience.extract.mention import Mention
from consilience.extract.scope import scoped
from consilience.extract.scribe import Scribe
from consilience.extract.sums import is_of_several
from consilience.extract.where import is_hailed, is_masthead
from consilience.place import Place
from consilience.resolve.countries import countries
from consilience.resolve.places import PlaceWords
from consilience.toll import FIELDS

_FAR_BELOW = 400  # characters between people told to be hurt and a word that only implies a death
_BESIDE_DAY = 2  # tokens between a day and the time of day told with it
#: The scribes of a report by part: its title and its text.
Scribes = Mapping[str, Scribe]


def main_first(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that tell of an incident, the main one first."""
    told = [d for d in drafts if any(not m.generic for m in d.mentions)]
    return pointed_to([d for d in told if not _only_announced(d) or len(told) == 1])


def accounts(
    kept: Sequence[Draft], names: Sequence[tuple[str, ...]], scribes: Scribes, extractor: str
) -> list[Account]:
    """The drafts as accounts, the main one first; what they answer is told by the id of the account answered.

    What no account of the report tells is answered without an id.
    """
    for draft in kept:
        if draft.retaliates and draft.answers is None and draft.follows and draft.follows[0].answers is not draft:
            draft.answers, draft.answer_at = draft.follows
    made = {id(d): _account(d, rank, scribes, extractor, names[rank]) for rank, d in enumerate(kept)}
    found = []
    for draft in kept:
        account = made[id(draft)]
        if draft.answers and id(draft.answers) in made and draft.answer_at:
            scribe = scribes[draft.answer_at.part]
            words = answer_words(draft.answer_at, scribe)
            claims = [scribe.claim("response", made[id(draft.answers)].id, words)]
        else:
            claims = list(unmet_claims(draft, scribes))
        found.append(replace(account, claims=(*account.claims, *claims)))
    return found


def _only_announced(draft: Draft) -> bool:
    """Whether only a headline tells of it, without a day, a toll or a place of its own."""
    if {m.sentence.kind for m in draft.mentions} != {"headline"}:
        return False
    return not (draft.day or draft.tolls("killed") or draft.tolls("injured"))


def _account(draft: Draft, rank: int, scribes: Scribes, extractor: str, names: tuple[str, ...]) -> Account:
    claims = [*_dates(draft, scribes), *_places(draft, scribes), *_types(draft, scribes)]
    claims += scoped(
        [c for m in _body_first(draft.mentions) for c in _own_claims(m, draft)],
        frozenset(e for m in draft.mentions for e in m.named),
        frozenset(e for m in draft.mentions for e in m.narrow),
    )
    claims = _without_others_dead(claims)
    scribe = scribes["text"]
    report = scribe.report
    return Account(report.id, rank, extractor, tuple(_once(claims)), scribe.published, report.publisher, names)


def _own_claims(mention: Mention, draft: Draft) -> Iterable[Claim]:
    """A mention's claims; tolls of a sum over a town's attacks are tallies where the incident has one of its own."""
    own = (m for m in draft.mentions if not is_of_several(m.segment, m.where) and m.sentence.kind != "headline")
    if not is_of_several(mention.segment, mention.where) or not any(m.tolls(field) for m in own for field in FIELDS):
        return mention.claims
    return (replace(c, scope="tally") if c.field in FIELDS and not c.according_to else c for c in mention.claims)


def _without_others_dead(claims: list[Claim]) -> list[Claim]:
    """Without a death that only "homicide" or the like tells of, far below people told to be hurt: it is another's.

    So are people whom nobody counts ("they are killing young people here") far below.
    """
    killed = [c for c in claims if c.field == "killed"]
    hurt = min((c.evidence for c in claims if c.field == "injured" and c.evidence.part == "text"), default=None)
    if hurt is None or any(c.qualifier not in (IMPLIED, "plural") or c.evidence.part != "text" for c in killed):
        return claims
    if any(c.evidence.start - hurt.end < _FAR_BELOW for c in killed):
        return claims
    return [c for c in claims if c.field != "killed"]


def _body_first(mentions: list[Mention]) -> list[Mention]:
    """The mentions as told, those of headlines last: others write them, and shorter."""
    return sorted(mentions, key=lambda m: m.sentence.kind == "headline")


def _once(claims: Iterable[Claim]) -> list[Claim]:
    seen, kept = set(), []
    for claim in claims:
        mark = (claim.field, claim.value, claim.evidence, claim.scope, claim.category)
        if mark not in seen:
            seen.add(mark)
            kept.append(claim)
    return kept


def _dates(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The day claims, the settled day first; a day reckoned from another incident quotes the words of the gap."""
    found: list[tuple[tuple[bool, int, int], Claim]] = []
    for order, mention in enumerate(draft.mentions):
        day, when = mention.day, mention.when
        at = when.at or when.later
        scribe = scribes[mention.part]
        words = (
            scribe.quote(mention.day_from or mention.sentence, at.first, at.last) if at else _gap_words(mention, scribe)
        )
        if day is not None and words:
            best = draft.day is not None and (day.start, day.end) == (draft.day.start, draft.day.end)
            claim = replace(_dated(scribe, day, words), qualifier=_hour(mention))
            found.append(((not best, day.length or 99999, order), claim))
    if draft.day and not any(
        c.resolved == draft.day
        or (isinstance(c.resolved, Day) and (c.resolved.start, c.resolved.end) == (draft.day.start, draft.day.end))
        for _, c in found
    ):
        mention = draft.answer_at or draft.mentions[0]
        scribe = scribes[mention.part]
        words = scribe.quote(mention.sentence, mention.segment.first, mention.segment.last)
        found.append(((False, 0, -1), _dated(scribe, draft.day, words)))
    return [c for _, c in sorted(found, key=lambda f: f[0])] or _left_open(draft, scribes)


def _left_open(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The words of days that cannot be known, where no other is told: "on 17 Rajab 1441"."""
    told = ((m, *m.when.open) for m in draft.mentions if m.when.open)
    return [_dated(scribes[m.part], day, scribes[m.part].quote(m.sentence, at.first, at.last)) for m, at, day in told]


def _hour(mention: Mention) -> str | None:
    """The time of day told beside a day, as it is told: "at about 3 a.m. local time"."""
    at = mention.when.at
    if at is None:
        return None
    times = (d for d in (mention.day_from or mention.sentence).days if d.what.kind == "time")
    near = (d for d in times if min(abs(d.first - at.last), abs(at.first - d.last)) <= _BESIDE_DAY)
    return next((d.what.words for d in near), None)


def _gap_words(mention: Mention, scribe: Scribe) -> Evidence | None:
    segment = mention.segment
    return scribe.quote(segment.sentence, segment.first, segment.last) if segment.gap else None


def _dated(scribe: Scribe, day: Day, words: Evidence) -> Claim:
    return scribe.claim("date", str(day), words, resolved=day)


def _places(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The place claims, the finest of the first told first; a country only hinted at stands in where none is named."""
    told = [(m, p, f) for m in draft.mentions for p, f in m.where.places]
    often = Counter(p.key for _, p, _ in told)
    ranked = sorted(
        enumerate(told),
        key=lambda t: (_coarseness(t[1][1]), _only_written_there(*t[1]), -often[t[1][1].key], t[0]),
    )
    found = [_placed(scribes[m.part], m, p, f) for _, (m, p, f) in ranked]
    if not any(isinstance(c.resolved, Place) and c.resolved.country for c in found) and draft.same_place:
        found.append(_same_place(draft.same_place, scribes))
    if not any(isinstance(c.resolved, Place) and c.resolved.country for c in found):
        hinted = next(
            ((m, m.where.hint, m.where.hint_at) for m in draft.mentions if m.where.hint and m.where.hint_at), None
        )
        if hinted:
            found.append(_hinted(*hinted, scribes[hinted[0].part]))
    launches = [(m, *m.where.launched_from) for m in draft.mentions if m.where.launched_from]
    for mention, place, at in sorted(launches, key=lambda t: _coarseness(t[1])):
        found.append(_placed(scribes[mention.part], mention, place, at, "launched_from"))
    return found


def _only_written_there(mention: Mention, place: Place, at: Found[PlaceWords]) -> bool:
    """Whether a dateline, a masthead or the home of somebody tells it, which counts only for want of others."""
    return at.first < mention.sentence.dateline or is_masthead(mention.sentence, at) or is_hailed(mention.sentence, at)


def _same_place(told: tuple[Mention, Found[str], Place], scribes: Scribes) -> Claim:
    mention, at, place = told
    scribe = scribes[mention.part]
    words = scribe.quote(mention.place_from or mention.sentence, at.first, at.last)
    return scribe.claim("place", place.name, words, resolved=replace(place, rule="the place told before"))


def _placed(
    scribe: Scribe,
    mention: Mention,
    place: Place,
    at: Found[PlaceWords],
    field: Literal["place", "launched_from"] = "place",
) -> Claim:
    sentence = (mention.place_from if field == "place" else None) or mention.sentence
    return scribe.claim(field, place.name, scribe.quote(sentence, at.first, at.last), resolved=place)


def _hinted(mention: Mention, iso2: str, at: Found[PlaceWords], scribe: Scribe) -> Claim:
    land = countries()[iso2]
    place = Place(land.name, iso2, None, land.lat, land.lon, "country", iso2, "the country of an adjective beside it")
    words = scribe.quote(mention.place_from or mention.sentence, at.first, at.last)
    return scribe.claim("place", land.name, words, resolved=place)


def _coarseness(place: Place) -> int:
    if place.unlisted:
        return 1
    return _COARSENESS[place.precision] if place.known else 9


_COARSENESS = {"exact": 0, "town": 0, "nearby": 0, "district": 0, "region": 2, "country": 3, "unknown": 4}


#: Types that do not make an attack with deaths any narrower, when a later sentence tells of them, too.
_BESIDE = frozenset({"Abduction/forced disappearance", "Looting/property destruction", "Disrupted weapons use"})


def _width(kind: str | None, killed: bool) -> int:
    """How little a type says: "Attack" says less than "Shelling", and a theft beside a killing is no narrower type."""
    return 1 if kind in (None, "Attack") else 2 if killed and kind in _BESIDE else 0


def _types(draft: Draft, scribes: Scribes) -> list[Claim]:
    """The type claims: the narrowest type told most first; "Attack" where the words leave it open."""
    told = [(m, m.what.type, m.what.at) for m in draft.mentions if m.what.at and not m.generic]
    counts: dict[str, int] = {}
    for _, kind, _ in told:
        counts[kind or "Attack"] = counts.get(kind or "Attack", 0) + 1
    killed = bool(draft.tolls("killed"))
    ranked = sorted(
        enumerate(told),
        key=lambda t: (_width(t[1][1], killed and t[1][1] != told[0][1]), -counts[t[1][1] or "Attack"], t[0]),
    )
    return [
        scribes[m.part].claim("event_type", kind or "Attack", scribes[m.part].quote(m.sentence, *at))
        for _, (m, kind, at) in ranked
        if at
    ]
