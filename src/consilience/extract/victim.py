"""Who the victims named in a report are, where what befell them is told in another sentence than their names.

"The victim was identified as Ali Saleh" says what befell him by what was told before; "He died at the scene" and
"Saleh was pronounced dead" mean somebody named before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consilience.extract.group import Group
from consilience.extract.harm import Harm
from consilience.extract.lexicon import word_set
from consilience.extract.name import Name
from consilience.extract.naming import Naming, Victim, lemma
from consilience.extract.sentence import Sentence

_HE, _SUSPECTS = word_set("victim pronouns"), word_set("naming suspects")
_CHARGED = word_set("victim charged")
_PLACING, _FIRING = word_set("victim placing"), word_set("victim firing")
_OBJECTS = frozenset({"him", "her", "them"})
_OWNERS = word_set("people owners") | {"'s"}
_SEVERAL = word_set("victim several")
_NEAR = 5  # tokens before a naming that tell which of the victims it means
_APPOSED = 12  # tokens between a name and its verb of speech
_BACK = 4  # sentences with words of harm that "the victim" may mean
_FAR = 2  # sentences back to the one whom "he" means
_OPENING = 6  # tokens of a day or a place before the subject of a sentence


def victims(told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, with those whom they name or mean among the victims."""
    if not any(s.names for s in told):
        return list(told)
    found: list[Sentence] = []
    named: dict[str, dict[str, tuple[int, int]]] = {}  # the last word of a name -> each full name and where it is told
    for n, sentence in enumerate(told):
        before = told[max(0, n - 12) : n]
        here = [*_namings(sentence, before), *_meant(sentence, before, named)]
        found.append(replace(sentence, victims=tuple(here)) if here else sentence)
        for name in sentence.names:
            if name.last - name.first > 1:
                words = " ".join(t.text for t in sentence.tokens[name.first : name.last])
                full = named.setdefault(sentence.tokens[name.last - 1].low, {})
                full.setdefault(words, sentence.span(name.first, name.last))
    return found


def _namings(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Victim]:
    """Those whom the sentence names as harmed."""
    known = {n.first for h in sentence.harms for n in h.names}
    for naming in sentence.namings:
        field = naming.field or _fate(naming, sentence, before)
        for name in naming.names if field else ():
            if name.first not in known and not _speaks(sentence, name):
                known.add(name.first)
                yield Victim(*sentence.span(name.first, name.last), naming.at, field)


def _speaks(sentence: Sentence, name: Name) -> bool:
    return any(s.first <= name.first < s.last for s in sentence.speakers)


def _fate(naming: Naming, sentence: Sentence, before: Sequence[Sentence]) -> str:
    """What befell those whom a naming means, by what was told last; empty where it means nobody harmed."""
    here = [(sentence, [h for h in sentence.harms if h.last <= naming.at])]
    past = [(s, list(s.harms)) for s in reversed(before)]
    told = [(s, [h for h in harms if not h.unreal]) for s, harms in here + past]
    told = [(s, harms) for s, harms in told if harms][:_BACK]
    if naming.who == "they":
        told = [(s, harms) for s, harms in told[:1] if not _names_suspect(s)]
    elif naming.who != "victim":
        told = [
            (s, [h for h in harms if any(g.head is not None and lemma(s.low(g.head)) == naming.who for g in h.groups)])
            for s, harms in told
        ]
    fields = [{_befell(h) for h in harms} for _, harms in told if harms]
    every = set().union(*fields) if fields else set()
    if (
        naming.who == "victim"
        and {"killed", "injured"} <= every
        and (fields[0] != {"killed"} or _is_one_of_several(sentence, naming))
    ):
        return "hit"  # the victims may be the dead or all who were hurt
    if naming.who != "victim" and fields and (len(fields[0] - {"hit"}) > 1 or fields[0] == {"injured"}):
        return "hit" if len(fields[0]) > 1 else "injured"
    return next((field for field in ("killed", "hit", "injured", "missing") if field in every), "")


