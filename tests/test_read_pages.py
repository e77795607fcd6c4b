"""The report on a saved page, and what the page says of itself."""

from datetime import date
from pathlib import Path

import pytest

from consilience.problem import Problem
from consilience.read import read
from consilience.read.facts import language
from consilience.read.html import PageReader
from consilience.read.prune import keeps
from consilience.report import Report
from taking import PAGES, STORY, TODAY, parted

MORE = "Nobody has said who fired the rockets. The hospital treated twelve wounded, three of them children."


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


def saved(name: str) -> Report:
    reports, problems = parted(read([str(PAGES / name)], taken_in=TODAY))
    assert problems == []
    return reports[0]


def page(body: str, head: str = "", lang: str = "") -> tuple[Report, list[Problem]]:
    markup = f"<!DOCTYPE html><html{lang}><head>{head}</head><body>{body}<p>{STORY}</p><p>{MORE}</p></body></html>"
    reports, problems = parted(PageReader(TODAY).from_markup(markup, "a.html", "a"))
    return reports[0], problems


def paragraphs(report: Report) -> list[str]:
    return report.text.split("\n\n")


def test_a_clean_page() -> None:
    report = saved("clean.html")
    assert report.id == "clean"
    assert report.title == "Drone strike kills at least 14 at fuel depot near Tel Karamel"
    assert (report.publisher, report.published, report.language) == ("The Meridian Post", date(2021, 3, 3), "en")
    assert report.url == "https://meridian.example/world/drone-strike-tel-karamel"
    assert report.found == {
        "title": "json-ld headline",
        "publisher": "meta og:site_name",
        "published": "json-ld datePublished",
        "url": "link canonical",
        "language": "html lang",
    }
    assert report.original == (PAGES / "clean.html").read_bytes()
    assert report.media_type == "text/html"
    told = paragraphs(report)
    assert told[0].startswith("At least 14 people were killed")
    assert told[-1].endswith("were in a grave condition.")
    assert "No group has said it carried out the strike." in report.text
    for noise in ("200 people", "Another 90", "cattle market", "port city", "Ferry", "Copyright", "Home", "Comments"):
        assert noise not in report.text


def test_a_page_of_bare_divisions() -> None:
    report = saved("soup.html")
    assert report.title == "Mortar fire kills five in Wadi Sahla"
    assert (report.publisher, report.found["publisher"]) == ("Sahla Observer", "meta application-name")
    assert (report.published, report.found["published"]) == (date(2019, 12, 29), "visible date")
    assert len([line for line in paragraphs(report) if len(line) > 80]) == 5
    for noise in ("vegetable market", "Forty", "northern bridge", "Personal attacks", "policy", "77 of us", "min read"):
        assert noise not in report.text


def test_a_page_of_line_breaks() -> None:
    report = saved("breaks.html")
    assert (report.title, report.language) == ("Raid on Dar Moussa leaves 8 dead", "en")
    assert (report.publisher, report.found["publisher"]) == ("highlandwire.example", "hostname")
    assert report.published == date(2023, 12, 26)
    told = [line for line in paragraphs(report) if not line.startswith("Published")]
    assert [line.split()[0] for line in told] == ["Gunmen", "The", "Soldiers", "It"]
    for noise in ("newsletter", "licensed", "republish"):
        assert noise not in report.text


def test_a_page_in_arabic() -> None:
    report = saved("arabic.html")
    assert report.title == "مقتل تسعة في قصف على سوق تل النخيل"
    assert (report.publisher, report.published, report.language) == ("صحيفة النهر", date(2023, 12, 26), "ar")
    assert len([line for line in paragraphs(report) if len(line) > 80]) == 3
    for noise in ("خمسين", "مئتان", "التعليقات", "الرئيسية"):
        assert noise not in report.text


