"""Judging: the queue of what wants a person, and the way of one decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from consilience.desk import Desk, DeskError, Preview, View
from consilience.incident import Incident, Proposal
from consilience.judgement import Judgement, Verb
from consilience.ledger import Person
from consilience.reconcile import Weighing
from consilience.web.changes import changes
from consilience.web.pages import page
from consilience.web.security import Analyst, OwnForm, Reader
from consilience.web.serving import serving_of

router = APIRouter()
_SHOWN = 20  # of a queue
_LOOKED_AT = 200  # incidents of which the disputed are listed
_VERBS: tuple[Verb, ...] = ("same", "different", "unsure", "accept", "reject", "prefer", "note")
Words = Annotated[str, Form()]
Sides = Annotated[list[str], Form()]


@dataclass(frozen=True, slots=True)
class Asked:
    """Two incidents that may be one, both as they stand."""

    proposal: Proposal
    one: Incident
    other: Incident
    stand: str
    weighing: Weighing
    longest: float  # of its weights, in bits


@router.get("/review")
def review(request: Request, person: Reader, after: str | None = None) -> Response:
    """The queue: what may be one, most useful first, the disputes that most depend on, what was decided last."""
    serving = serving_of(request)
    asking = serving.desk.proposals(after, 1)
    judgements = serving.desk.judgements()
    asked = [_asked(serving.desk, one.proposal) for one in asking.rows]
    deadliest = serving.desk.page(order="killed", limit=_LOOKED_AT).rows
    disputed = [row for row in deadliest if "disputed" in (row.killed_standing, row.injured_standing)]
    return page(
        request, "review.html", person, asked=asked, waiting=asking.count, next=asking.next, after=after,
        disputed=disputed[:_SHOWN], looked_at=_LOOKED_AT, decided=list(reversed(judgements))[:_SHOWN],
        reasons=reasons([j for j, _ in judgements]),
    )  # fmt: skip


def _asked(desk: Desk, proposal: Proposal) -> Asked:
    one, other = desk.incident(proposal.one), desk.incident(proposal.other)
    weighing = desk.weighing(proposal.one, proposal.other)
    longest = max((abs(weight.bits) for weight in weighing.weights), default=1.0)
    return Asked(proposal, one.incident, other.incident, stand_of((one, other)), weighing, longest)


@router.post("/judge", dependencies=[OwnForm])
def judge(
    request: Request,
    person: Analyst,
    verb: Words,
    side: Sides,
    on: Sides,
    because: Words = "",
    field: Words = "",
    value: Words = "",
    words: Words = "",
    stand: Words = "",
    back: Words = "/review",
    sure: Words = "",
) -> Response:
    """Shows what a decision would change, and keeps it once the person is sure; never over somebody else's.

    `on` are the incidents it was made on, and `stand` what was decided on them when the person saw them.
    """
    serving = serving_of(request)
    if verb not in _VERBS:
        raise DeskError(f"{verb}: there is no such decision here; there are {', '.join(_VERBS)}")
    with serving.writing:
        views = [serving.desk.incident(id) for id in on]
        if stand != stand_of(views):
            return _meanwhile(request, person, views, back)
        told = {"by": person.name, "because": because, "field": field or None, "value": value or None,
                "words": words or None}  # fmt: skip
        if not sure:
            seen = serving.desk.preview(verb, side, **told)  # type: ignore[arg-type]
            form = {"verb": verb, "because": because, "field": field, "value": value, "words": words}
            form |= {"stand": stand, "back": back}
            return _preview(request, person, seen, form, {"side": side, "on": on}, "/judge")
        judged = serving.desk.judge(verb, side, **told)  # type: ignore[arg-type]
    return RedirectResponse(f"{_own(back)}#{judged.judgement.id}", 303)


@router.post("/retract", dependencies=[OwnForm])
def retract(
    request: Request,
    person: Analyst,
    judgement: Words,
    because: Words = "",
    back: Words = "/review",
    sure: Words = "",
) -> Response:
    """Takes a decision back, once the person has seen what that changes."""
    serving = serving_of(request)
    with serving.writing:
        if not sure:
            seen = serving.desk.preview_retract(judgement, by=person.name, because=because)
            form = {"judgement": judgement, "because": because, "back": back}
            return _preview(request, person, seen, form, {}, "/retract")
        serving.desk.retract(judgement, by=person.name, because=because)
    return RedirectResponse(_own(back), 303)


def stand_of(views: Iterable[View]) -> str:
    """What was decided on these incidents so far: it changes with every decision on one of them."""
    return ".".join(sorted({j.id for view in views for j in view.judgements}))


def _meanwhile(request: Request, person: Person, views: list[View], back: str) -> Response:
    """Somebody decided on this since the page was made: shows what, and keeps nothing."""
    done = {j.id: j for view in views for j in view.judgements}
    latest = sorted(done.values(), key=lambda j: j.when, reverse=True)
    return page(request, "meanwhile.html", person, 409, judgements=latest, back=_own(back), views=views)


def _preview(
    request: Request, person: Person, seen: Preview, form: dict[str, str], lists: dict[str, list[str]], action: str
) -> Response:
    return page(
        request, "preview.html", person, action=action, judgement=seen.judgement,
        changes=changes(seen.before, seen.after), form=form, lists=lists, back=_own(form["back"]),
    )  # fmt: skip


def _own(back: str) -> str:
    """An address of ours to go back to."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"


def reasons(judgements: list[Judgement]) -> list[str]:
    """Reasons given before, the most used first, to be taken again."""
    counts: dict[str, int] = {}
    for judgement in judgements:
        counts[judgement.because] = counts.get(judgement.because, 0) + 1
    return sorted(counts, key=lambda because: (-counts[because], because))[:12]