def _is_one_of_several(sentence: Sentence, naming: Naming) -> bool:
    """Whether the one named is one of the victims, or another: not all need be dead of whom one was told dead last."""
    before = [sentence.low(k) for k in range(max(0, naming.at - _NEAR), naming.at + 1)]
    return any(low in _SEVERAL for low in before)


def _befell(harm: Harm) -> str:
    """What befell people, left open for those taken to hospital: they may have died there."""
    unsure = harm.field == "injured" and harm.word.what.shape in ("bring", "wound") and not (harm.beside or harm.alive)
    return "hit" if unsure else harm.field


def _names_suspect(sentence: Sentence) -> bool:
    return any(t.low in _SUSPECTS for t in sentence.tokens)


def _meant(
    sentence: Sentence, before: Sequence[Sentence], named: dict[str, dict[str, tuple[int, int]]]
) -> Iterator[Victim]:
    """Those whom a harm means by "he" or by a last name alone."""
    for harm in sentence.harms:
        group = harm.groups[0]
        if harm.unreal or harm.names or len(harm.groups) > 1 or not group.single or group.head is not None:
            continue
        token = sentence.tokens[group.first]
        if token.low in _HE:
            if somebody := _antecedent(sentence, harm, before):
                yield Victim(*somebody, harm.word.first, _befell(harm))
        elif token.capital and group.last == group.first + 1:
            full = named.get(token.low, {})
            if len(full) == 1:
                yield Victim(*next(iter(full.values())), harm.word.first, _befell(harm))


def _antecedent(sentence: Sentence, harm: Harm, before: Sequence[Sentence]) -> tuple[int, int] | None:
    """Where the one is named whom "he" means: the subject of this sentence or of the last with a name."""
    at = harm.groups[0].first
    for s in [sentence, *reversed(before[-_FAR:])]:
        end = at if s is sentence else len(s.tokens)
        names = [n for n in s.names if n.last <= end and not _speaks(s, n)]
        people = [g for g in s.groups if g.last <= end and g.single and not _is_shooter(s, g)]
        if not names:
            if people or (s is not sentence and s.speakers):
                return None  # "A boy was shot": somebody nearer, who has no name
            continue
        if any(s.low(k) in _CHARGED for k in range(len(s.tokens))):
            return None
        subjects = [n for n in names if n.first <= _OPENING]
        found = subjects[0] if len(subjects) == 1 else None
        if s is sentence and found and _is_with_another(s, found, end):
            return None
        if found is None and len(names) == 1 and all(_is_beside(g, names[0]) for g in people):
            found = names[0]
        return s.span(found.first, found.last) if found and _is_somebody(s, found) else None
    return None


def _is_with_another(sentence: Sentence, name: Name, end: int) -> bool:
    """Whether a pronoun between a name and "he" means somebody else: "Ali Saleh was with her when she was shot"."""
    between = range(name.last, end)
    return any(sentence.low(k) in _OBJECTS and sentence.low(k - 1) in _PLACING for k in between)


def _is_somebody(sentence: Sentence, name: Name) -> bool:
    """Whether a name is that of one person a sentence tells of, and of nobody who did harm or only tells of it."""
    before = sentence.low(name.first - 1)
    shot_at = before in ("on", "at") and sentence.low(name.first - 2) in _FIRING
    if (before in _PLACING and not shot_at) or before in _OWNERS or sentence.low(name.last) in ("'s", "'", "and", "&"):
        return False
    told = any(s.first <= name.last <= s.at <= name.last + _APPOSED for s in sentence.speakers)
    return not told and not _does(sentence, name)


def _is_shooter(sentence: Sentence, group: Group) -> bool:
    return any(sentence.low(k) in _SUSPECTS for k in range(group.first, group.last))


def _is_beside(group: Group, name: Name) -> bool:
    """Whether a noun and a name are of one person: "the baker Ali Saleh", "Ali Saleh, a baker"."""
    return abs(group.first - name.last) <= 2 or abs(name.first - group.last) <= 2


def _does(sentence: Sentence, name: Name) -> bool:
    """Whether the one named did harm to others: "Ali Saleh shot a man"."""
    return any(
        h.word.first >= name.last and h.groups[0].first > h.word.first and sentence.low(h.groups[0].first) not in _HE
        for h in sentence.harms
    )
