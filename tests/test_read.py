"""From addresses to reports: every kind of source, every bad input, every trait of a page."""

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilience.problem import Problem
from consilience.read import decode, files, folder, ids, jsonl, lines, published, read, sources, text
from consilience.read.html import PageReader
from consilience.report import Report

TODAY = date(2024, 5, 1)
STORY = "At least 18 people were killed in Tel Karamel on Thursday, the mayor said."


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


def page(markup: str, taken_in: date = TODAY) -> tuple[Report, list[Problem]]:
    reports, problems = parted(PageReader(taken_in).from_markup(markup, "a.html", "a"))
    return reports[0], problems


# plain text


def test_a_text_is_taken_in_as_it_is(tmp_path: Path) -> None:
    words = "Head\r\n\r\nA\u00a0line\u2028 with\tmuch in it \r\n"
    reports, problems = taken(written(tmp_path / "day one.txt", words))
    assert [(one.id, one.text, one.title, one.original, one.media_type) for one in reports] == [
        ("day one", words, None, None, "text/plain")
    ]
    assert reports[0].taken_in == TODAY
    assert problems == []


letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], include_characters="\t\n\r\x85")
writing = st.text(letters).filter(lambda words: bool(words.strip()) and not words.startswith("\ufeff"))
anything = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda words: bool(words.strip()))
several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


@several
@given(writing)
def test_any_text_comes_back_unchanged(tmp_path: Path, words: str) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", words))
    assert [one.text for one in reports] == [words]
    assert [one for one in problems if one.level == "problem" and one.kind != "day in the future"] == []


@several
@given(st.lists(anything, min_size=1))
def test_any_text_in_json_lines_comes_back_unchanged(tmp_path: Path, texts: list[str]) -> None:
    made = "\n".join(json.dumps({"text": words}, ensure_ascii=False) for words in texts)
    reports, problems = taken(written(tmp_path / "a.jsonl", made))
    assert [one.text for one in reports] == texts
    assert [one for one in problems if one.kind not in {"day in the future", "ambiguous day"}] == []
    assert all(one.original is None for one in reports)


ARABIC = "قتل 18 مقاتلا في غارات جوية شرقي البلاد بعد هجوم على قاعدة، بحسب المرصد."
RUSSIAN = "В результате удара погибли восемнадцать человек, сообщил губернатор области. Двадцать ранены."
FRENCH = "Au moins dix-huit personnes ont été tuées jeudi près de la frontière, selon l’Observatoire."
TURKISH = "Suriye'nin doğusunda düzenlenen hava saldırısında on sekiz kişi öldü, şehir yakınındaki üs vuruldu."


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "cp1252"),
        (FRENCH.replace("’", "'"), "latin-1"),
        (TURKISH, "cp1254"),
        (STORY, "utf-16-le"),
        (STORY, "utf-16-be"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (STORY, "utf-32-le"),
    ],
)
def test_an_encoding_that_is_not_named_is_found_out(tmp_path: Path, words: str, encoding: str) -> None:
    data = words.encode(encoding)
    reports, problems = taken(written(tmp_path / "a.txt", data))
    assert [one.text for one in reports] == [words]
    assert reports[0].original == data
    assert [(one.kind, one.level) for one in problems] == [("encoding guessed", "note")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_dropped_and_nothing_else(tmp_path: Path, encoding: str) -> None:
    data = (ARABIC + "\r\n").encode(encoding)
    reports, problems = taken(written(tmp_path / "a.txt", data))
    assert reports[0].text == ARABIC + "\r\n"
    assert reports[0].original == data
    assert problems == []


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", "empty", "nothing in it"),
        (b" \n\t\xc2\xa0\n", "empty", "white space"),
        (b"%PDF-1.7\nx", "not text", "a PDF file"),
        (b"PK\x03\x04 rest", "not text", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "not text", "a PNG picture"),
        (b"some \x00 text", "not text", "NUL"),
        (b"\x01\x02\x03 a \x04\x05", "not text", "control characters"),
        (bytes(range(128, 256)) * 5, "undecodable", "no encoding"),
        (b"\xff\xfea\x00\x00\xd8", "undecodable", "byte-order mark"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, kind: str, words: str) -> None:
    path = written(tmp_path / "a.txt", content)
    reports, problems = taken(path)
    assert reports == []
    assert [(one.source, one.kind, one.level) for one in problems] == [(str(path), kind, "problem")]
    assert words in problems[0].message


def test_a_text_too_long_for_one_report_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_TEXT", 1000)
    reports, problems = taken(written(tmp_path / "a.txt", "word " * 201), written(tmp_path / "b.txt", "word " * 200))
    assert [one.id for one in reports] == ["b"]
    assert [one.kind for one in problems] == ["too long"]
    assert "1,005 characters" in problems[0].message


def test_a_file_too_large_for_one_report_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert [one.kind for one in taken(written(tmp_path / "a.txt", "x" * 101))[1]] == ["too long"]


# the day of publication


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March, 2020", date(2020, 3, 12)),
        ("29-12-2019", date(2019, 12, 29)),
        ("Published: March 3, 2021", date(2021, 3, 3)),
        ("3 March 2021, 10:15", date(2021, 3, 3)),
        ("Thursday, 12 March 2020 10:15 GMT", date(2020, 3, 12)),
        ("Published: March 3, 2021 - Updated: March 4, 2021", date(2021, 3, 3)),
        ("Dec. 30, 2019", date(2019, 12, 30)),
        ("2020-03-12 10:15", date(2020, 3, 12)),
        ("12.03.2020", date(2020, 3, 12)),
        ("03/03/2020", date(2020, 3, 3)),
        ("12 марта 2020 г.", date(2020, 3, 12)),
        ("le 3 mars 2021 à 10h15", date(2021, 3, 3)),
        ("٢٦ ديسمبر ٢٠٢٣", date(2023, 12, 26)),
        ("الثلاثاء 26 كانون الأول/ديسمبر 2023", date(2023, 12, 26)),
    ],
)
def test_a_day_that_stands_alone_is_the_day_of_publication(tmp_path: Path, line: str, day: date) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", f"Headline\n\n{line}\n{STORY}"))
    assert (reports[0].published, reports[0].found) == (day, {"published": "line 3 of the text"})
    assert problems == []


