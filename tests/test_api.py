"""The API keeps to its own description, whatever it is asked: no fault of ours, no answer of another shape."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from consilience.desk import Desk
from consilience.desk.people import Doorkeeper
from consilience.web import Serving, make_app

DEMO = Path(__file__).resolve().parent.parent / "src/consilience/demo"
LOCAL = {"Host": "localhost"}


@pytest.fixture(scope="module")
def schema() -> Iterator:
    """The description, over the ledger of the demonstration."""
    with TemporaryDirectory() as folder, Desk.open(str(Path(folder) / "demo.db"), make=True) as desk:
        reports = sorted(str(path) for path in DEMO.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
        for _ in desk.add(reports, taken_in=date(2026, 6, 1)):
            pass
        desk.join()
        app = make_app(Serving(desk, Doorkeeper(desk.ledger), open_as="Ana"))
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=LOCAL)


OPERATIONS = [
    ("/api/v1/incidents", "GET"), ("/api/v1/incidents/{id}", "GET"), ("/api/v1/reports/{id}", "GET"),
    ("/api/v1/months", "GET"), ("/api/v1/shares/{by}", "GET"), ("/api/v1/judgements", "GET"),
    ("/api/v1/judgements", "POST"),
]  # fmt: skip


def test_all_that_is_described_is_tried(schema):
    told = {(operation.ok().path, operation.ok().method.upper()) for operation in schema.get_all_operations()}
    assert told == set(OPERATIONS)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_api_keeps_to_its_description(schema, path, method, data):
    case = data.draw(schema[path][method].as_strategy())
    # not every box has its north above its south, nor every word an incident: what the words mean is refused in words
    case.call_and_validate(headers=LOCAL, excluded_checks=[positive_data_acceptance])
