"""Whether a mention tells enough to be an incident of its own."""

from consilience.claim import AGAIN, IMPLIED, Claim
from consilience.extract.lexicon import word_set
from consilience.extract.mention import Mention

_OCCUR = word_set("opening occur")


def occurs(mention: Mention) -> bool:
    """Whether the words tell of an incident known that it happened: "the shooting occurred ..."."""
    words = {t.low for t in mention.sentence.tokens[mention.segment.first : mention.segment.last]}
    return mention.what.reference == "definite" and bool(words & _OCCUR)


def leads(mention: Mention) -> bool:
    """Whether the first telling of a report, without day or place, still tells a toll and what caused it."""
    counted = any(_opens(c) for c in mention.tolls("killed") + mention.tolls("injured"))
    return (
        counted
        and not mention.generic
        and mention.what.type not in (None, "Attack")
        and not mention.sentence.has("law")
    )


def counts(mention: Mention) -> bool:
    """Whether a mention tells how many were killed or injured, and is no look back from a court."""
    counted = any(_opens(c) for c in mention.tolls("killed") + mention.tolls("injured"))
    return counted and not mention.generic and not mention.sentence.has("law")


def can_open(mention: Mention) -> bool:
    """Whether a mention tells enough to be an incident: what happened, and when, where, to whom or how many."""
    if mention.sentence.kind == "headline" and not mention.generic and mention.segment.link is None:
        return bool(mention.segment.events or mention.segment.harms)
    own = bool(mention.where.places) and any(c.value for c in mention.tolls("killed") + mention.tolls("injured"))
    if (
        mention.generic
        or (mention.what.reference == "each" and not own and not mention.day)
        or (mention.segment.link == "aside" and not (mention.day and mention.where.places))
    ):
        return False
    if mention.sentence.has("law") and not (mention.day and mention.where.places):
        return False
    harms = mention.segment.harms
    alone = not mention.segment.events and not mention.where.places
    if (mention.segment.link or alone) and harms and all(h.lingering for h in harms):
        return False  # "has risen to 26 after three people died of their wounds"
    counted = any(_opens(c) for c in mention.tolls("killed") + mention.tolls("injured") + mention.tolls("missing"))
    strong = any(e.what.strong for e in mention.segment.events)
    placed = any(p.precision not in ("country", "unknown") for p, _ in mention.where.places)
    several = any(_opens_vaguely(c) for c in mention.tolls("killed") + mention.tolls("injured"))
    told = bool(mention.segment.events) or counted or (several and placed and mention.day is not None)
    if mention.what.reference in ("definite", "that", "latest", "described"):
        return told and bool(
            (placed and counted) or (mention.day and not mention.when.told and (counted or placed or mention.countries))
        )
    if mention.what.plural and not (mention.day or counted or (mention.perps and mention.countries)):
        return False
    return told and bool(
        (mention.day is not None)
        or placed
        or (counted and (mention.countries or strong or mention.under is not None))
        or (strong and mention.under is not None)
        or (strong and mention.countries)
        or (mention.perps and mention.countries)
    )


def _opens(claim: Claim) -> bool:
    """Whether a toll tells of people nobody told of before, and by more than a word such as "fatal"."""
    return bool(claim.value) and claim.scope != "part" and claim.qualifier not in (AGAIN, IMPLIED)


def _opens_vaguely(claim: Claim) -> bool:
    """Whether a toll tells of people whom nobody counted: "several villagers were hurt"."""
    return claim.value is None and claim.scope != "part" and claim.qualifier not in (AGAIN, IMPLIED)
