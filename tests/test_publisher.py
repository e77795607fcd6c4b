"""Where a publisher writes from, by its name or address, and what that says of the names in its reports."""

import pytest

from consilience.read.site import site_of
from consilience.resolve.places import resolve_places
from consilience.resolve.publisher import headline_and_masthead, places_of_publisher


@pytest.mark.parametrize(
    ("publisher", "names"),
    [
        ("The Baltimore Sun", ["Baltimore"]),
        ("abc7chicago.com", ["Chicago"]),
        ("chicago.suntimes.com", ["Chicago"]),
        ("buenosairesherald.com", ["Buenos Aires"]),
        ("dailypost.ng", ["Nigeria"]),
        ("yorkpress.co.uk", ["York", "United Kingdom"]),
        ("Sudan Tribune", ["Sudan"]),
        ("SOHR", ["Syria"]),
    ],
)
def test_a_publisher_is_of_the_place_in_its_name_or_address(publisher: str, names: list[str]) -> None:
    assert [words.words for words in places_of_publisher(publisher)] == names


@pytest.mark.parametrize(
    "publisher",
    [None, "", "KSLA", "reuters.com", "mobile.reuters.com", "The Reading Room of Mobile Homes", "news.tv", "x" * 5000],
)
def test_most_names_and_addresses_tell_of_no_place(publisher: str | None) -> None:
    assert places_of_publisher(publisher) == ()


def test_a_name_that_many_places_share_is_the_one_near_the_publisher() -> None:
    text = "Two men were shot dead in Springfield on Monday, police said."
    states = {
        site: resolve_places(text, site)[0][1].admin1 for site in (None, "columbusdispatch.com", "bostonglobe.com")
    }
    assert states["columbusdispatch.com"] == "Ohio"
    assert states["bostonglobe.com"] == "Massachusetts"
    assert states[None] not in ("Ohio", "Massachusetts")


def test_nothing_happened_where_the_publisher_is_on_that_account() -> None:
    assert resolve_places("Two men were shot dead on Monday, police said.", "bostonglobe.com") == ()


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.post.example/a?b=c", "post.example"),
        ("http://post.example:80/a", "post.example"),
        ("http://web.archive.org/web/20160415id_/http://www.post.example:80/a", "post.example"),
        ("https://web.archive.org/web/2016/", "web.archive.org"),
        ("http://[::broken/a", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_the_site_of_an_address_is_that_of_the_page_copied(url: str | None, site: str | None) -> None:
    assert site_of(url) == site


@pytest.mark.parametrize(
    ("title", "masthead"),
    [
        ("Two shot at bar - WRDO News 4 Fulton, Missouri", "WRDO News 4 Fulton, Missouri"),
        ("Two shot at bar | Fulton Herald | Crime", "Fulton Herald | Crime"),
        ("Three killed in Kharkiv :: dailypost.example.com", "dailypost.example.com"),
        ("Airstrike kills nine - Yemen Post", "Yemen Post"),
        ("Three killed in strike - police report", ""),
        ("Clashes on the border - Two killed, News Agency says", ""),
        ("Nine killed in Aden - Houthis deny role", ""),
        ("", ""),
    ],
)
def test_a_title_may_end_in_the_name_of_its_publisher(title: str, masthead: str) -> None:
    headline, found = headline_and_masthead(title)
    assert found == masthead
    assert title.startswith(headline)
    assert title.endswith(found)
