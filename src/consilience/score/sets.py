"""Every set there is, found where it is and measured."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from consilience.score import airwars, geoparsing, muc4, orders, seeds, stories, ucdp, violent_corpus
from consilience.score.measured import Benchmark, Measured, Options

#: The longest first, so that all end at about the same time.
SETS = (
    Benchmark("violent_corpus", "local news of gun violence", violent_corpus.find, violent_corpus.measure),
    Benchmark("ucdp", "headlines on events in Syria, 2016 to 2018", ucdp.find, ucdp.measure),
    Benchmark("muc4", "news on violence in Latin America, 1988 to 1990, in capitals", muc4.find, muc4.measure),
    Benchmark("stories", "the project's own invented stories", stories.find, stories.measure, grows=True),
    Benchmark("airwars", "assessments of strikes in Gaza", airwars.find, airwars.measure),
    Benchmark("orders", "the seeds in ten random orders", orders.find, orders.measure),
    Benchmark("seeds", "five news reports with their days of publication", seeds.find, seeds.measure),
    Benchmark("lgl", "local news with its places marked", geoparsing.find_lgl, geoparsing.measure),
    Benchmark("geovirus", "news of epidemics with its places marked", geoparsing.find_geovirus, geoparsing.measure),
    Benchmark("bare_seeds", "the same as bare text files", seeds.find, seeds.measure_bare),
)


@dataclass(frozen=True)
class Result:
    """One set, measured or not: `fault` says what went wrong, and a set whose data is not here is not measured."""

    set: Benchmark
    measured: Measured = field(default_factory=Measured)
    where: Path | None = None
    seconds: float = 0.0
    fault: str = ""

    @property
    def here(self) -> bool:
        """Whether its data was found."""
        return self.where is not None


def located(chosen: Iterable[Benchmark], data: Sequence[Path]) -> Iterator[tuple[Benchmark, Path | None]]:
    """Each set with the first place among these folders where it is."""
    for one in chosen:
        yield one, next((where for folder in data if (where := one.find(folder))), None)


def measure(found: Sequence[tuple[Benchmark, Path | None]], options: Options, jobs: int = 1) -> list[Result]:
    """All of them, so many at a time; whatever goes wrong with one is told of it and stops no other."""
    if jobs == 1 or len(found) == 1:
        return [_measured(one, where, options) for one, where in found]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(_measured, *zip(*((one, where, options) for one, where in found), strict=True)))


def _measured(one: Benchmark, where: Path | None, options: Options) -> Result:
    start = perf_counter()
    if where is None:
        return Result(one)
    try:
        measured = one.measure(where, options)
    except Exception as error:  # told as a failure of this set
        return Result(one, where=where, seconds=perf_counter() - start, fault=f"{type(error).__name__}: {error}")
    return Result(one, measured, where, perf_counter() - start)