@pytest.mark.parametrize(
    ("head", "body", "day", "place"),
    [
        (
            '<meta property="article:published_time" content="2020-03-12T23:30:00+03:00">',
            "",
            date(2020, 3, 12),
            "meta article:published_time",
        ),
        (
            '<meta property="article:modified_time" content="2020-03-13">',
            "<p>12 March 2020</p>",
            date(2020, 3, 12),
            "visible date",
        ),
        ("", '<time datetime="2020-03-12T10:00">Thursday</time>', date(2020, 3, 12), "time datetime"),
        (
            "",
            '<time class="updated" datetime="2020-03-14">Updated</time><time datetime="2020-03-12">Thu</time>',
            date(2020, 3, 12),
            "time datetime",
        ),
        (
            "",
            "<div><span>By A. Writer</span> <span>Published: March 12, 2020</span></div>",
            date(2020, 3, 12),
            "visible date",
        ),
        ('<link rel="canonical" href="https://post.example/2020/03/12/strike">', "", date(2020, 3, 12), "address"),
        (
            linked('{"@type": ["NewsArticle"], "datePublished": "March 12, 2020"}'),
            "",
            date(2020, 3, 12),
            "json-ld datePublished",
        ),
        (linked('{"@type": "NewsArticle", "datePublished": "0001-01-01T00:00:00"}'), "", None, None),
        (linked("{broken"), "", None, None),
        ('<meta property="article:modified_time" content="2020-03-13">', "", None, None),
        ("", "<div>copyright 2019</div><footer>Copyright 2019 The Post</footer>", None, None),
        ("", "<div class='related'><time datetime='2015-01-02'>2 January 2015</time></div>", None, None),
        (
            "",
            f"<p>It was shelled on <time datetime='2015-01-02'>2 January 2015</time> too. {MORE} {MORE}</p>",
            None,
            None,
        ),
    ],
)
def test_the_day_of_publication(head: str, body: str, day: date | None, place: str | None) -> None:
    report, problems = page(body, head)
    assert (report.published, report.found.get("published")) == (day, place)
    assert problems == []


def test_a_day_on_a_page_that_could_be_two() -> None:
    report, problems = page("<div>03-04-2020</div>")
    assert report.published is None
    assert [(one.kind, one.level, one.words) for one in problems] == [("ambiguous day", "note", "03-04-2020")]


def test_a_day_on_a_page_that_lies_in_the_future() -> None:
    report, problems = page("", '<meta property="article:published_time" content="2024-05-02T00:00:00Z">')
    assert (report.published, report.found) == (None, {})
    assert [(one.kind, one.words) for one in problems] == [("day in the future", "2024-05-02T00:00:00Z")]


@pytest.mark.parametrize(
    ("head", "publisher", "place"),
    [
        ('<meta property="og:site_name" content=" The  Post ">', "The Post", "meta og:site_name"),
        (linked('{"@type": "NewsArticle", "publisher": {"name": "A &amp; B"}}'), "A & B", "json-ld publisher"),
        (linked('[{"@type": "ReportageNewsArticle", "publisher": [{"name": "Post"}]}]'), "Post", "json-ld publisher"),
        ('<meta name="application-name" content="The Post">', "The Post", "meta application-name"),
        ('<meta property="og:url" content="https://www.post.example/a">', "post.example", "hostname"),
        ('<meta property="og:site_name" content="Home">', None, None),
        ("", None, None),
    ],
)
def test_the_publisher(head: str, publisher: str | None, place: str | None) -> None:
    report, _ = page("", head)
    assert (report.publisher, report.found.get("publisher")) == (publisher, place)


@pytest.mark.parametrize(
    ("head", "byline", "place"),
    [
        ('<meta name="author" content="Jane Doe, AFP">', "Jane Doe, AFP", "meta author"),
        (linked('{"@type": "NewsArticle", "author": {"name": "Reuters"}}'), "Reuters", "json-ld author"),
        (linked('{"@type": "Article", "author": [{"name": "Ann"}, {"name": "Bob"}]}'), "Ann, Bob", "json-ld author"),
        ('<meta property="article:author" content="https://example.org/jane">', None, None),
        ("", None, None),
    ],
)
def test_the_byline(head: str, byline: str | None, place: str | None) -> None:
    report, _ = page("", head)
    assert (report.byline, report.found.get("byline")) == (byline, place)


