"""The warm engine: the same outputs as a kernel, and nothing that passes from page to page."""

import json
import os
import re
import tomllib
from functools import partial
from importlib import import_module
from pathlib import Path

import pandas as pd
import papermill
import pytest
from papermill.engines import papermill_engines

from pagebook.data import Tables
from pagebook.pages.apart import usable
from pagebook.pages.engine import WarmEngine
from pagebook.pages.execute import Settings
from pagebook.pages.forks import Forks
from pagebook.pages.notebooks import prepare, read_notebook
from pagebook.pages.plan import plan, select
from pagebook.pages.run import run

TRICKY = {
    "results": "x = 1\nprint('a')\nx",
    "displays": "from IPython.display import HTML, Markdown, clear_output, display\n"
    "handle = display(Markdown('first'), display_id='shared')\ndisplay(HTML('<b>b</b>'), 2)",
    "an update of an earlier cell's display": "handle.update(Markdown('second'))\n'own'",
    "clearing": "print('gone')\ndisplay('gone too')\nclear_output()\nprint('stays')",
    "clearing that waits": "print('gone')\nclear_output(wait=True)\nprint('stays')",
    "clearing that waits for nothing": "print('stays')\nclear_output(wait=True)",
    "order of prints and displays": "print('one')\ndisplay('two')\nprint('three')\ndisplay('four')",
    "both streams": "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('more')\ndisplay(1)",
    "rich objects": "import pandas as pd\npd.DataFrame({'a': [1, 2]}, index=['x', 'y'])",
    "a raw bundle": "display({'application/json': {'t': (1, 2), 3: None}, 'text/plain': 'j'}, raw=True)",
    "an object with many forms": "class Many:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'many', 'text/html': '<i>many</i>'}, {'text/html': {'isolated': True}}\n"
    "Many()",
    "a form that raises": "class Broken:\n    def _repr_html_(self):\n        raise ValueError('no form')\n"
    "    def __repr__(self):\n        return 'broken'\nBroken()",
    "bytes as a picture": "from base64 import b64decode\nfrom IPython.display import Image\n"
    "Image(b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=='))",
    "magics": "%lsmagic\n%precision 3\n3.14159",
    "a cell magic": "%%capture kept\nprint('captured')",
    "what it captured": "kept.stdout",
    "a shell command": "!echo from a shell\nfiles = !echo one two\nfiles",
    "a bash cell": "%%bash\necho from bash\necho to stderr >&2",
    "another program": "import os\nos.system('echo from another program')",
    "top-level await": "import asyncio\nasync def five():\n    return 5\nawait five()",
    "a running loop": "task = asyncio.get_running_loop().create_task(five())",
    "a task of an earlier cell": "await task",
    "a loop in the loop": "try:\n    asyncio.run(five())\nexcept RuntimeError as error:\n    print(error)",
    "warnings": "import warnings\nwarnings.warn('careful')\nwarnings.warn('old', DeprecationWarning)",
    "logging": "import logging\nlogging.getLogger('x').warning('logged')",
    "history": "_, __, In[1], Out[1], _i1, len(Out)",
    "names": "__name__, os.path.basename(os.getcwd()), get_ipython().__class__.__name__, sys.path[0]",
    "a class that is pickled": "import pickle\nclass Own:\n    pass\ntype(pickle.loads(pickle.dumps(Own())))",
    "a question": "try:\n    input('?')\nexcept Exception as error:\n    print(type(error).__name__, error)",
    "a secret": "import getpass\ntry:\n    getpass.getpass()\nexcept Exception as error:\n    print(error)",
    "silence": "'not shown';",
    "only a comment": "# nothing",
    "help": "len?",
    "environment": "{name: os.environ.get(name) for name in ('TERM', 'PAGER', 'FORCE_COLOR', 'MPLBACKEND')}",
    "a module beside the notebook": "import beside\nbeside.VALUE",
    "unicode": "print('é→😀')\n'é→😀'",
    "progress": "for i in range(3):\n    print(i, end='\\r')\nprint('done', flush=True)\nprint('after')",
}
ERRORS = {
    "an exception": "def f():\n    return 1 / 0\nprint('before')\nf()",
    "a chain": "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('b') from error",
    "a syntax error": "print('x'\ny = = 2",
    "an unknown magic": "%nonsense",
    "an awaited error": "import asyncio\nawait asyncio.sleep(0)\nraise OSError('late')",
}
_NUMBERS = re.compile(r"ipykernel_\d+/\d+\.py|0x[0-9a-f]+")


