"""The explorer is a form with labels, its data inline and escaped."""

import json
import re

from pagebook.publish.explorer import explorer_html

CONTENT = {
    "name": "explorer",
    "title": "Choose <b>",
    "areas": [{"code": "PER", "name": "Peru </script><script>alert(1)</script>", "groups": ["UMC"]}],
    "groups": [{"code": "UMC", "name": "Upper middle income"}, {"code": "HIC", "name": "High income"}],
    "indicators": [
        {
            "code": "co2",
            "label": "CO₂",
            "unit": "t",
            "definition": "",
            "theme": "emissions",
            "direction": "context",
        }
        | {"sources": ["gcb"]}
    ],
    "series": {"co2": {"PER": [2020, 1.5, None, 2]}},
    "breaks": [["co2", "PER", 2022]],
    "sources": {"gcb": {"title": "Budget", "publisher": "GCP", "url": "javascript:alert(1)"}},
    "indicator": "co2",
    "shown": ["PER"],
}


def test_every_field_has_a_label():
    """Whoever cannot see the form is told what each field is."""
    html = explorer_html(CONTENT, "compare-explorer")

    fields = set(re.findall(r'<(?:select|input)[^>]* id="([^"]+)"', html))
    assert fields == set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    assert len(fields) == 6


def test_text_of_the_data_is_never_markup():
    """Neither a name nor a title can begin an element or end the script that holds the data."""
    html = explorer_html(CONTENT, "compare-explorer")

    assert "<b>" not in html
    assert "alert(1)</script>" not in html
    assert html.count("</script>") == 1


def test_only_links_to_the_web_reach_the_script():
    """An address with another scheme is dropped."""
    html = explorer_html(CONTENT, "compare-explorer")

    data = json.loads(re.search(r'pb-explorer-data">(.*?)</script>', html, re.DOTALL)[1])
    assert data["sources"]["gcb"]["url"] == ""
    assert data["series"] == CONTENT["series"]


def test_only_groups_with_a_country_choose_countries():
    """A button that would choose nothing is not offered."""
    html = explorer_html(CONTENT, "compare-explorer")

    assert re.findall(r'<button type="button" value="([^"]*)"', html) == ["*", "", "UMC"]