@pytest.mark.parametrize(
    ("head", "body", "title", "place"),
    [
        (
            '<meta property="og:title" content="Strike kills 18 | Post"><meta property="og:site_name" content="Post">',
            "",
            "Strike kills 18",
            "meta og:title",
        ),
        ("<title>Strike kills 18 - The Post</title>", "", "Strike kills 18", "title tag"),
        ("<title>Strike on Deir ez-Zor</title>", "", "Strike on Deir ez-Zor", "title tag"),
        ("<title>x</title>", "<h1>Strike <em>kills</em> 18</h1>", "Strike kills 18", "h1"),
        ("", "", None, None),
    ],
)
def test_the_title(head: str, body: str, title: str | None, place: str | None) -> None:
    report, _ = page(body, head)
    assert (report.title, report.found.get("title")) == (title, place)
    assert report.text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en-GB", "en"),
        ("ar_IQ", "ar"),
        ("EN", "en"),
        ("ckb", "ckb"),
        ("English", None),
        ("", None),
        (None, None),
        ("und", None),
    ],
)
def test_the_language(words: str | None, code: str | None) -> None:
    assert language(words) == code


def test_the_language_of_a_page() -> None:
    assert page("", '<meta property="og:locale" content="fr_FR">')[0].language == "fr"
    assert page("", '<meta http-equiv="Content-Language" content="ru">', ' lang=""')[0].language == "ru"


def test_the_address_the_browser_wrote_into_the_page() -> None:
    report, _ = page("<!-- saved from url=(0026)https://post.example/strike -->")
    assert report.url == "https://post.example/strike"


@pytest.mark.parametrize(
    "noise",
    [
        '<div id="comments"><p>They killed 200 of us, my cousin saw it with his own eyes, believe me.</p></div>',
        '<div class="post-comments-list">'
        + "<p>They killed 200 of us, and nobody says so, nobody in all the land.</p>" * 40
        + "</div>",
        '<div class="relatedPosts"><p>Rocket kills 70 in the market of another town, it was said.</p></div>',
        "<div><h3>Most Read</h3><p>Rocket kills 70 in the market of another town, it was said.</p></div>",
        "<div><div><span>The Latest:</span></div><p>Rocket kills 70 in the market of another town today.</p></div>",
        "<section><h2>Comments (12)</h2><p>They killed 200 of us, my cousin saw it with his own eyes.</p></section>",
        "<aside><p>Rocket kills 70 in the market of another town, it is said.</p></aside>",
        "<p>Read more: Rocket kills 70 in the market of another town</p>",
        "<p>Sign up for our daily newsletter and never miss an attack.</p>",
        "<p>This article is republished under a Creative Commons licence. Read the original.</p>",
        "<p>© 2024 The Post</p>",
        "<p>Comments are moderated; personal attacks will be removed.</p>",
        '<p style="display: none">Rocket kills 70 in the market of another town, it is said.</p>',
        "<noscript><p>Please turn on scripts to see the 70 comments on this attack.</p></noscript>",
    ],
)
def test_noise_is_left_out(noise: str) -> None:
    assert page(f"<h1>Strike kills 18</h1>{noise}")[0].text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize(
    "wrapper",
    [
        '<div class="article-with-sidebar">{}</div>',
        '<div class="share-page related">{}</div>',
        '<form id="aspnetForm">{}</form>',
        '<div class="content"><div class="tools"><a>Share</a></div>{}</div>',
        "<main>{}</main>",
        '<article class="promo">{}</article>',
        "<table><tr><td>{}</td></tr></table>",
        "<center><font>{}</font></center>",
    ],
)
def test_no_rule_takes_the_report_itself(wrapper: str) -> None:
    told = "".join(f"<p>{STORY} That was the report number {n} of the day.</p>" for n in range(6))
    markup = (
        f"<html><body>{wrapper.format(told)}<div><p>Some other words at the end of the page.</p></div></body></html>"
    )
    reports, _ = parted(PageReader(TODAY).from_markup(markup, "a.html", "a"))
    assert all(f"number {n} of" in reports[0].text for n in range(6))


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell after the strike.",
        "Comment on the attacks came late; comments by the minister were vague.",
        "Read out in parliament, the statement named eighteen dead.",
        "The latest strike killed nine.",
        "12 people died.",
        "Copyright law was not on their minds.",
        "Subscribers of the telephone company lost service after the bombing.",
        "Follow-up strikes on the depot killed three.",
        "He called for hate speech to be banned after the killings.",
        "Comments posted online after the attacks said that the army was to blame.",
        "Related strikes hit the port.",
        "Get out, soldiers told residents, who received word of the raid by telephone.",
        "Support for the militia is waning.",
        "The station was shut for hate speech after the attack.",
    ],
)
def test_the_line_rules_keep_the_news(line: str) -> None:
    assert keeps(line)


