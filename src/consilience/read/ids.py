"""What a report is called when it was not fed with an id: its file's name, and as much of its path as is needed."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath


def shown(path: str | PurePath) -> str:
    """A path as it can be printed and stored: bytes of a file name that are not UTF-8 become U+FFFD."""
    return os.fsencode(str(path)).decode("utf-8", "replace")


def names(paths: Iterable[str]) -> dict[str, str]:
    """A name for each file of one run: the stem where that tells it from all the others, else more of its path.

    `a/day.txt` alone is `day`; beside `b/day.txt` it is `a/day`; beside `a/day.html` it is `day.txt`. The names
    depend on the set of files, not on their order.
    """
    return _told_apart({path: _base(path) for path in paths}, by_name=False)


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """Like `names`, for files that hold many reports: `<file name>:<line>` is what their reports are called."""
    return _told_apart({path: _base(path) for path in paths}, by_name=True)


def _base(path: str) -> PurePath:
    return PurePath(Path(path).absolute())


def _told_apart(paths: Mapping[str, PurePath], *, by_name: bool) -> dict[str, str]:
    siblings: dict[tuple[PurePath, str], int] = defaultdict(int)
    for place in paths.values():
        siblings[place.parent, place.stem] += 1
    last = {
        path: place.name if by_name or siblings[place.parent, place.stem] > 1 else place.stem
        for path, place in paths.items()
    }
    named: dict[str, str] = {}
    waiting = list(paths)
    depth = 0
    while waiting:
        tails = {path: _tail(paths[path], last[path], depth) for path in waiting}
        count: dict[str, int] = defaultdict(int)
        for tail in tails.values():
            count[tail] += 1
        taken = set(named.values())
        left = []
        for path, tail in tails.items():
            if (count[tail] == 1 and tail not in taken) or depth > len(paths[path].parts):
                named[path] = tail
            else:
                left.append(path)
        waiting = left
        depth += 1
    return {path: shown(name) for path, name in named.items()}


def _tail(place: PurePath, last: str, depth: int) -> str:
    parents = place.parts[1:-1] if place.anchor else place.parts[:-1]
    return "/".join((*parents[max(0, len(parents) - depth) :], last)) if depth else last
