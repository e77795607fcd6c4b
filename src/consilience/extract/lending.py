"""What is lent to a mention by words around it that tell of no incident: a heading, or a sentence that sets the scene.

"On 15 August soldiers entered the camp near Jericho. Two men were killed": the first sentence lends its day and place.
"""

from dataclasses import replace

from consilience.extract.heading import Heading
from consilience.extract.lexicon import phrases
from consilience.extract.mention import Mention
from consilience.extract.segment import Segment
from consilience.extract.what import What
from consilience.extract.when import When
from consilience.extract.where import Where

_HEADING = 6  # tokens of a sentence that is little more than a day
_UNREAL = ("law", "modal", "habit", "drill", "mock", "cause")


class Lending:
    """Takes note of what sets a scene, and lends it to the mentions told next."""

    def __init__(self) -> None:
        self._before: Mention | None = None

    def lend(self, mentions: list[Mention], heading: Heading | None) -> None:
        """To the mentions of one sentence: what the sentence before lends, then what the heading above does."""
        main = mentions[0] if mentions and mentions[0].segment.link is None else None
        if main is not None:
            self._enter(main)
        if heading is not None:
            for mention in mentions:
                _under(mention, heading)

    def _enter(self, main: Mention) -> None:
        """A sentence that only sets the scene lends to the next of its paragraph: day, place, and being an answer."""
        if main.generic and not main.segment.harms:
            if main.when.later or main.answers or is_day_alone(main) or _sets(main):
                self._before = main
            return
        before, self._before = self._before, None
        if before is None or main.generic or before.sentence.paragraph != main.sentence.paragraph:
            return
        if main.day is None and main.when.later is None and (before.when.later or before.day):
            main.when = replace(main.when, day=before.day, later=before.when.later, at=before.when.at)
            main.day_from = before.sentence
        main.answers = main.answers or ("verb" if before.answers else "")
        if not main.where.places and main.where.same is None and (before.where.places or before.where.same):
            main.where = replace(before.where, launched_from=main.where.launched_from)
            main.place_from = before.sentence


def is_day_alone(mention: Mention) -> bool:
    """Whether a sentence is little more than a day, which is that of what follows: "July 14 2010."."""
    return mention.day is not None and not mention.when.told and len(mention.sentence.tokens) <= _HEADING


def _sets(mention: Mention) -> bool:
    """Whether a sentence tells plainly what went on at a day and a place, and nothing that was done about it later."""
    sentence = mention.sentence
    plain = not any(sentence.has(flag) for flag in _UNREAL) and not sentence.speakers
    told = mention.day is not None and mention.day.precision == "day" and not mention.when.told
    return plain and told and bool(mention.where.places) and not phrases("telling").find(sentence.tokens)


def _under(mention: Mention, heading: Heading) -> None:
    """A mention under a heading, which lends it its place and its day where it tells none."""
    mention.under = heading.number
    if heading.place and not any(p.precision not in ("country", "region") for p, _ in mention.where.places):
        mention.where = replace(mention.where, places=(heading.place,))
        mention.place_from = heading.sentence
    if heading.day and mention.when.later is None and (mention.day is None or mention.when.told):
        day, at = heading.day
        mention.when = replace(mention.when, day=day, at=at, told=False)
        mention.day_from = heading.sentence


def titled(heading: Heading) -> Mention | None:
    """The title of a bulletin as a mention that tells nothing but its day."""
    if heading.day is None:
        return None
    day, at = heading.day
    lent = replace(day, rule=f"{day.rule}, of the whole report")
    segment = Segment(heading.sentence, 0, len(heading.sentence.tokens))
    return Mention(segment, "text", When(lent, at), Where(), What(), generic=True)
