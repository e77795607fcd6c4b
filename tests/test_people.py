# ruff: noqa: SIM300 (asserts read expected == actual)
"""People told in lists: who is added up, who is only among them, and where the list ends."""

import pytest

from consilience.reconcile import account_toll
from wire import figures, main, read, values

PLACE = "in Idlib on Thursday"


def killed(text: str) -> list[str]:
    """The whole tolls of the dead that a few words tell."""
    return figures(main(text))


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Nine members of the Saleh family, including two women and an infant, were killed in an air strike {}.",
         ["9"], ["2", "1"]),
        ("Nine members of the Saleh family – including two women – of the same house were killed by shelling {}.",
         ["9"], ["2"]),
        ("Between four and seven members of one family including three women were killed in an air strike {}.",
         ["4-7"], ["3"]),
        ("At least two civilians, a man and his neighbour's boy, were killed by shelling {}.", ["2+"], []),
        ("At least one civilian, a young man, was killed by shelling {}.", ["1+"], []),
        ("Shelling killed four children of one father – two sons and two daughters – and wounded six people {}.",
         ["4"], ["2"]),
        ("At least 16 people were killed, including two children and six women, and nine others were hurt {}.",
         ["16+"], ["2", "6"]),
        ("Fourteen traders, of whom five were women, were killed by shelling {}.", ["14"], ["5"]),
        ("Fourteen-year-old Osama and seven of his cousins were killed {}.", ["8"], ["1", "7"]),
        ("Ten clerks, half of them women, were killed {}.", ["10"], []),
        ("Eight members of one family, among them Bahaa (35) and his wife Rola (33), were killed {}.", ["8"], ["1"]),
        ("Two men, identified as the cousins Omar and Hasan Zaki, were killed {}.", ["2"], []),
        ("The Abu Saif family lost ten members {}.", ["10"], []),
        ("Six persons, a pregnant woman inclusive, were killed {}.", ["6"], ["1"]),
        ("Three policemen were wounded by a bomb {}, one of whom died in hospital.", [], ["1"]),
    ],
)  # fmt: skip
def test_some_told_to_be_among_the_dead_add_nothing(text, whole, part):
    account = main(text.format(PLACE))
    assert whole == figures(account)
    assert part == figures(account, scope="part")


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("Omar Salim was killed by a shell {}, as were his wife and son.", "3"),
        ("Amal Salim died together with her three children in a raid {}.", "4"),
        ("Amal Salim, mother of four children, was killed by a shell {}.", "1"),
        ("A raid {} killed three men, two women and a child.", "6"),
        ("A raid {} was reported to have killed a married couple and their baby.", "3"),
        ("Five people, a doctor among them, were killed {}.", "5"),
        ("Five out of the eight people in a car were killed {}.", "5"),
        ("Those killed in a raid {} were Omar Salim, his wife and two sons.", "4"),
        ("A doctor, a nurse and two patients were among those killed when a shell hit a clinic {}.", "4"),
        ("Five people were killed on the spot {}, while a sixth died in hospital.", "6"),
        ("Five people were killed {}, and two more died of their wounds later.", "7"),
        ("A raid {} injured ten people, two of whom later died.", "2"),
        ("Ahmad Salim, his sons Omar and Ali, and a neighbour were killed {}.", "4"),
        ("A shell {} killed Ahmad Salim's two daughters and a neighbour.", "3"),
        ("A raid {} killed Ahmad Salim, who worked as a baker, and his brother.", "2"),
        ("Of the 13 people in a bus hit by a shell {}, four died.", "4"),
        ("One woman and two men were killed {}, in addition to three injured.", "3"),
        ("Twelve lives were lost {}.", "12"),
        ("Gunmen opened fire on worshippers {}, of whom eleven died.", "11"),
        ("Gunmen shot three people dead and wounded two {}.", "3"),
        ("A policeman was shot {} and later died in hospital.", "1"),
        ("A suicide bomber killed himself and four other people {}.", "5"),
        ("Six people, excluding the bomber, were killed {}.", "6"),
        ("Twelve civilians, including an entire family, were killed {}.", "12"),
        ("A shell {} killed Omar, 9, and Ali, 7.", "2"),
        ("A shell hit a school {}. Killed in it were a teacher, two pupils and a guard.", "4"),
        ("A shell {} killed the brothers Omar and Ali Salim.", "2"),
        ("A shell {} killed three: a nurse, her patient and a guard.", "3"),
        ("At least five people, and possibly as many as nine, were killed {}.", "5-9"),
        ("The death toll of the shelling {} ranges from five to nine.", "5-9"),
        ("Police said five people were killed {}, medics said seven.", "5-7"),
    ],
)
def test_as_many_died_as_the_words_say_in_whatever_way(text, toll):
    assert toll == str(account_toll(main(text.format(PLACE)), "killed"))


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("A teacher was killed by shelling {} along with his wife and two of their sons.", "4"),
        ("Omar Saleh, 54, his wife Amal and their two sons were killed by shelling {}.", "4"),
        ("Shelling {} killed the father, mother and sister of a reporter.", "3"),
        ("An air strike {} killed the wife of a commander, alongside their four children.", "5"),
        ("Omar al-Saleh (61), Huda al-Saleh (12) and Nur al-Saleh (3) were killed by shelling {}.", "3"),
        ("Omar Saleh, 35; Huda Amin, 34; and Nur Bari, 26, died in shelling {}.", "3"),
        ("A mother of six, Amal Bari, was killed by shelling {}.", "1"),
        ("An inspector of the road police, Captain Omar Saleh, was killed by a bomb {}.", "1"),
        ("A policeman guarding a polio team was shot dead {}.", "1"),
        ("Twelve civilians were said to have died when shells hit a queue for water {}.", "12"),
        ("Two boys, aged 12 and 14, died of shell fragments {}.", "2"),
        ("A bomb {} led to 12 civilian deaths.", "12"),
        ("Shelling hit the market {}. Killed: 9. Injured: 27.", "9"),
    ],
)
def test_people_in_a_list_are_counted_once_each(text, total):
    assert [total] == killed(text.format(PLACE))


