"""Works and links: what is a title, what it is a title of, and where a link belongs."""

from __future__ import annotations

import pytest

from pagebook.ingest.anchors import find_links, link_kind
from pagebook.ingest.titles import find_works


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The report “Nets and Nuts: A Count” is out.", [("Nets and Nuts: A Count", "report", "published")]),
        ("A session on “Nets and Nuts” and the workshop “Boats at Sea” were held.", []),
        ("The draft policy paper titled ‘Nets for Togo’.", [("Nets for Togo", "policy paper", "draft")]),
        ("Togo adopted the National Strategy for Nets.", [
            ("National Strategy for Nets", "policy framework", "adopted")]),
        ("A National Nets Action Plan and Roadmap (2031–2035) exists.", [
            ("National Nets Action Plan and Roadmap (2031–2035)", "policy framework", "named")]),
        ("A Green Policy Dialogue and the Nets Policy Network met.", []),
        ("See our 2031 Annual Report.", [("2031 Annual Report", "report", "published")]),
        ("“Nets of Kara: From Sea to Shore”, which gives an analysis of trade.", [
            ("Nets of Kara: From Sea to Shore", "study", "published")]),
    ],
)  # fmt: skip
def test_titles_are_told_with_what_they_are(text: str, told: list[tuple[str, str, str]]):
    """A word beside a title says what it is; titles of events are no works."""
    assert [(work.title, work.kind, work.status) for work in find_works(text)] == told


def test_a_link_with_a_title_is_a_work():
    """A title that is a link counts also where the link leads nowhere."""
    raw = "The course drew on the [Guidelines for Safe Boats on Small Lakes](#) and on a [page](#)."

    told = find_works("The course drew on the Guidelines for Safe Boats on Small Lakes and on a page.", raw)

    assert [(work.title, work.kind) for work in told] == [
        ("Guidelines for Safe Boats on Small Lakes", "guidance")
    ]


def test_links_lead_somewhere_and_say_what_they_are():
    """Only addresses of the web are links; labels, languages and trackers are read off."""
    raw = (
        'News: <https://example.org/a?utm_source=x> and [text](#), <a href="ftp://example.org">b</a>. '
        'The report is available in Spanish at: <a href="https://example.org/c.pdf">https://example.org/c.pdf</a>'
    )

    told = [(link.url, link.label, link.of_work, link.language) for link in find_links(raw)]

    assert told == [
        ("https://example.org/a", "News", False, ""),
        ("https://example.org/c.pdf", "", True, "es"),
    ]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.linkedin.com/feed/1", "social media post"),
        ("https://youtu.be/x", "video"),
        ("https://example.org/a.pdf", "report"),
        ("https://netflix.com.example.org/x", "web page"),
    ],
)
def test_an_address_tells_the_sort_of_page(url: str, kind: str):
    """The host and the end of an address say what sort of page it is."""
    assert link_kind(url) == kind