def _execute(engine, notebook, folder):
    """Run a notebook by an engine, without papermill's check for errors in its outputs."""
    resources = {"metadata": {"path": str(folder)}}
    settings = {"kernel_name": "python3", "resources": resources, "progress_bar": False}
    return papermill_engines.execute_notebook_with_engine(engine, prepare(notebook), **settings)


def _executed(book, cells, sources, engine):
    """Return the cells of a notebook that ran: each with what it shows and its number."""
    cells.notebook(book.chapters / "notes.ipynb", *(cells.code(*source) for source in sources))
    (book.chapters / "beside.py").write_text("VALUE = 'found'\n")
    notebook = read_notebook(book.chapters / "notes.ipynb")
    notebook.metadata["papermill"] = {}
    if engine is None:
        return _plain(_execute(None, notebook, book.chapters))
    with Forks(1, prepare=partial(import_module, "pagebook.pages.execute")) as forks:
        return _plain(forks.submit(_execute, engine, notebook, book.chapters).result())


def _plain(notebook):
    text = json.dumps([[cell.source, cell.execution_count, cell.outputs] for cell in notebook.cells])
    return json.loads(_NUMBERS.sub("NUMBER", text))


@pytest.fixture
def parent_state():
    """Return a function that tells what a page might change in the process that started it."""
    return lambda: (dict(os.environ), Path.cwd(), pd.get_option("display.max_rows"))


def test_tricky_cells_come_out_as_from_a_kernel(book, cells):
    """Displays, streams, magics, awaits, warnings and history are equal, cell by cell."""
    sources = [(source,) for source in TRICKY.values()]

    warm = _executed(book, cells, sources, "pagebook")
    kernel = _executed(book, cells, sources, None)

    assert dict(zip(TRICKY, warm, strict=True)) == dict(zip(TRICKY, kernel, strict=True))


def test_errors_come_out_as_from_a_kernel(book, cells):
    """An error's name, value and traceback are equal, as seen where a cell may raise."""
    sources = [(source, "raises-exception") for source in ERRORS.values()]

    warm = _executed(book, cells, sources, "pagebook")
    kernel = _executed(book, cells, sources, None)

    assert dict(zip(ERRORS, warm, strict=True)) == dict(zip(ERRORS, kernel, strict=True))
    assert [cell[2][-1].get("ename") for cell in warm] == [
        "ZeroDivisionError",
        "ValueError",
        "SyntaxError",
        None,  # a wrong magic is told on stderr
        "OSError",
    ]


def test_both_engines_report_an_error_alike(book, cells):
    """A page that fails gives the same message and traceback by both engines."""
    cells.notebook(
        book.chapters / "notes.ipynb", cells.code("def f(x):\n    return 1 / x"), cells.code("f(0)")
    )
    pages = select(plan(book, Tables.open(book)), ["notes"])

    warm, kernel = (run(book, pages, settings=Settings(engine=name)).failures for name in ("warm", "kernel"))

    assert str(warm[0].error) == "notes: chapters/notes.ipynb, cell 1: ZeroDivisionError: division by zero"
    assert str(warm[0].error) == str(kernel[0].error)
    assert warm[0].error.traceback == kernel[0].error.traceback


MEDDLE = """\
import os, random, sys, warnings
import altair as alt
import numpy as np
import pandas as pd
if country == "SEN":
    import pagebook.data.stored as stored
    os.environ["MEDDLED"] = "yes"
    os.chdir("/")
    alt.theme.enable("dark")
    pd.set_option("display.max_rows", 3)
    random.seed(1)
    np.random.seed(1)
    warnings.filterwarnings("error", message="meddled")
    sys.modules["json"].meddled = True
    rows.loc[:, "value"] = 0.0
    for known in stored._CACHE.values():
        for name, values in known.table._values.items():
            known.table._values[name] = values[:0]
    meddled = True"""