@pytest.mark.parametrize(
    "text",
    [
        "Police identified the slain as Omar Saleh and Nur Bari after a bomb went off {}.",
        "Forty people were killed or wounded in shelling {}.",
        "The bombing {} led to 40 deaths and injuries.",
    ],
    ids=["only pointed back at", "a figure of both", "a figure of both, in nouns"],
)
def test_no_toll_of_the_dead_is_made_of_what_tells_none(text):
    assert [] == killed(text.format(PLACE))


def test_nobody_is_killed_in_a_film():
    assert () == main("A bomb killed two men in Idlib on Thursday. A film in which 64 people are shot is on.").all(
        "injured"
    )


@pytest.mark.parametrize(
    ("text", "dead", "hurt"),
    [
        ("Five people were shot in Leeds on Thursday. One died at the scene.", "1", "4"),
        ("A man was shot in the chest in Leeds on Thursday. He was taken to hospital, where he died.", "1", None),
        ("A man was shot in the leg in Leeds on Thursday and taken to hospital in stable condition.", None, "1"),
        ("A man was shot and killed in Leeds on Thursday. Two others were shot in the leg.", "1", "2"),
        ("Four people had sustained gunshot wounds when police came to a bar in Leeds on Thursday. One man died.",
         "1", "3"),
        ("Omar Saleh, 24, was shot in Leeds on Thursday. Saleh was pronounced dead at the scene.", "1", None),
        ("A bullet struck a girl in the arm in Leeds on Thursday.", None, "1"),
        ("Police said a 15-year-old boy was fatally shot in Leeds on Thursday.", "1", None),
        ("A man is charged with murder after a fatal shooting in Leeds on Thursday.", "at least 1", None),
    ],
)  # fmt: skip
def test_people_who_were_hit_are_injured_as_far_as_they_live(text, dead, hurt):
    account = main(text)
    told = [account_toll(account, field) for field in ("killed", "injured")]
    assert [dead, hurt] == [t and str(t) for t in told]


def test_somebody_hurt_in_the_same_breath_is_none_of_the_dead():
    text = f"Gunmen ambushed a lorry {PLACE}, killing three and wounding the driver."
    assert "1" == str(account_toll(main(text), "injured"))
    text = f"A policeman was shot dead {PLACE} and his colleague is fighting for his life."
    assert "1" == str(account_toll(main(text), "injured"))


