"""The rare names an account is known by."""

from datetime import date

from consilience.extract.grammar import Grammar
from consilience.report import Report

TEXT = """ASHBURY, Ohio (Agency) - Jeremiah Tidwell was shot and killed on Monday near Oakdale Road, police said.

Tidwell, 31, had worked at the Kestrel Diner. Police Chief Nadine Vosberg said a suspect, Corvin Malloway, was held.
The Vosberg inquiry goes on, and "we miss Jeremiah," Odessa Quimby said. He died at Mercy Hospital.
"""


def names(text, title=None):
    told = Grammar().extract(Report("r1", text, title=title, published=date(2020, 3, 12)))
    return [set(account.names) for account in told.accounts]


def test_names_of_people_and_streets_are_kept():
    (found,) = names(TEXT)
    assert {"jeremiah tidwell", "tidwell", "oakdale road", "corvin malloway", "malloway"} <= found


def test_officials_those_quoted_institutions_places_and_plain_words_are_not():
    (found,) = names(TEXT)
    assert not {"quimby", "vosberg", "nadine vosberg", "mercy hospital", "ohio", "ashbury", "monday", "police"} & found


def test_each_incident_has_the_names_of_its_own_sentences():
    first, second = names(
        "Two people were killed on Monday in a bombing in Kirkuk. Among them was Farhad Zubeidi, a baker.\n\n"
        "On Saturday, a gunman killed four people in Mosul. The shop of Hazem Obeidi burned down.\n"
    )
    assert "zubeidi" in first
    assert "zubeidi" not in second
    assert "obeidi" in second
