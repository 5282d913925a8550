"""The part of a page where the reader moves levers: a form, a result, and all data inline.

Without scripts, on paper and in an e-book a sentence says where the ordinary figure of it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

__all__ = ["LeversNode", "add_levers", "levers_html"]


class LeversNode(nodes.General, nodes.Element):
    """Levers in a document; the child is what builders without scripts print."""

    @classmethod
    def of(cls, content: Mapping[str, Any], docname: str) -> Self:
        """Return the node for levers on a page."""
        words = f"On the web, levers stand here: {_lower(str(content['title']))}. {_beside(content)}"
        return cls(
            "", nodes.paragraph(text=words), content=dict(content), label=page_label(docname, content["name"])
        )


def add_levers(app: Sphinx) -> None:
    """Tell Sphinx about the node."""
    words = (_keep_words, _keep_words)
    html = (_visit_html, _keep_words)
    app.add_node(LeversNode, html=html, text=words, latex=words, man=words, texinfo=words)


def levers_html(content: Mapping[str, Any], label: str) -> str:
    """Return the form, empty places for the result, and the data; everything from the data escaped."""
    anchor, title = escape(label), escape(str(content["title"]))
    form, result = _FORMS[content["kind"]]
    data = {key: value for key, value in content.items() if key not in ("title", "beside")}
    data["sources"] = {
        key: {"title": source["title"], "publisher": source["publisher"], "url": safe_link(source["url"])}
        for key, source in content["sources"].items()
    }
    return f"""\
<section class="pb-levers" id="{anchor}" data-pb-kind="{escape(content["kind"])}" \
aria-labelledby="{anchor}-title">
<p class="pb-title" id="{anchor}-title">{title}</p>
<noscript><p>Moving levers needs JavaScript. {escape(_beside(content))}</p></noscript>
<form class="pb-choices" hidden="">
{form(content, anchor)}
</form>
<div class="pb-result" hidden="">
<p class="pb-finding" role="status"></p>
{result(content, anchor)}
<p class="pb-sources"></p>
</div>
<script type="application/json" class="pb-levers-data">{script_json(canonical(data))}</script>
</section>
"""


def _beside(content: Mapping[str, Any]) -> str:
    return f"What they show at first stands {content['beside']}."


def _lower(title: str) -> str:
    """Return a title inside a sentence."""
    return title[:1].lower() + title[1:]


def _weights_form(content: Mapping[str, Any], anchor: str) -> str:
    multiples: Sequence[float] = content["multiples"]
    middle = multiples.index(1)

    def lever(number: int, one: Mapping[str, Any]) -> str:
        own = f"{anchor}-lever-{number}"
        return (
            f'<div class="pb-lever"><label for="{own}">{escape(one["label"])}</label>'
            f'<input type="range" id="{own}" name="lever" min="0" max="{len(multiples) - 1}" step="1" '
            f'value="{middle}" data-pb-code="{escape(one["code"])}" />'
            '<span class="pb-value" aria-hidden="true"></span></div>'
        )

    levers = "\n".join(lever(number, one) for number, one in enumerate(content["levers"]))
    return f"""\
<fieldset><legend>Weights</legend>
<p class="pb-note">In the middle a lever leaves the book’s weight as it is. \
To the left it counts for less, down to nothing; to the right for more, up to {multiples[-1]:g} times. \
The weights always sum to 100%.</p>
<div class="pb-lever-list">
{levers}
</div></fieldset>
<div class="pb-quick"><button type="button" class="pb-reset">Reset to the book’s weights</button></div>"""


def _weights_result(content: Mapping[str, Any], anchor: str) -> str:
    return f"""\
<div class="pb-scroll" tabindex="0" role="region" aria-label="Ranking with these weights">\
<table class="table"></table></div>
<p class="pb-note">{escape(content["rule"])}</p>"""


def _shock_form(content: Mapping[str, Any], anchor: str) -> str:
    money = f"{content['currency']} {content['scale_name']}, {content['prices']}"
    boxes = "".join(
        f'<label for="{anchor}-measure-{number}"><input type="checkbox" id="{anchor}-measure-{number}" '
        f'name="measure" value="{escape(one["code"])}" checked="" /> {escape(one["label"])}</label>'
        for number, one in enumerate(content["measures"])
    )
    # The bounds are words beside the field: a browser's own bubble would be another voice.
    bounds = f"from {content['least']:,.12g} to {content['most']:,.12g}"
    return f"""\
<div class="pb-wide"><label for="{anchor}-option">Spent on</label>
<select id="{anchor}-option" name="option">{_options(content)}</select></div>
<div class="pb-amount"><label for="{anchor}-amount">Amount, {escape(money)}</label>
<input type="number" id="{anchor}-amount" name="amount" inputmode="decimal" step="any" \
min="{content["least"]:.12g}" max="{content["most"]:.12g}" value="{content["amount"]:.12g}" \
aria-describedby="{anchor}-bounds" />
<span class="pb-note" id="{anchor}-bounds">{bounds}</span></div>
<fieldset><legend>Measured by</legend>
<div class="pb-areas">{boxes}</div></fieldset>
<div class="pb-quick"><button type="button" class="pb-reset">Reset to the book’s example</button></div>"""


def _shock_result(content: Mapping[str, Any], anchor: str) -> str:
    return f"""\
<p class="pb-note pb-of-option"></p>
<div class="pb-measures"></div>
<p class="pb-note">{escape(content["note"])}</p>"""


def _options(content: Mapping[str, Any]) -> str:
    def option(one: Mapping[str, Any]) -> str:
        mark = ' selected=""' if one["code"] == content["option"] else ""
        return f'<option value="{escape(one["code"])}"{mark}>{escape(one["label"])}</option>'

    def group(name: str, options: str) -> str:
        return f'<optgroup label="{escape(name)}">{options}</optgroup>' if name else options

    return "".join(
        group(name, "".join(map(option, found)))
        for name, found in groupby(content["options"], key=lambda one: str(one["group"]))
    )


_Part = Callable[[Mapping[str, Any], str], str]

_FORMS: Mapping[str, tuple[_Part, _Part]] = {
    "shock": (_shock_form, _shock_result),
    "weights": (_weights_form, _weights_result),
}
"""Kind of levers to what is moved, and what shows the result."""


def _visit_html(self: HTML5Translator, node: LeversNode) -> None:
    # An e-book has no scripts: there the sentence speaks.
    if self.builder.name in WEB_BUILDERS:
        self.body.append(levers_html(node["content"], node["label"]))
        raise nodes.SkipNode


def _keep_words(self: Any, node: LeversNode) -> None:
    """Let the child speak."""