@pytest.mark.parametrize(
    "line",
    ["Updated: March 4, 2021", "copyright 2019", "Copyright 2019", "March 2020", "12 March", "31-02-2020", "4 min read",
     "On 12 March 2020 ten people were killed", "A strike on 12 March 2020", "12 March 2020 strike", "1234-56-78"],
)  # fmt: skip
def test_other_lines_are_no_day_of_publication(line: str) -> None:
    assert published.in_text(f"Headline\n{line}\n{STORY}") is None


def test_a_day_far_down_is_no_day_of_publication() -> None:
    assert published.in_text("a line\n\n" * 12 + "12 March 2020") is None


@pytest.mark.parametrize("line", ["03-04-2020", "3/4/2020"])
def test_a_day_that_could_be_two_is_noted_and_not_guessed(tmp_path: Path, line: str) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", f"Headline\n{line}\n{STORY}"))
    assert (reports[0].published, reports[0].found) == (None, {})
    assert [(one.kind, one.level, one.line, one.words) for one in problems] == [("ambiguous day", "note", 2, line)]


def test_a_day_in_the_future_is_a_problem(tmp_path: Path) -> None:
    reports, problems = taken(
        written(tmp_path / "a.txt", f"2 May 2024\n{STORY}"), written(tmp_path / "b.txt", "1 May 2024\nA")
    )
    assert [one.published for one in reports] == [None, TODAY]
    assert [(one.kind, one.line, one.words) for one in problems] == [("day in the future", 1, "2 May 2024")]


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
    markup = (Path(__file__).parent / "pages" / "clean.html").read_text("utf-8")
    line = json.dumps({"id": "x", "html": markup, "publisher": "Fed Post", "published": None})
    reports, problems = taken(written(tmp_path / "a.jsonl", line))
    assert problems == []
    assert (reports[0].publisher, reports[0].found["publisher"]) == ("Fed Post", "feed")
    assert (reports[0].published, reports[0].found["published"]) == (date(2021, 3, 3), "json-ld datePublished")
    assert (reports[0].media_type, reports[0].original) == ("text/html", markup.encode())
    assert reports[0].text.startswith("At least 14 people")


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
    reports, _ = taken("-", stdin=(Path(__file__).parent / "pages" / "breaks.html").read_bytes())
    assert reports[0].title == "Raid on Dar Moussa leaves 8 dead"


def test_nothing_on_standard_input() -> None:
    assert [one.kind for one in taken("-", stdin=b"")[1]] == ["empty"]


# folders, globs, names


def test_a_folder_is_read_to_its_depths_in_a_settled_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/y.TEXT",
        "c.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "pic.png",
        "a/paper.pdf",
        "LICENSE",
    ):
        written(tmp_path / name, '{"id": "j", "text": "t"}' if name.endswith("jsonl") else STORY)
    reports, problems = taken(tmp_path)
    assert [one.id for one in reports] == ["b", "j", "y", "z"]
    assert [(one.source, one.kind, one.level) for one in problems] == [(str(tmp_path), "passed over", "note")]
    assert problems[0].message.startswith("4 files were passed over (1 .pdf, 1 .png, 1 hidden, 1 without an ending)")


def test_what_a_browser_saves_beside_a_page_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path / "story.html", f"<p>{STORY}</p>")
    written(tmp_path / "story_files" / "frame.html", "<p>An advertisement for shoes that are on sale until Monday.</p>")
    reports, problems = taken(tmp_path)
    assert [one.id for one in reports] == ["story"]
    assert "1 saved with a page" in problems[0].message


