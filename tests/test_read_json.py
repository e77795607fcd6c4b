"""JSON Lines and standard input: every line by itself, and none lost with its neighbours."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consilience.read import jsonl, lines, text
from consilience.report import Report
from taking import ARABIC, PAGES, RUSSIAN, STORY, TODAY, several, taken, written

anything = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda words: bool(words.strip()))


@several
@given(st.lists(anything, min_size=1))
def test_any_text_in_json_lines_comes_back_unchanged(tmp_path: Path, texts: list[str]) -> None:
    made = "\n".join(json.dumps({"text": words}, ensure_ascii=False) for words in texts)
    reports, problems = taken(written(tmp_path / "a.jsonl", made))
    assert [one.text for one in reports] == texts
    assert [one for one in problems if one.kind not in {"day in the future", "ambiguous day"}] == []
    assert all(one.original is None for one in reports)


# JSON Lines


def test_json_lines_with_every_field(tmp_path: Path) -> None:
    fields = {"id": "r-1", "text": STORY, "title": "A title", "publisher": "The Post",
              "published": "2020-03-12T09:41:00Z",
              "url": "https://post.example/1", "language": "en", "unknown": [1]}  # fmt: skip
    reports, problems = taken(written(tmp_path / "a.jsonl", json.dumps(fields)))
    found = dict.fromkeys(("title", "publisher", "url", "language", "published"), "feed")
    assert reports == [
        Report("r-1", STORY, "A title", "The Post", date(2020, 3, 12), "https://post.example/1", "en", TODAY, found)
    ]
    assert problems == []


def test_a_bad_line_does_not_take_its_neighbours_along(tmp_path: Path) -> None:
    content = ['{"text": "one"}', "", "{oops", "[1]", '{"title": "x"}', '{"text": 5}', '{"text": " "}', "\x00",
               "[" * 99999,
               '{"id": 7, "text": "two", "title": 1}']  # fmt: skip
    path = written(tmp_path / "a.jsonl", "\r\n".join(content))
    reports, problems = taken(path)
    assert [(one.id, one.text) for one in reports] == [("a.jsonl:1", "one"), ("7", "two")]
    assert [(one.line, one.kind) for one in problems] == [
        (3, "broken json"), (4, "broken json"), (5, "broken json"), (6, "broken json"), (7, "empty"),
        (8, "broken json"),
        (9, "broken json"), (10, "broken field"),
    ]  # fmt: skip
    assert str(problems[0]).startswith(f"{path}, line 3: broken json: this line is not JSON")
    assert problems[0].words == "{oops"
    assert all(len(one.words or "") <= 80 for one in problems)


@pytest.mark.parametrize("said", ["soon", "2020-13-01", 20200312, "0001-01-01T00:00:00Z", [1]])
def test_a_bad_day_is_told_and_the_report_taken_in(tmp_path: Path, said: object) -> None:
    reports, problems = taken(written(tmp_path / "a.jsonl", json.dumps({"text": STORY, "published": said})))
    assert [(one.text, one.published) for one in reports] == [(STORY, None)]
    assert [(one.kind, one.line) for one in problems] == [("broken day", 1)]


def test_a_fed_day_in_the_future_is_told(tmp_path: Path) -> None:
    reports, problems = taken(written(tmp_path / "a.jsonl", json.dumps({"text": STORY, "published": "2024-05-02"})))
    assert [(one.published, one.found) for one in reports] == [(None, {})]
    assert [(one.kind, one.words) for one in problems] == [("day in the future", "2024-05-02")]


def test_a_missing_day_is_looked_for_in_the_text(tmp_path: Path) -> None:
    reports, _ = taken(
        written(tmp_path / "a.jsonl", json.dumps({"text": f"Head\n12 March 2020\n{STORY}", "published": None}))
    )
    assert (reports[0].published, reports[0].found["published"]) == (date(2020, 3, 12), "line 2 of the text")


def test_html_in_json_lines_goes_through_the_page_reader(tmp_path: Path) -> None:
    markup = (PAGES / "clean.html").read_text("utf-8")
    line = json.dumps({"id": "x", "html": markup, "publisher": "Fed Post", "published": None})
    reports, problems = taken(written(tmp_path / "a.jsonl", line))
    assert problems == []
    assert (reports[0].publisher, reports[0].found["publisher"]) == ("Fed Post", "feed")
    assert (reports[0].published, reports[0].found["published"]) == (date(2021, 3, 3), "json-ld datePublished")
    assert (reports[0].media_type, reports[0].original) == ("text/html", markup.encode())
    assert reports[0].text.startswith("At least 14 people")


def test_a_line_without_a_publisher_takes_the_site_of_its_address(tmp_path: Path) -> None:
    copy = "http://web.archive.org/web/20160415/http://www.post.example:80/a"
    lines = [{"id": "a", "text": STORY, "url": copy}, {"id": "b", "text": STORY, "url": copy, "publisher": "The Post"}]
    reports, _ = taken(written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert [(r.publisher, r.found["publisher"]) for r in reports] == [
        ("post.example", "hostname"),
        ("The Post", "feed"),
    ]
    assert reports[0].url == copy


def test_half_a_character_is_told_and_what_came_in_is_kept(tmp_path: Path) -> None:
    line = b'{"text": "a \\ud83d b"}'
    reports, problems = taken(written(tmp_path / "a.jsonl", line))
    assert (reports[0].text, reports[0].original) == ("a \ufffd b", line)
    assert [one.kind for one in problems] == ["broken characters"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_lines_in_wide_encodings(tmp_path: Path, encoding: str) -> None:
    objects = [{"text": f"{ARABIC} {n} " + "x" * 5000} for n in range(40)]
    content = "".join(json.dumps(one, ensure_ascii=False) + "\r\n" for one in objects)
    reports, problems = taken(written(tmp_path / "a.jsonl", content.encode(encoding)))
    assert [one.text for one in reports] == [one["text"] for one in objects]
    assert problems == []


def test_json_lines_in_an_older_encoding(tmp_path: Path) -> None:
    content = json.dumps({"text": RUSSIAN}, ensure_ascii=False).encode("cp1251") + b'\n{"text": "b"}'
    reports, problems = taken(written(tmp_path / "a.jsonl", content))
    assert [one.text for one in reports] == [RUSSIAN, "b"]
    assert [one.original for one in reports] == [content.split(b"\n")[0], None]
    assert [(one.kind, one.line) for one in problems] == [("encoding guessed", 1)]


@settings(deadline=None)
@given(st.lists(st.binary(max_size=60).filter(lambda line: b"\n" not in line)), st.integers(1, 50), st.integers(5, 40))
def test_lines_are_cut_at_newlines_only(content: list[bytes], chunk: int, limit: int) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(chunk, size) if size and size > 0 else chunk)

    plain = [
        line
        for line in content
        if b"\x00" not in line and not line.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
    ]
    found = list(lines.lines(lines.Peeked(Slow(b"\n".join(plain)), opening=3), limit))
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    wanted = plain[:-1] if plain and not plain[-1] else plain
    assert [(one.data[:limit], one.too_long) for one in found] == [(line[:limit], len(line) > limit) for line in wanted]


def test_a_line_that_is_too_long_is_skipped_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    monkeypatch.setattr(jsonl, "lines", lambda stream: lines.lines(stream, 1000))
    content = '{"text": "a"}\n{"text": "' + "b" * 300_000 + '"}\n{"text": "c"}'
    reports, problems = taken(written(tmp_path / "a.jsonl", content))
    assert [(one.id, one.text) for one in reports] == [("a.jsonl:1", "a"), ("a.jsonl:3", "c")]
    assert [(one.kind, one.line) for one in problems] == [("line too long", 2)]


def test_a_line_whose_text_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_TEXT", 10)
    reports, problems = taken(written(tmp_path / "a.jsonl", '{"text": "short"}\n{"text": "longer than ten"}'))
    assert [one.text for one in reports] == ["short"]
    assert [(one.kind, one.line) for one in problems] == [("too long", 2)]


@pytest.mark.parametrize(
    "content",
    ['[{"text": "a"}, {"id": "b", "text": "b"}]', '[\n{"text": "a"},\n{"id": "b", "text": "b"}\n]\n'],
)
def test_a_json_file_that_is_a_list(tmp_path: Path, content: str) -> None:
    reports, problems = taken(written(tmp_path / "a.json", content))
    assert [(one.id, one.text) for one in reports] == [("a.json:1", "a"), ("b", "b")]
    assert problems == []


def test_a_json_file_that_is_one_object_over_several_lines(tmp_path: Path) -> None:
    reports, problems = taken(written(tmp_path / "a.json", json.dumps({"id": "b", "text": STORY}, indent=2)))
    assert [(one.id, one.text) for one in reports] == [("b", STORY)]
    assert problems == []


def test_a_broken_json_list_is_one_problem(tmp_path: Path) -> None:
    reports, problems = taken(written(tmp_path / "a.json", '[\n{"text": "a"},\noops\n]'))
    assert reports == []
    assert [(one.kind, one.line) for one in problems] == [("broken json", 3)]
    assert "oops" in (problems[0].words or "")


@pytest.mark.parametrize("content", ["", "\n \n", "[]"])
def test_json_without_reports(tmp_path: Path, content: str) -> None:
    reports, problems = taken(written(tmp_path / "a.jsonl", content))
    assert (reports, [one.kind for one in problems]) == ([], ["empty"])


def test_two_reports_fed_with_one_id_both_come_through(tmp_path: Path) -> None:
    reports, _ = taken(written(tmp_path / "a.jsonl", '{"id": "x", "text": "a"}\n{"id": "x", "text": "b"}'))
    assert [(one.id, one.text) for one in reports] == [("x", "a"), ("x", "b")]


# standard input


def test_json_lines_on_standard_input() -> None:
    reports, problems = taken("-", stdin=b'\n{"text": "a"}\noops\n{"id": "b", "text": "b"}')
    assert [one.id for one in reports] == ["stdin:2", "b"]
    assert [(one.source, one.line, one.kind) for one in problems] == [("standard input", 3, "broken json")]


def test_json_lines_are_known_though_the_first_line_is_broken() -> None:
    reports, problems = taken("-", stdin=b'oops\n{"text": "a"}')
    assert ([one.text for one in reports], [one.line for one in problems]) == (["a"], [1])


@pytest.mark.parametrize("words", [STORY, "[Editor's note] " + STORY, "{sic} " + STORY, f"12 March 2020\n{STORY}"])
def test_other_words_on_standard_input_are_one_text(words: str) -> None:
    reports, problems = taken("-", stdin=words.encode())
    assert [(one.id, one.text) for one in reports] == [("stdin", words)]
    assert problems == []


def test_a_page_on_standard_input() -> None:
    reports, _ = taken("-", stdin=(PAGES / "breaks.html").read_bytes())
    assert reports[0].title == "Raid on Dar Moussa leaves 8 dead"


def test_nothing_on_standard_input() -> None:
    assert [one.kind for one in taken("-", stdin=b"")[1]] == ["empty"]


@pytest.mark.parametrize("line", [b'["\\ud800"]', b'{"title": "\\ud800"}', b'{"text": "a", "url": ["\\ud800"]}'])
def test_the_words_of_a_problem_can_be_printed(tmp_path: Path, line: bytes) -> None:
    problems = taken(written(tmp_path / "a.jsonl", line))[1]
    assert str(problems[0]).encode("utf-8")
