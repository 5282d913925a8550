"""On a page with levers a reader moves them, and what the page computes is what Python computes."""

import random
import shutil
from decimal import ROUND_HALF_UP, Decimal

import pytest
from tests.browser import checks
from tests.levers_book import AREAS, make_shock, make_weights, write_levers_book

from pagebook.analysis import words
from pagebook.analysis.weighing import shares
from pagebook.figures.levers import MULTIPLES
from pagebook.publish.compile import compile_html

PAGE = "chapters/countries/kenya.html"
WEIGHTS, SHOCK = "#kenya-weights", "#kenya-shock"
_READY = "() => [...document.querySelectorAll('.pb-levers')].every((box) => box.dataset.pbState === 'ready')"
_CELLS = """(box) => [...document.querySelectorAll(`${box} tbody tr`)].map((row) =>
    [...row.cells].map((cell) => [...cell.childNodes]
        .filter((part) => part.nodeType === 3 || part.tagName === 'SMALL')
        .map((part) => part.textContent)))"""
_STATUS = "(box) => document.querySelector(`${box} .pb-finding`).textContent"
_SAID = "([box, text]) => document.querySelector(`${box} .pb-finding`).textContent.includes(text)"
MIDDLE = MULTIPLES.index(1)


@pytest.fixture(scope="module")
def html(book_root, tmp_path_factory):
    """Return the folder of a compiled small book with levers."""
    root = tmp_path_factory.mktemp("levers")
    yield compile_html(write_levers_book(book_root, root / "book"))
    shutil.rmtree(root)


@pytest.fixture
def seen(visit):
    """Return the page with its levers ready, and what it complained about."""
    found = visit(PAGE)
    found.page.wait_for_function(_READY)
    return found


def _fixed(value, decimals=2):
    told = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{told:,.{decimals}f}".replace("-", "−") if told else f"{0:.{decimals}f}"


def _signed(value):
    told = _fixed(value, 1)
    return f"+{told}" if value > 0 and float(told) else told


def _expected(multiples):
    """Return the rows of the table as Python computes them with weights so many times the book's."""
    levers = make_weights()
    now, book = levers.index(multiples), levers.index()
    rank, first = levers.ranks(multiples), levers.ranks()
    known = levers.values.notna().sum(axis=1)
    rows = {}
    for area, name in AREAS.items():
        about = [name] if known[area] == 4 else [name, f"{known[area]} of 4 indicators"]
        if now[area] is None:
            rows[name] = [["–", f"book: {first[area] or '–'}"], about, ["no index", "–"]]
        else:
            change = _signed((now[area] - book[area]) * 100)
            rows[name] = [
                [rank[area], f"book: {first[area]}"],
                about,
                [_fixed(100 * now[area], 1) + "%", change],
            ]
    return rows


def _move(page, positions):
    for number, position in enumerate(positions):
        page.locator(f"{WEIGHTS}-lever-{number}").fill(str(position))


def _results(page, decimals=None):
    return [[cell[0] for cell in row] for row in page.evaluate(_CELLS, SHOCK)]


def _shock(option, amount):
    """Return the rows of all tables as Python computes and writes them."""
    shock = make_shock()
    rows = []
    for measure in shock.measures:
        direct, indirect, induced = shock.result(option, amount)[measure.code]
        told = {"Direct": direct, "Indirect": indirect, "Together": direct + indirect, "Induced": induced}
        told["With induced"] = None if induced is None else direct + indirect + induced
        for name, value in told.items():
            if value is not None:
                money = words.money(value * measure.scale, measure.currency) if measure.currency else ""
                rows.append([name, money or words.number(value)])
    return rows


def test_numbers_are_written_as_python_writes_them(seen):
    """Rounding half up by a number's own digits, separators, millions: digit by digit the same."""
    chance = random.Random(7)
    values = [chance.uniform(-1, 1) * 10 ** chance.randint(-6, 13) for _ in range(3000)]
    values += [0.0, 0.5, 1.0, 2.5, 0.125, 0.005, 1.005, 999.5, 999499.9, 999500.0, 1e6, 1e9, 1e21, 123456.0]
    values += [n / 1000 for n in range(-30, 30)] + [float(n) for n in range(-1200, 1200, 7)]

    told = seen.page.evaluate(
        """(values) => values.map((one) => [pagebookWords.number(one), pagebookWords.fixed(one, 2),
            pagebookWords.significant(one, 4), pagebookWords.percent(Math.abs(one) % 100)])""",
        values,
    )

    assert told == [
        [words.number(v), _fixed(v), words.significant(v), words.percent(abs(v) % 100)] for v in values
    ]


