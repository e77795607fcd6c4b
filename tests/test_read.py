"""From addresses to reports: plain text, folders, names, and every bad input."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consilience.read import decode, files, folder, ids, published, sources, text
from taking import ARABIC, RUSSIAN, STORY, TODAY, several, taken, written

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


@several
@given(writing)
def test_any_text_comes_back_unchanged(tmp_path: Path, words: str) -> None:
    reports, problems = taken(written(tmp_path / "a.txt", words))
    assert [one.text for one in reports] == [words]
    assert [one for one in problems if one.level == "problem" and one.kind != "day in the future"] == []


FRENCH = "Au moins dix-huit personnes ont été tuées jeudi près de la frontière, selon l’Observatoire."
POLISH = "W ataku zginęło co najmniej 18 osób, a dwadzieścia zostało rannych. Żołnierze spłonęli."
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
        (POLISH, "cp1250"),
        ("Murieron 18 personas, según el gobernador; más de 20 heridos el sábado.", "cp1252"),
        ("3 tués", "latin-1"),
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


def test_a_text_cut_in_the_middle_of_a_character_is_read_and_told(tmp_path: Path) -> None:
    data = ARABIC.encode()[:-2]
    reports, problems = taken(written(tmp_path / "a.txt", data))
    assert [(one.text, one.original) for one in reports] == [(data.decode("utf-8", "replace"), data)]
    assert [(one.kind, one.level) for one in problems] == [("broken characters", "problem")]


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


@several
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.json", "a.xyz", "-"]))
def test_no_bytes_stop_the_work(tmp_path: Path, data: bytes, name: str) -> None:
    address = written(tmp_path / name, data) if name != "-" else name
    reports, problems = taken(address, stdin=data)
    assert reports or problems
