"""People told of together."""

from dataclasses import dataclass, field

from consilience.extract.group import Group
from consilience.extract.name import Name


@dataclass(slots=True)
class People:
    """A list of people: token indexes, end exclusive; different people, the names told, and some told among them."""

    first: int
    last: int
    groups: list[Group] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    among: list[tuple[Group, tuple[Name, ...]]] = field(default_factory=list)

    def take(self, other: "People", *, among: bool = False) -> None:
        """Adds further people, or some who are among these."""
        if among:
            owned = {g.first: tuple(n for n in other.names if g.first <= n.first <= g.last + 2) for g in other.groups}
            self.among += [(g, owned[g.first]) for g in other.groups] + other.among
            self.names += other.names
        else:
            self.groups += other.groups
            self.names += other.names
            self.among += other.among
        self.last = max(self.last, other.last)
