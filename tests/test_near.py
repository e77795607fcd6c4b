"""Which accounts are brought near each other: the same ones in whatever order they are looked for."""

import pytest

from build import account
from consilience.reconcile.keys import Key
from consilience.reconcile.near import CROWD, met
from consilience.reconcile.sketch import Sketch, sketch


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_whom_a_crowd_turns_away_may_meet_in_a_smaller_block(order: tuple[int, int]) -> None:
    told = [account(f"r{n:03}", day="2020-03-11") for n in range(CROWD + 2)]
    sketches = [sketch(one) for one in told]

    def keys(one: Sketch) -> list[Key]:
        few = one.account.report in ("r000", "r001")
        both: list[Key] = [("cell", 0), ("cell", "few" if few else one.account.report)]
        return [both[n] for n in order]

    told_by = list(map(keys, sketches))
    assert met(sketches, told_by, told_by) == {(0, 1)}