@pytest.mark.parametrize("make", [True, False])
def test_a_folder_without_reports(tmp_path: Path, make: bool) -> None:
    if make:
        written(tmp_path / "a.png", b"\x89PNG")
    problems = taken(tmp_path)[1]
    assert [one.kind for one in problems if one.level == "problem"] == ["no reports"]


def test_globs(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "d.log"):
        written(tmp_path / name, STORY)
    assert [one.id for one in taken(f"{tmp_path}/*.txt")[0]] == ["a", "b"]
    assert [one.id for one in taken(f"{tmp_path}/**/*.txt")[0]] == ["a", "b", "c"]
    assert [one.id for one in taken(f"{tmp_path}/[bd].*")[0]] == ["b", "d"]
    reports, problems = taken(f"{tmp_path}/*.md")
    assert (reports, [(one.kind, one.source) for one in problems]) == ([], [("missing", f"{tmp_path}/*.md")])


def test_a_file_with_glob_signs_in_its_name_is_a_file(tmp_path: Path) -> None:
    assert [one.id for one in taken(written(tmp_path / "a[1].txt", STORY))[0]] == ["a[1]"]


def test_a_file_told_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", STORY)
    assert len(taken(path, tmp_path, f"{tmp_path}/*.txt")[0]) == 1


def test_a_file_given_by_name_is_tried_whatever_it_is_called(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "text.log", STORY),
        written(tmp_path / "lines", '{"id": "l", "text": "t"}'),
        written(tmp_path / "page.php", f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>"),
    ]
    reports, problems = taken(*paths)
    assert [(one.id, one.media_type) for one in reports] == [
        ("text", "text/plain"),
        ("l", "text/plain"),
        ("page", "text/html"),
    ]
    assert problems == []


def test_a_page_named_txt_is_read_as_a_page_and_noted(tmp_path: Path) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>"))
    assert [one.text for one in reports] == [STORY]
    assert [(one.kind, one.level) for one in problems] == [("read as a page", "note")]


@pytest.mark.parametrize("name", ["a.pdf", "a.warc", "a.warc.gz", "feed.rss", "feed.xml", "mail.eml", "page.mhtml"])
def test_kinds_that_are_not_readable_yet(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, b"whatever")
    reports, problems = taken(path)
    assert (reports, [(one.source, one.kind) for one in problems]) == ([], [(str(path), "not yet readable")])


def test_a_feed_is_known_by_its_content(tmp_path: Path) -> None:
    path = written(tmp_path / "a", '<?xml version="1.0"?>\n<rss version="2.0"></rss>')
    assert [one.kind for one in taken(path)[1]] == ["not yet readable"]


def test_an_address_on_the_network_is_not_readable_yet() -> None:
    problems = taken("https://post.example/a?x=[1]*")[1]
    assert [(one.source, one.kind) for one in problems] == [("https://post.example/a?x=[1]*", "not yet readable")]


@pytest.mark.parametrize("address", ["nowhere.txt", "nowhere.pdf", "nowhere/", "nowhere", "", "a\x00b"])
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert [one.kind for one in taken(address)[1]] == ["missing"]


def test_what_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt", STORY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert [(one.source, one.kind) for one in taken(path)[1]] == [(str(path), "permission denied")]


def test_a_file_address_is_a_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a b.txt", STORY)
    assert [one.id for one in taken(path.as_uri())[0]] == ["a b"]


def test_a_link_to_nothing_and_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    assert [one.kind for one in taken(tmp_path)[1]] == ["missing"]


def test_names_tell_files_apart_and_no_more(tmp_path: Path) -> None:
    for name in ("a/day.txt", "b/day.txt", "b/day.html", "b/c/x.txt", "d/c/x.txt", "lone.txt"):
        written(tmp_path / name, STORY)
    reports, _ = taken(tmp_path)
    assert {one.id for one in reports} == {"day", "day.txt", "day.html", "b/c/x", "d/c/x", "lone"}


def test_names_do_not_hang_on_the_order() -> None:
    paths = ["/a/x.txt", "/b/x.txt", "/b/x.html", "/c/b/x.txt", "/y.txt", "y.txt", "/z"]
    named = ids.names(paths)
    assert named == ids.names(reversed(paths))
    assert len(set(named.values())) == len(paths)


def test_files_of_json_lines_with_one_name(tmp_path: Path) -> None:
    for name in ("a/r.jsonl", "b/r.jsonl", "s.jsonl"):
        written(tmp_path / name, '{"text": "t"}')
    assert [one.id for one in taken(tmp_path)[0]] == ["s.jsonl:1", "a/r.jsonl:1", "b/r.jsonl:1"]


def test_files_are_told_before_they_are_read(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", STORY)
    assert list(sources([str(tmp_path), "-"])) == [str(tmp_path / "a.txt"), folder.INPUT]


def test_magic_is_no_magic_for_words() -> None:
    assert isinstance(decode.decode(b"BZh is not how a text opens, but it may. ID3."), decode.Decoded)
