"""Text in capitals is read as if it had small letters."""

import pytest

from consilience.extract.casing import readable
from consilience.extract.grammar import Grammar
from consilience.report import Report

WIRE = """   GUATEMALA CITY, 4 MAY 91 (RADIO QUETZAL) -- [TEXT] THREE PEASANTS WERE
KILLED YESTERDAY NEAR LA UNION WHEN A BOMB EXPLODED ON A BUS.  COLONEL
MARK ALVARADO SAID THE U.S. EMBASSY AND THE FARABUNDO MARTI NATIONAL
LIBERATION FRONT [FMLN] HAD BEEN WARNED ON 2 MARCH.  THE 3D BRIGADE'S MEN
MARCH AGAIN.
"""


def test_a_wire_in_capitals_keeps_capitals_for_names() -> None:
    read = readable(WIRE)
    assert len(read) == len(WIRE)
    for words in (
        "Guatemala City, 4 May 91 (Radio Quetzal) --", "three peasants were\nkilled", "near La Union when a bomb",
        "bus.  Colonel\nMark Alvarado said the U.S. embassy", "the Farabundo Marti National\nLiberation Front [FMLN]",
        "on 2 March.  The 3d brigade's men\nmarch again.",
    ):  # fmt: skip
        assert words in read


def test_a_headline_in_capitals_is_written_as_the_text_below_it() -> None:
    text = "SHELLS HIT RAQQA MARKET AS WHITE HELMETS DIG\n\nShells fell on a market; the White Helmets came to Raqqa."
    assert readable(text).startswith("Shells hit Raqqa market as White Helmets dig\n\nShells fell")
    assert readable("BOMB KILLS FOUR IN MOSUL MARKET", beside="In Mosul a bomb went off.").endswith("in Mosul market")


@pytest.mark.parametrize(
    "text", ["UN and OCHA said so.", "MOSUL, Iraq (AP) - A bomb went off.", "EPA/STR", "Three died.\nREUTERS\n\n2020"]
)
def test_what_is_written_as_usual_stays(text: str) -> None:
    assert readable(text) == text


def test_claims_quote_the_capitals_of_the_report() -> None:
    report = Report("wire", WIRE)
    account = Grammar().extract(report).accounts[0]
    killed = account.first("killed")
    assert killed is not None
    assert (killed.value, killed.evidence.quote) == (3, "THREE PEASANTS WERE\nKILLED")
    assert killed.evidence.stands_in(report)
    assert account.place is not None
    assert account.place.country in ("SV", "HN", "GT")