SEEN = """\
seen = country == "PER" and {
    "globals": "meddled" in globals(),
    "environ": "MEDDLED" in os.environ,
    "folder": os.path.basename(os.getcwd()),
    "theme": alt.theme.active,
    "option": pd.get_option("display.max_rows"),
    "filters": "meddled" in str(warnings.filters),
    "module": hasattr(sys.modules["json"], "meddled"),
    "rows": Tables.open(book=__import__("pagebook").find_book(BOOK)).select("indicators")["value"].tolist(),
}
seen"""


def test_nothing_passes_from_page_to_page(book, cells, parent_state):
    """A page that meddles with all that it can reach changes neither the next page nor the parent."""
    seen = SEEN.replace("BOOK", f"__import__('pathlib').Path({str(book.root)!r})")
    cells.notebook(book.chapters / "country.ipynb", *cells.template(cells.code(MEDDLE), cells.code(seen)))
    pages = select(plan(book, Tables.open(book)), ["SEN", "PER"])
    before = parent_state()

    report = run(book, pages, jobs=1)

    assert [(outcome.page.key, outcome.error) for outcome in report.outcomes] == [
        ("SEN", None),
        ("PER", None),
    ]
    assert parent_state() == before
    output = json.loads((book.chapters / "countries" / "peru.ipynb").read_text())["cells"][-2]["outputs"][0]
    assert eval(output["data"]["text/plain"]) == {
        "globals": False,
        "environ": False,
        "folder": "chapters",
        "theme": "default",
        "option": 60,
        "filters": False,
        "module": False,
        "rows": [45.0, 54.0, 11.0],
    }


def test_random_numbers_differ_from_page_to_page(book, cells):
    """Forked pages do not share a state of random numbers, neither Python's nor numpy's."""
    source = "import random\nimport numpy as np\n(random.random(), np.random.random())"
    cells.notebook(book.chapters / "country.ipynb", *cells.template(cells.code(source)))
    pages = select(plan(book, Tables.open(book)), ["SEN", "PER"])

    run(book, pages, jobs=1)

    texts = [
        json.loads(page.output.read_text())["cells"][-2]["outputs"][0]["data"]["text/plain"] for page in pages
    ]
    python, numpy = zip(*(re.findall(r"0\.\d+(?:e-\d+)?", text) for text in texts), strict=True)
    assert python[0] != python[1]
    assert numpy[0] != numpy[1]


def test_a_cell_that_swallows_its_alarm_is_stopped(book, cells):
    """A cell that catches every exception ends nevertheless, as its time is over."""
    source = "import time\ntry:\n    time.sleep(60)\nexcept Exception:\n    print('caught')"
    cells.notebook(book.chapters / "notes.ipynb", cells.code(source))
    pages = select(plan(book, Tables.open(book)), ["notes"])

    report = run(book, pages, settings=Settings(timeout=1))

    assert [str(outcome.error) for outcome in report.failures] == [
        "notes: chapters/notes.ipynb, cell 0: "
        "took more than 1 s and was stopped; --timeout gives a cell more time"
    ]


def test_papermill_itself_knows_the_engine(book, cells, tmp_path):
    """Papermill runs a notebook by `engine_name="pagebook"`; one process runs one notebook that way."""
    path = tmp_path / "own.ipynb"
    cells.notebook(path, cells.code("1 + 1"))
    call = partial(
        papermill.execute_notebook, progress_bar=False, engine_name="pagebook", kernel_name="python3"
    )

    with Forks(1, prepare=partial(import_module, "pagebook.pages.execute")) as forks:
        executed = forks.submit(call, read_notebook(path), None).result()

    assert executed.cells[0].outputs[0]["data"] == {"text/plain": "2"}


def test_installing_the_package_registers_the_engine(book_root):
    """The entry point that papermill looks for names the engine."""
    project = tomllib.loads((book_root / "pyproject.toml").read_text())["project"]

    assert project["entry-points"]["papermill.engine"] == {
        "pagebook": f"{WarmEngine.__module__}:{WarmEngine.__name__}"
    }


@pytest.mark.parametrize(("platform", "engine"), [("linux", "warm"), ("darwin", "kernel")])
def test_kernels_run_where_a_fork_is_unsafe(monkeypatch, platform, engine):
    """On macOS, the warm engine gives way to kernels; another choice stays."""
    monkeypatch.setattr("sys.platform", platform)

    assert usable(Settings(engine="warm")).engine == engine
    assert usable(Settings(engine="own")).engine == "own"