def test_the_names_of_a_list_are_those_of_its_people():
    text = "Shelling in Idlib on Thursday killed two brothers, Omar Saleh and Nur Saleh, and their guest Ali Bari."
    account = main(text)
    assert ["3"] == figures(account)
    assert ["Omar Saleh", "Nur Saleh", "Ali Bari"] == values(account, "victim")


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A man was killed and a woman was shot in Leeds on Thursday.", "1", "1"),
        ("Three people were shot dead in Leeds on Thursday. The woman's boyfriend was also shot in his leg.", "3", "1"),
        ("A boy of six was shot dead in Leeds on Thursday. His father was hospitalized and is in critical condition.",
         "1", "1"),
        ("Two men were shot dead in Leeds on Thursday. Vera Hill was also shot in the chest but survived.", "2", "1"),
        ("A shooting in Leeds on Thursday killed a boy, leaving his teenage brother in critical condition.", "1", "1"),
        ("Three people are dead and another hospitalized after a shooting in Leeds on Thursday.", "3", "1"),
        ("A shooting in Leeds left one person dead and sent at least one other person to the hospital on Thursday.",
         "1", "at least 1"),
        ("A drive-by shooting in Leeds on Thursday killed Jane Browne. A second person was also injured.", "1", "1"),
        ("A woman was hit during the shooting in Leeds on Thursday, but her injuries were not life-threatening.",
         "None", "1"),
        ("One man is dead and two others are fighting for their lives after a shooting in Leeds on Thursday.", "1",
         "2"),
        ("A man was shot in Leeds on Thursday. He was taken to hospital, where he died.", "1", "None"),
        ("A mine in Leeds on Thursday left one dead and nine wounded, officials said. The wounded were taken to the "
         "hospital, where two were in a serious condition.", "1", "9"),
        ("A man was shot in Leeds on Thursday. He is not expected to survive.", "None", "1"),
        ("Police found a man with multiple gunshot wounds in Leeds on Thursday. He was pronounced dead.", "1", "None"),
        ("Two men were charged with the killing of 14- and 18-year-old brothers in Leeds on Thursday.", "None", "None"),
    ],
)  # fmt: skip
def test_who_was_hit_and_lived_is_injured_beside_the_dead(text, killed, injured):
    account = main(text)
    assert (killed, injured) == (str(account_toll(account, "killed")), str(account_toll(account, "injured")))


@pytest.mark.parametrize(
    "text",
    [
        "Suspects in the shooting death of a toddler plead not guilty.\nSuspects in Shooting Death of Toddler Plead",
        "He was charged with killing his brother Greensboro police said.",
        "A man was killed in strikes on places including Gaza City on Monday.",
        "Gunmen killed a child.\nChild Shot, Wounded in Boston Playground",
    ],
)
def test_neither_a_plain_word_nor_a_town_is_named_among_the_dead(text: str) -> None:
    assert [c.value for a in read(text).accounts for c in a.claims if c.field == "victim"] == []


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Four people were shot in Gao on Saturday. Two of them were killed.", ["2"]),
        ("Nine people were hurt in Gao on Saturday. One of them later died.", ["1"]),
        ("Four people were wounded in Gao on Saturday. Two of the wounded died in hospital.", ["2"]),
        ("Eight people were killed in Gao on Saturday. Five of them were killed by a mine.", ["8"]),
        ("Eight people were killed in Gao on Saturday. Five of them were soldiers.", ["8"]),
        ("At least 34 people were killed in Gao on Saturday. The toll could rise to 40, doctors said.", ["34+"]),
    ],
)
def test_some_of_those_told_before_are_counted_for_what_else_befell_them(text: str, dead: list[str]) -> None:
    assert dead == killed(text)


@pytest.mark.parametrize(
    "who", ["a bodyguard", "a vigilante", "two boatmen", "a headman", "three poachers", "four Shiites", "a Catholic"]
)
def test_people_of_any_trade_or_faith_are_people(who: str) -> None:
    assert killed(f"Gunmen killed {who} {PLACE}.") != []
