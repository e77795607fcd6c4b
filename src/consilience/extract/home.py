"""The town a report plays in, for the incident whose own sentences name none.

Local news names its town once: in the dateline, the headline, or by its people and its police ("a Fulton man, Fulton
police said"). Each naming gives points, and the town with most is home. The rule of a place taken from there says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from consilience.evidence import Part
from consilience.extract.draft import Draft
from consilience.extract.found import Found
from consilience.extract.lexicon import word_set
from consilience.extract.mention import Mention
from consilience.extract.segment import Segment
from consilience.extract.sentence import Sentence
from consilience.extract.setting import Setting
from consilience.extract.what import What
from consilience.extract.when import When
from consilience.extract.where import Where, is_masthead
from consilience.place import Place
from consilience.resolve.gazetteer import capitals
from consilience.resolve.places import PlaceWords, contains, key

_POLICE, _PEOPLE, _PAPERS = word_set("home police"), word_set("home people"), word_set("home papers")
_IN = word_set("home in")
_OPENING = 6  # sentences of the body that count most
_LEAST = 0.5  # points below which a report has no home


@dataclass(frozen=True, slots=True)
class Home:
    """The town, and the words that speak most for it."""

    place: Place
    sentence: Sentence
    part: Part
    at: Found[PlaceWords]
    local: bool = False  # whether its police or its people are told of, or its publisher bears its name


def home(title: Sequence[Sentence], body: Sequence[Sentence], scene: Setting) -> Home | None:
    """The town or district that a report speaks from and of, None where it names none."""
    points: dict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Home]] = {}
    local = {c.key for words in scene.published_in for c in words.candidates}
    printed: set[str] = set()  # in a masthead, which tells of a home where nothing else does
    lines: list[tuple[Part, int, Sentence]] = [("title", 0, s) for s in title]
    lines += [("text", number, s) for number, s in enumerate(body)]
    for part, number, sentence in lines:
        for found in sentence.places:
            if found.what.kind not in ("town", "district", "site"):
                continue
            place = scene.place(found.what, scene.countries)
            if not place.known or place.key is None or place.precision in ("country", "region"):
                continue
            score = _points(sentence, found) * (1.0 if number < _OPENING else 0.5) * _sureness(found.what, place, scene)
            points[place.key] += score
            local |= {place.key} if _is_own(sentence, found) else set()
            printed |= {place.key} if found.first >= sentence.masthead else set()
            if place.key not in best or score > best[place.key][0]:
                best[place.key] = score, Home(place, sentence, part, found)
    told = {k for k in points if points[k] >= _LEAST} or printed
    key = max(told, key=lambda k: (points[k], k), default=None)
    return replace(best[key][1], local=key in local) if key else None


def _points(sentence: Sentence, found: Found[PlaceWords]) -> float:
    """How much one naming says that the report plays there."""
    after = [sentence.low(k) for k in range(found.last, found.last + 3)]
    if set(after[:1]) & _PAPERS:
        return 0.1  # "the Fulton Herald"
    if found.first < sentence.dateline:
        return 3.0
    if is_masthead(sentence, found):
        return 0.3
    points = 0.5
    if set(after) & _POLICE or ({sentence.low(found.first - 1)} & _IN and sentence.low(found.first - 2) in _POLICE):
        points = 1.5
    elif set(after[:2]) & _PEOPLE:
        points = 1.2
    elif sentence.low(found.first - 1) in _IN:
        points = 1.0
    return points * (1.5 if sentence.kind == "headline" else 1.0)


def _is_own(sentence: Sentence, found: Found[PlaceWords]) -> bool:
    """Whether a place is told of by its police or its people ("Fulton police", "a Fulton man"), as local news does.

    "Police in Fulton said" is no such word: that is how the news of a whole country names its sources.
    """
    after = [sentence.low(k) for k in range(found.last, found.last + 3)]
    return found.first >= sentence.dateline and bool(set(after) & _POLICE or set(after[:2]) & _PEOPLE)


def _sureness(words: PlaceWords, place: Place, scene: Setting) -> float:
    """How sure it is that the name means this town, from 0 to 1."""
    meant = next((c for c in words.candidates if c.key == place.key), None)
    if meant is None or (words.kind == "site" and not meant.own):
        return 0.0
    sure = 1.0 if meant.match == "name" else 0.5
    sure *= 0.6 if meant.kind == "district" else 1.0
    sure *= 0.4 + 0.6 * scene.context.share(words, meant)
    return sure * (0.5 + scene.context.of(words, meant) / 2)


def place_main(drafts: Sequence[Draft], at_home: Home | None) -> None:
    """Gives the first of the incidents the report's home where nothing finer than its region is told of it."""
    if not drafts or at_home is None:
        return
    main = drafts[0]
    if main.best_place is not None or not _agrees(main.places, at_home.place):
        return
    if any(p.unlisted for p in main.places) and key(at_home.place.name) in capitals():
        return  # some village is told, and a capital is where people speak of it
    sentence, place = at_home.sentence, at_home.place
    told = Place(
        place.name, place.country, place.admin1, place.lat, place.lon, place.precision, place.key,
        f"where the report plays; {place.rule}",
    )  # fmt: skip
    segment = Segment(sentence, 0, len(sentence.tokens))
    main.mentions.append(Mention(segment, at_home.part, When(), Where(((told, at_home.at),)), What()))


def _agrees(told: Iterable[Place], place: Place) -> bool:
    """Whether the places told, which are regions and countries at the finest, hold this one."""
    return all(contains(p, place) is not False for p in told if p.known)
