# ruff: noqa: SIM300 (asserts read expected == actual)
"""Who says what the dead were."""

import pytest

from wire import main

STRIKE = "An air strike killed 11 people in Tillaberi on Thursday."


def said(words: str) -> list[tuple[object, str | None, str | None]]:
    """What the dead are said to have been or not, and by whom."""
    return [(c.value, c.qualifier, c.according_to) for c in main(f"{STRIKE} {words}").all("status")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The army said all of the dead were militants. Residents said they were farmers.",
         [("fighter", None, "army"), ("civilian", None, "Residents")]),
        ("The army said the dead were militants, but residents said they were herders.",
         [("fighter", None, "army"), ("civilian", None, "residents")]),
        ("Those killed were not fighters, the mayor said.", [("fighter", "not", "mayor")]),
        ("The army described the dead as terrorists.", [("fighter", None, "army")]),
        ('"They were all civilians," said Issa Garba, a trader.', [("civilian", None, "Issa Garba")]),
        ("The victims were civilians.", [("civilian", None, None)]),
        ("They were buried on Friday.", []),
        ("The dead were taken to a hospital.", []),
    ],
)  # fmt: skip
def test_who_says_what_the_dead_were_is_kept(words, told):
    assert told == said(words)


def test_it_counts_nobody():
    account = main(f"{STRIKE} The army said all of the dead were militants.")
    assert [11] == [c.value for c in account.all("killed")]
