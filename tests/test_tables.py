"""Reading the package's tables."""

from pathlib import Path

import pytest

from consilience.resolve import tables


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of the package, words.tsv, that the test writes."""
    monkeypatch.setattr(tables, "files", lambda package: tmp_path)
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "words.tsv"


def test_rows_are_told_by_column_without_comments_and_empty_lines(table: Path) -> None:
    table.write_text("word\tlands\n# of the coast\n\nboma\tSS | KE\n", encoding="utf-8")
    assert [dict(row, lands=tables.cell(row["lands"])) for row in tables.rows("words.tsv")] == [
        {"word": "boma", "lands": ("SS", "KE")}
    ]


@pytest.mark.parametrize("line", ["boma", "boma\tSS\t1"])
def test_a_row_with_a_cell_too_few_or_too_many_is_named(table: Path, line: str) -> None:
    table.write_text(f"word\tlands\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.tsv: a row with [13] cells under 2 columns: 'boma"):
        list(tables.rows("words.tsv"))