@pytest.mark.parametrize(
    "positions",
    [(8, 4, 4, 4), (0, 0, 4, 4), (4, 8, 1, 7), (0, 0, 0, 5), (3, 2, 6, 1), (0, 0, 8, 0)],
    ids=lambda positions: "".join(map(str, positions)),
)
def test_moved_weights_give_the_index_that_python_gives(seen, positions):
    """Every row: place, the book's place, known indicators, index, change; highest first."""
    levers = make_weights()
    multiples = {
        one.code: MULTIPLES[position] for one, position in zip(levers.levers, positions, strict=True)
    }

    _move(seen.page, positions)

    rows = seen.page.evaluate(_CELLS, WEIGHTS)
    assert {row[1][0]: row for row in rows} == _expected(multiples)
    places = [int(row[0][0].lstrip("=")) for row in rows if row[0][0] != "–"]
    assert places == sorted(places)
    assert seen.complaints == []
    assert seen.requests == []


def test_a_lever_tells_its_share(seen):
    """What a lever shows, and what it says to who cannot see it, is the share after the change."""
    _move(seen.page, (8, 4, 0, 4))

    told = shares([0.4 * 4, 0.3, 0, 0.1])
    box = seen.page.locator(WEIGHTS)
    shown = box.locator(".pb-value").all_inner_texts()
    said = [one.get_attribute("aria-valuetext") for one in box.locator("input").all()]
    assert shown == [
        f"×{times:g} = {words.percent(part * 100)}" for times, part in zip((4, 1, 0, 1), told, strict=True)
    ]
    assert said == [
        "4 times the book’s weight, 80% of the index",
        "the book’s weight, 15% of the index",
        "left out, 0% of the index",
        "the book’s weight, 5% of the index",
    ]


def test_at_first_the_book_speaks(seen):
    """Before anything is moved the page shows the book's own index, with no change beside it."""
    levers = make_weights()

    seen.page.wait_for_function(_SAID, arg=[WEIGHTS, "book’s weights"])

    rows = seen.page.evaluate(_CELLS, WEIGHTS)
    assert [(row[0], row[2]) for row in rows if row[1][0] == "Peru"] == [
        ([levers.ranks()["PER"]], [_fixed(100 * levers.index()["PER"], 1) + "%"])
    ]
    assert seen.page.evaluate(_STATUS, WEIGHTS).endswith("Last of 6 is the steppe (−51.9%).")


def test_the_words_tell_what_moved(seen):
    """Who rises and who falls most is said, once the hand rests."""
    _move(seen.page, (0, 0, 8, 0))

    seen.page.wait_for_function(_SAID, arg=[WEIGHTS, "With these weights"])
    told = seen.page.evaluate(_STATUS, WEIGHTS)
    assert told.startswith("With these weights, highest in the index of progress: Peru (87.7%), ")
    assert "Peru rises most, from place 4 to 1." in told
    assert seen.page.locator(f"{WEIGHTS} [role=status]").count() == 1


def test_without_weights_there_is_no_index(seen):
    """All levers at their left end: the page says what to do, and shows no number."""
    _move(seen.page, (0, 0, 0, 0))

    seen.page.wait_for_function(_SAID, arg=[WEIGHTS, "All weights are nothing"])
    assert {row[2][0] for row in seen.page.evaluate(_CELLS, WEIGHTS)} == {"no index"}


def test_levers_move_by_the_keyboard_and_go_back(seen):
    """An arrow key is one step; the button gives the book's weights back."""
    lever = seen.page.get_by_label("Energy", exact=True)
    lever.focus()

    seen.page.keyboard.press("ArrowRight")

    assert lever.input_value() == str(MIDDLE + 1)
    seen.page.get_by_role("button", name="Reset to the book’s weights").click()
    assert lever.input_value() == str(MIDDLE)
    assert all(len(row[0]) == 1 for row in seen.page.evaluate(_CELLS, WEIGHTS))


def test_the_address_keeps_what_was_moved(seen):
    """Opened again at its address, the page shows the same, of both kinds of levers."""
    _move(seen.page, (8, 0, 4, 2))
    seen.page.locator(f"{WEIGHTS}-lever-0").dispatch_event("change")
    seen.page.locator(f"{SHOCK}-option").select_option("agri")
    seen.page.locator(f"{SHOCK}-amount").fill("250")
    seen.page.locator(f"{SHOCK}-amount").press("Tab")
    moved = seen.page.evaluate(_CELLS, WEIGHTS), seen.page.evaluate(_CELLS, SHOCK)
    address = seen.page.url

    seen.page.goto("about:blank")
    seen.page.goto(address)
    seen.page.wait_for_function(_READY)

    assert (seen.page.evaluate(_CELLS, WEIGHTS), seen.page.evaluate(_CELLS, SHOCK)) == moved
    assert _results(seen.page) == _shock("agri", 250)


