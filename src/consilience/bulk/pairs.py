"""Candidate pairs in tables: blocked as reconcile/near.py does it, their names compared, and scored."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from consilience.bulk.engine import Engine
from consilience.bulk.rows import COLUMNS
from consilience.bulk.rows import number as of_words
from consilience.bulk.spelling import share, spelled, unbarred_only
from consilience.reconcile.actors import kinship
from consilience.reconcile.names import same_person, words
from consilience.reconcile.near import CROWD
from consilience.reconcile.weights import MILLI

_SIDED = re.compile(r"\b([a-z0-9_]+)_([lr])\b")
_LAST = 3_652_059  # the day on which those published on no known day come
#: The columns by which accounts meet.
KEYS = ("offers", "asks", "asks_of_crowds")
#: For each list of names of an account: the kinds of kin that conditions ask for, and the table that tells them.
KIN = {
    "perpetrators": ("actors", ("same", "side", "unknown")),
    "targets": ("actors", ("same", "side", "unknown")),
    "victims": ("people", ("same", "surname")),
}
NAMES = {"one": "bigint", "other": "bigint", "level": "varchar"}


def number(engine: Engine, rows: str) -> None:
    """Makes `accounts`, `keys`, `bodies` and `named` of a table of rows; each gets a number, in the order told."""
    order = f"coalesce(published, {_LAST}), report, rank, account"
    columns = ", ".join(COLUMNS)
    engine.make("numbered", f"select row_number() over (order by {order}) - 1 as number, {columns} from {rows}")
    engine.make("bodies", "select number, body from numbered")
    each = spelled("EACH(named)", engine.name)
    engine.make("named", f"select distinct name from (select {each} as name from numbered)")
    engine.make("keys", f"select number, {', '.join(KEYS)} from numbered")
    told = ", ".join(name for name in COLUMNS if name not in ("body", "named", *KEYS))
    engine.make("accounts", f"select number, {told} from numbered")
    engine.drop("numbered")


def block(engine: Engine) -> None:
    """Makes `pairs` of `accounts`: those near each other, by their numbers, and barred by nothing."""
    _offers_and_asks(engine)
    met = "select least(a.number, o.number) as l, greatest(a.number, o.number) as r from asks a join offers o"
    met += " using (key) left join crowds c using (key) where a.number <> o.number and "
    engine.make("met", f"select distinct l, r from ({met} (c.key is null or a.of_crowds))")
    engine.make("of_crowds", f"select distinct l, r from ({met} c.key is not null and not a.of_crowds)")
    enough = share(engine.name)
    engine.make("sharing", f"select l, r from ({sides(engine, 'of_crowds', enough)}) where {enough}")
    engine.make("met", "select l, r from met union select l, r from sharing")
    engine.make("pairs", unbarred(engine, "met"))
    for table in ("keys", "offers", "asks", "crowds", "of_crowds", "sharing", "met"):
        engine.drop(table)
    _link(engine)


def _offers_and_asks(engine: Engine) -> None:
    def each(column: str, more: str = "") -> str:
        return f"select number, {spelled(f'EACH({column})', engine.name)} as key{more} from keys"

    engine.make("offers", each("offers"))
    asks = (each("asks", ", false as of_crowds"), each("asks_of_crowds", ", true as of_crowds"))
    engine.make("asks", " union all ".join(asks))
    engine.make("crowds", f"select key from offers group by key having count(*) > {CROWD}")


def _link(engine: Engine) -> None:
    """Adds those beside near ones: what is answered, or answers, where others tell of the same answer or cause."""
    each = spelled("EACH(answers)", engine.name)
    told = f"select number as answer, {each} as account from accounts"
    first = "select account, min(number) as cause from accounts group by account"
    found = f"({told}) join ({first}) using (account)"
    engine.make("answers", f"select distinct answer, cause from {found} where answer <> cause")
    engine.make("links", "select answer as one, cause as other from answers union select cause, answer from answers")
    both = "(select l as here, r as there from pairs union all select r, l from pairs)"
    beside = (
        f"select distinct least(k.other, b.number) as l, greatest(k.other, b.number) as r from {both} p"
        " join links k on k.one = p.here join accounts t on t.number = p.there"
        " join accounts b on b.report = t.report where b.number <> p.there and b.number <> k.other"
    )
    engine.make("beside", f"select l, r from ({beside}) except select l, r from pairs")
    engine.make("beside", unbarred(engine, "beside"))
    engine.make("pairs", "select l, r from pairs union all select l, r from beside")
    engine.drop("beside")


def unbarred(engine: Engine, pairs: str) -> str:
    """A query of the pairs that nothing bars."""
    condition = unbarred_only(engine.name)  # one bar after the other, so that those that cost most see the fewest pairs
    return f"select l, r from ({sides(engine, pairs, condition)}) where {condition}"


def sides(engine: Engine, pairs: str, condition: str, accounts: str = "accounts") -> str:
    """A query of pairs with all that the condition asks of either side (`_l`, `_r`)."""
    used = dict.fromkeys(found.groups() for found in _SIDED.finditer(condition))
    columns = "".join(f", a_{side}.{name} as {name}_{side}" for name, side in used)
    joined = f"{pairs} p join {accounts} a_l on a_l.number = p.l join {accounts} a_r on a_r.number = p.r"
    return f"select p.l, p.r{columns} from {joined}"


def compare_names(engine: Engine, pairs: str = "pairs") -> None:
    """Makes `scorable` of `accounts`: with the names, of all those their names meet in pairs, that are kin to them."""
    blamed, hit = "perpetrators", "targets"
    actors = _met(engine, pairs, [(blamed, blamed), (hit, hit), (blamed, hit)])
    people = _met(engine, pairs, [("victims", "victims"), ("victims", "targets")])
    told = {of_words(name): name for (name,) in engine.rows("select name from named")}
    engine.put("actors", NAMES, _both_ways(told, actors, _actor_level))
    engine.put("people", NAMES, _both_ways(told, people, _person_level))
    joins, columns = "", ""
    for names, (table, levels) in KIN.items():
        each = f"select number, {spelled(f'EACH({names})', engine.name)} as one from accounts"
        lists = "".join(
            f", array_agg(distinct k.other) filter (where k.level = '{level}') as {names}_{level}" for level in levels
        )
        found = f"({each}) e join {table} k using (one)"
        engine.make(f"{names}_kin", f"select e.number{lists} from {found} group by e.number")
        joins += f" left join {names}_kin using (number)"
        columns += "".join(f", {names}_{level}" for level in levels)
    asked = f"(select l as number from {pairs} union select r from {pairs})"
    engine.make("scorable", f"select accounts.*{columns} from accounts join {asked} using (number){joins}")
    for table in ("actors", "people", *(f"{names}_kin" for names in KIN)):
        engine.drop(table)


def _met(engine: Engine, pairs: str, lists: Iterable[tuple[str, str]]) -> Iterator[Any]:
    """Each two names that stand against each other in some pair, the smaller first."""
    found = []
    for one, other in lists:
        for left, right in dict.fromkeys(((one, other), (other, one))):
            both = f"{pairs} p join accounts l on l.number = p.l join accounts r on r.number = p.r"
            any_told = spelled(f"SIZE(l.{left}) > 0 and SIZE(r.{right}) > 0", engine.name)
            sets = f"select distinct l.{left} as mine, r.{right} as theirs from {both} where {any_told}"
            names = f"select {spelled('EACH(mine)', engine.name)} as one, theirs from ({sets})"
            found.append(f"select one, {spelled('EACH(theirs)', engine.name)} as other from ({names})")
    told = " union all ".join(found)
    yield from engine.rows(f"select distinct least(one, other), greatest(one, other) from ({told})")


def _both_ways(
    told: Mapping[int, str], met: Iterable[tuple[int, int]], level: Callable[[str, str], str | None]
) -> Iterator[tuple[int, int, str]]:
    for one, other in met:
        found = level(told[one], told[other])
        if found:
            yield one, other, found
            if one != other:
                yield other, one, found


def _actor_level(one: str, other: str) -> str | None:
    found = kinship(one, other)
    return found if found != "differ" else None


def _person_level(one: str, other: str) -> str | None:
    if one != other and not same_person(one, other):
        return None
    return "same" if min(len(words(one)), len(words(other))) > 1 else "surname"


def score(engine: Engine, table: str, pairs: str) -> None:
    """Makes `table` of pairs, each with its weight in whole thousandths of a bit."""
    engine.score("_bits", "scorable", pairs)
    engine.make(table, f"select l, r, cast(round(bits * {MILLI}) as bigint) as weight from _bits")
    engine.drop("_bits")
