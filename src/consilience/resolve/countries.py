"""Countries, what comes from them and who lives there, by the words the news uses."""

from dataclasses import dataclass
from functools import cache, lru_cache

from consilience.resolve.names import key
from consilience.resolve.tables import cell, rows


@dataclass(frozen=True, slots=True)
class Country:
    """One country as `data/countries.tsv` knows it."""

    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    lat: float
    lon: float


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-2."""
    return {
        row["iso2"]: Country(
            row["iso2"], row["name"], cell(row["aliases"]), cell(row["adjectives"]), cell(row["people"]),
            cell(row["capital"]), float(row["lat"]), float(row["lon"]),
        )
        for row in rows("countries.tsv")
    }  # fmt: skip


@cache
def _index(field: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        names = (country.name,) if field == "name" else getattr(country, field)
        for name in names:
            # "US" and "us", "UK": codes are kept apart from words by their case.
            found.setdefault(name if _is_code(name) else key(name), country.iso2)
    return found


def _is_code(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) <= 4 and letters.isupper()


@lru_cache(50_000)
def _look_up(field: str, name: str) -> str | None:
    if not name:
        return None
    index = _index(field)
    if _is_code(name):
        return index.get(name) or (index.get(key(name)) if len(name) > 3 else None)
    return index.get(key(name)) if len(name) > 3 or not name.islower() else None


def country_named(name: str) -> str | None:
    """The country of this name or alias, in any case but for codes ('US', 'UK')."""
    return _look_up("name", name) or _look_up("aliases", name)


def country_of_adjective(word: str) -> str | None:
    """'Iraqi' -> IQ."""
    return _look_up("adjectives", word)


def country_of_people(noun: str) -> str | None:
    """'Iraqis' -> IQ."""
    return _look_up("people", noun)