def test_a_broken_address_shows_the_book(visit):
    """Whatever somebody types behind the address, the page works."""
    seen = visit(f"{PAGE}#kenya-weights=99x&kenya-shock=%5B%22gold%22%2C%22NaN")
    seen.page.wait_for_function(_READY)

    assert _results(seen.page) == _shock("constr", 1000)
    assert seen.page.locator(f"{WEIGHTS}-lever-0").input_value() == str(MIDDLE)
    assert seen.complaints == []


@pytest.mark.parametrize(
    ("option", "amount"), [("constr", 1000), ("solar", 1), ("agri", 20000), ("agri", 73.25)]
)
def test_a_shock_gives_what_python_gives(seen, option, amount):
    """Every effect of every measure, and their sum; an effect that is not known has no row."""
    seen.page.locator(f"{SHOCK}-option").select_option(option)
    seen.page.locator(f"{SHOCK}-amount").fill(str(amount))

    assert _results(seen.page) == _shock(option, amount)
    assert seen.complaints == []


def test_the_words_tell_the_shock(seen):
    """The sentence has amount, sector, and each measure with its parts."""
    seen.page.locator(f"{SHOCK}-option").select_option("solar")
    seen.page.wait_for_function(_SAID, arg=[SHOCK, "solar power"])

    told = seen.page.evaluate(_STATUS, SHOCK)
    jobs = [words.number(value) for value in make_shock().result("solar", 1000)["jobs"]]
    direct, indirect, induced = make_shock().result("solar", 1000)["jobs"]
    assert told.startswith(
        "R$ 1 billion, in prices of 2015, spent on solar power. "
        f"Jobs: {words.number(direct + indirect, 'jobs')} ({jobs[0]} direct, {jobs[1]} indirect); "
        f"{words.number(direct + indirect + induced)} with {jobs[2]} induced. Value added: R$ "
    )
    note = seen.page.locator(f"{SHOCK} .pb-of-option").inner_text()
    assert note == "38% of the money leaves the country. A bar of full width is the largest of all choices."


@pytest.mark.parametrize("typed", ["0", "20001", "-5", ""])
def test_an_amount_beyond_the_bounds_is_refused_in_words(seen, typed):
    """The model is not offered for it: no number is shown, and the field says that it is wrong."""
    field = seen.page.locator(f"{SHOCK}-amount")
    field.fill(typed)

    seen.page.wait_for_function(_SAID, arg=[SHOCK, "Type an amount from 1 to 20,000."])
    assert _results(seen.page) == []
    assert field.get_attribute("aria-invalid") == "true"


def test_only_ticked_measures_are_shown(seen):
    """A reader who asks for jobs gets jobs."""
    for measure in ("value_added", "co2"):
        seen.page.locator(f"{SHOCK} input[value={measure}]").uncheck()

    assert _results(seen.page) == _shock("constr", 1000)[:5]
    seen.page.locator(f"{SHOCK} input[value=jobs]").uncheck()
    seen.page.wait_for_function(_SAID, arg=[SHOCK, "Nothing is measured: tick a measure."])


def test_a_name_is_never_markup(seen):
    """A hostile name stands on the page as it is written."""
    assert seen.page.locator(".pb-levers script:not([type])").count() == 0
    assert "Land </script>" in seen.page.locator(f"{WEIGHTS} table").inner_text()
    assert seen.page.locator(f"{SHOCK} caption").last.inner_text() == f"{AREAS['XXX']}, t CO₂e"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "moved"), [(1280, True), (640, False), (360, True)])
def test_the_page_is_open_to_all(visit, theme, width, moved):
    """Wide, at 200 per cent and on a phone, in light and dark: nothing for axe, nothing too wide or small."""
    seen = visit(PAGE, color_scheme=theme, viewport={"width": width, "height": 800})
    seen.page.wait_for_function(_READY)
    if moved:
        _move(seen.page, (8, 0, 4, 2))
    seen.page.wait_for_timeout(400)
    checks.read_through(seen.page, theme)

    assert checks.violations(seen.page) == []
    assert checks.too_wide(seen.page, width) == []
    assert checks.small_targets(seen.page) == []


def test_without_scripts_a_sentence_leads_to_the_figure(visit):
    """Where nothing can be moved no form is shown."""
    seen = visit(PAGE, java_script_enabled=False)

    text = seen.page.locator(WEIGHTS).inner_text()
    assert "Moving levers needs JavaScript. What they show at first stands in the figure below." in text
    assert not seen.page.locator(f"{WEIGHTS} form").is_visible()


def test_only_pages_with_levers_load_their_script(visit):
    """The page on Peru has none."""
    loaded = "() => [...document.scripts, ...document.styleSheets].map((one) => one.src || one.href).join()"

    assert "pagebook-levers" not in visit(PAGE.replace("kenya", "peru")).page.evaluate(loaded)
    assert "pagebook-levers.js" in visit(PAGE).page.evaluate(loaded)
