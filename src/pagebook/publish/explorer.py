"""The part of a page where the reader chooses what to compare: form, chart and table, all data inline.

Without scripts a sentence says so and points to the example below it, which is an ordinary figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from typing import Any, Self

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from pagebook.figures.stored import canonical
from pagebook.publish.chart import safe_link
from pagebook.publish.figure import script_json
from pagebook.publish.labels import page_label
from pagebook.publish.node import WEB_BUILDERS

__all__ = ["ExplorerNode", "add_explorer", "explorer_html"]


class ExplorerNode(nodes.General, nodes.Element):
    """An explorer in a document; its child is what builders without scripts print."""

    @classmethod
    def of(cls, content: Mapping[str, Any], docname: str) -> Self:
        """Return the node for an explorer on a page."""
        words = (
            f"{content['title']}: this needs a page with scripts; the example below is what it shows first."
        )
        return cls(
            "", nodes.paragraph(text=words), content=dict(content), label=page_label(docname, content["name"])
        )


def add_explorer(app: Sphinx) -> None:
    """Tell Sphinx about the node."""
    words = (_keep_words, _keep_words)
    app.add_node(ExplorerNode, html=(_visit_html, None), text=words, latex=words, man=words, texinfo=words)


def explorer_html(content: Mapping[str, Any], label: str) -> str:
    """Return the form, empty places for chart and table, and the data; everything from the data escaped."""
    anchor, title = escape(label), escape(str(content["title"]))
    indicator = _options(content["indicators"], content["indicator"])
    data = {key: content[key] for key in ("areas", "breaks", "groups", "indicators", "series", "shown")}
    data["sources"] = {
        key: {"title": source["title"], "publisher": source["publisher"], "url": safe_link(source["url"])}
        for key, source in content["sources"].items()
    }
    return f"""\
<section class="pb-explorer" id="{anchor}" aria-labelledby="{anchor}-title">
<p class="pb-title" id="{anchor}-title">{title}</p>
<noscript><p>Choosing needs JavaScript. The example below shows what stands here at first.</p></noscript>
<form class="pb-choices" hidden="">
<div class="pb-wide"><label for="{anchor}-indicator">Indicator</label>
<select id="{anchor}-indicator" name="indicator">{indicator}</select></div>
<fieldset><legend>Countries</legend>
<div class="pb-quick">{_quick(content)}</div>
<div class="pb-areas">{_boxes("area", content["areas"], content["shown"], anchor)}</div></fieldset>
<details><summary>Medians of groups</summary>
<fieldset><legend class="visually-hidden">Medians of groups</legend>
<div class="pb-areas">{_boxes("group", content["groups"], (), anchor)}</div></fieldset></details>
<div class="pb-years"><label for="{anchor}-from">From</label>
<select id="{anchor}-from" name="from"></select>
<label for="{anchor}-to">to</label>
<select id="{anchor}-to" name="to"></select></div>
</form>
<div class="pb-result" hidden="">
<p class="pb-definition"></p>
<div class="pb-live" role="img"></div>
<p class="pb-finding" role="status"></p>
<div class="pb-scroll" tabindex="0" role="region" aria-label="Ranking"><table class="table"></table></div>
<p class="pb-sources"></p>
<p class="pb-faces">
<a class="pb-download" download="comparison.csv" href="#{anchor}">CSV of this choice</a></p>
</div>
<script type="application/json" class="pb-explorer-data">{script_json(canonical(data))}</script>
</section>
"""


def _options(indicators: Iterable[Mapping[str, Any]], chosen: str) -> str:
    def option(one: Mapping[str, Any]) -> str:
        mark = ' selected=""' if one["code"] == chosen else ""
        return f'<option value="{escape(one["code"])}"{mark}>{escape(one["label"])}</option>'

    ordered = sorted(indicators, key=lambda one: (one["theme"], one["label"]))
    return "".join(
        f'<optgroup label="{escape(theme.capitalize())}">{"".join(map(option, group))}</optgroup>'
        for theme, group in groupby(ordered, key=lambda one: str(one["theme"]))
    )


def _quick(content: Mapping[str, Any]) -> str:
    """Return buttons that choose all countries, none, or those of a group that has some."""
    held = {code for area in content["areas"] for code in area["groups"]}
    groups = [(group["code"], group["name"]) for group in content["groups"] if group["code"] in held]
    return "".join(
        f'<button type="button" value="{escape(code)}">{escape(name)}</button>'
        for code, name in [("*", "All"), ("", "None"), *groups]
    )


def _boxes(kind: str, items: Iterable[Mapping[str, Any]], chosen: Iterable[str], anchor: str) -> str:
    shown = set(chosen)

    def box(number: int, item: Mapping[str, Any]) -> str:
        own = f"{anchor}-{kind}-{number}"
        mark = ' checked=""' if item["code"] in shown else ""
        return (
            f'<label for="{own}"><input type="checkbox" id="{own}" name="{kind}" '
            f'value="{escape(item["code"])}"{mark} /> {escape(item["name"])}</label>'
        )

    return "".join(box(number, item) for number, item in enumerate(items))


def _visit_html(self: HTML5Translator, node: ExplorerNode) -> None:
    # Nobody can choose without scripts, which an e-book has not; the example below is an ordinary figure.
    if self.builder.name in WEB_BUILDERS:
        self.body.append(explorer_html(node["content"], node["label"]))
    raise nodes.SkipNode


def _keep_words(self: Any, node: ExplorerNode) -> None:
    """Let the child speak."""
