"""What tests of reading share: files made on the spot, and what was found in them."""

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, settings

from consilience.problem import Problem
from consilience.read import read
from consilience.report import Report

PAGES = Path(__file__).parent / "pages"
TODAY = date(2024, 5, 1)
STORY = "At least 18 people were killed in Tel Karamel on Thursday, the mayor said."
ARABIC = "قتل 18 مقاتلا في غارات جوية شرقي البلاد بعد هجوم على قاعدة، بحسب المرصد."
RUSSIAN = "В результате удара погибли восемнадцать человек, сообщил губернатор области. Двадцать ранены."

several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def taken(*addresses: str | Path, stdin: bytes | None = None) -> tuple[list[Report], list[Problem]]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return parted(read([str(address) for address in addresses], taken_in=TODAY, stdin=stream))


def parted(found: Iterable[Report | Problem]) -> tuple[list[Report], list[Problem]]:
    both = list(found)
    return [one for one in both if isinstance(one, Report)], [one for one in both if isinstance(one, Problem)]


def written(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
