"""Which incident is told as the answer to which."""

from collections.abc import Sequence
from dataclasses import replace

from consilience.incident import Incident


def respond(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents, each with the ids of those that its accounts say it answers."""
    home: dict[str, str] = {}
    for incident in incidents:
        for account in incident.accounts:
            home.setdefault(account.id, incident.id)
    return tuple(_answering(incident, home) for incident in incidents)


def _answering(incident: Incident, home: dict[str, str]) -> Incident:
    told = (str(c.value) for a in incident.accounts for c in a.all("response") if c.value)
    answered = {home[account] for account in told if account in home} - {incident.id}
    return replace(incident, responds_to=tuple(sorted(answered))) if answered else incident
