"""What is wrong about an answer, in a few words: the kinds by which misses are counted."""

from datetime import date

from consilience.place import Place
from consilience.report import Report
from consilience.score.measured import Miss
from consilience.score.told import Answer, bounds
from consilience.toll import Field as TollField

_TOLL_FIELDS = ("victim",)  # claims shown beside those of the toll


def day_miss(report: Report, wanted: str, answer: Answer | None) -> Miss | None:
    """A day that is not the one wanted."""
    got = answer.day if answer else None
    if got and got.isoformat() == wanted:
        return None
    if answer is None:
        kind = "no incident"
    elif got is None:
        kind = "no day"
    else:
        days = (got - date.fromisoformat(wanted)).days
        far = "a day" if abs(days) == 1 else "days" if abs(days) < 8 else "weeks or more"
        kind = f"{far} {'early' if days < 0 else 'late'}"
    return Miss(report, "day", kind, wanted, str(got or "none"), answer.about("date") if answer else ())


def place_miss(report: Report, wanted: Place, km: float, answer: Answer | None) -> Miss | None:
    """A place farther away than so many kilometres."""
    got = answer.place if answer else None
    away = got.km(wanted) if got else None
    if away is not None and away <= km:
        return None
    if answer is None:
        kind = "no incident"
    elif got is None:
        kind = "no place"
    elif away is None:
        kind = "place without coordinates"
    else:
        kind = next((f"within {n} km" for n in (25, 100, 500) if away <= n), "farther away")
    said = f"{wanted.name} ({wanted.lat}, {wanted.lon})"
    told = f"{got.name} ({got.lat}, {got.lon}; {got.rule})" if got else "none"
    return Miss(report, "place", kind, said, told, answer.about("place", "launched_from") if answer else ())


def range_miss(report: Report, field: TollField, wanted: tuple[int, int], answer: Answer | None) -> Miss | None:
    """A toll whose least and most are not those wanted."""
    got = bounds(answer.tolls.get(field)) if answer else None
    if got == wanted:
        return None
    if answer is None:
        kind = "no incident"
    elif got is None:
        kind = "no toll"
    elif got[0] > wanted[1] or got[1] < wanted[0]:
        kind = "ranges do not meet, too high" if got[0] > wanted[1] else "ranges do not meet, too low"
    elif got[0] == wanted[0]:
        kind = "high bound too high" if got[1] > wanted[1] else "high bound too low"
    elif got[1] == wanted[1]:
        kind = "low bound too high" if got[0] > wanted[0] else "low bound too low"
    else:
        kind = "both bounds wrong"
    return Miss(report, field, kind, _span(wanted), _span(got), answer.about(field, *_TOLL_FIELDS) if answer else ())


def count_miss(report: Report, field: TollField, wanted: int, answer: Answer | None) -> Miss | None:
    """A toll whose best figure is not the one wanted; none told is none harmed."""
    toll = answer.tolls.get(field) if answer else None
    got = toll.best if toll else 0
    if answer and got == wanted:
        return None
    wrong = "no toll" if toll is None else "too high" if got > wanted else "too low"
    kind = wrong if answer else "no incident"
    return Miss(report, field, kind, str(wanted), str(got), answer.about(field, *_TOLL_FIELDS) if answer else ())


def _span(found: tuple[int, int] | None) -> str:
    if found is None:
        return "none"
    return str(found[0]) if found[0] == found[1] else f"{found[0]}-{found[1]}"