def test_a_list_stays() -> None:
    report, _ = page(
        "<h1>T</h1><ul><li>Eight people died in the market of the town.</li><li>Nine died at the ford.</li></ul>"
    )
    assert "Eight people died" in report.text
    assert "Nine died" in report.text


def test_line_breaks_and_no_break_spaces_stay() -> None:
    report, _ = page(
        f"<p>{STORY}<br>Eighteen&nbsp;people were buried on Friday.<br/><br/>The strike was the third one.</p>"
    )
    assert "\n\nEighteen\u00a0people were buried on Friday.\n\nThe strike was the third one." in report.text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", [True, False])
def test_the_encoding_of_a_page(tmp_path: Path, encoding: str, declared: bool) -> None:
    words = "В результате удара погибли восемнадцать человек, сообщил губернатор области. Двадцать ранены."
    meta = f'<meta charset="{encoding}">' if declared else ""
    path = tmp_path / "a.html"
    path.write_bytes(f"<html><head>{meta}</head><body><p>{words}</p></body></html>".encode(encoding))
    reports, problems = parted(read([str(path)], taken_in=TODAY))
    assert reports[0].text == words
    assert all(one.level == "note" for one in problems)


def test_a_declared_encoding_that_is_wrong_does_not_win() -> None:
    markup = f'<meta charset="iso-8859-1"><p>{STORY} – “so he said”.</p>'.encode()
    reports, _ = parted(PageReader(TODAY).from_bytes(markup, "a.html", "a"))
    assert "– “so he said”" in reports[0].text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><div id='root'></div><script>var text = 'People were killed.';</script></body></html>",
        "<html></html>",
        "<!-- nothing -->",
        "<p></p>",
        "<frameset><frame src='a.html'></frameset>",
    ],
)
def test_a_page_without_text_is_named(markup: str) -> None:
    reports, problems = parted(PageReader(TODAY).from_markup(markup, "a.html", "a"))
    assert (reports, [(one.source, one.kind) for one in problems]) == ([], [("a.html", "no text on the page")])


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5000 + STORY,
        "<p>" + STORY + "<b>" * 3000,
        "<" * 1000 + STORY,
        "&#xD800;&#0;<p>" + STORY,
        "<p>\x00\x01" + STORY,
        "<?xml version='1.0' encoding='utf-16'?><html><p>" + STORY,
        "</p></html>" + STORY,
        "<p " + "a='b' " * 5000 + ">" + STORY,
    ],
)
def test_hostile_markup_does_not_stop_the_work(markup: str) -> None:
    found = list(PageReader(TODAY).from_markup(markup, "a.html", "a"))
    assert len(found) >= 1


def test_a_short_page_keeps_its_short_report() -> None:
    markup = f"<html><body><nav>Home | News</nav><h1>Strike</h1><p>{STORY}</p></body></html>"
    reports, _ = parted(PageReader(TODAY).from_markup(markup, "a.html", "a"))
    assert (reports[0].title, reports[0].text) == ("Strike", STORY)


def test_what_opens_the_report_stays_though_its_class_says_teaser() -> None:
    report, _ = page('<h1>T</h1><p class="teaser">Nine people died in a raid on Monday.</p>')
    assert paragraphs(report) == ["Nine people died in a raid on Monday.", STORY, MORE]


def test_a_plain_text_named_html_is_a_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{STORY}\n\n{MORE}\n", "utf-8")
    reports, problems = parted(read([str(path)], taken_in=TODAY))
    assert [(one.text, one.media_type) for one in reports] == [(f"{STORY}\n\n{MORE}\n", "text/plain")]
    assert problems == []
