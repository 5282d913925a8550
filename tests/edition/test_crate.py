"""The metadata file keeps the rules of RO-Crate 1.2, and another program reads it."""

import json
import re

import pytest
from rocrate.rocrate import ROCrate

from pagebook.edition.citing import imprint_of
from pagebook.edition.crate import crate_json
from pagebook.edition.machine import Revision
from pagebook.edition.manifest import MANIFEST, Entry, Manifest
from pagebook.edition.preview import preview_html
from pagebook.errors import EditionError

EDITION = {"edition": "2026", "date": "2026-11-22", "title": "First edition", "note": "All <b>of</b> it."}


@pytest.fixture(scope="module")
def crate(frozen) -> dict:
    """Return the metadata file of a frozen edition."""
    return json.loads((frozen / "ro-crate-metadata.json").read_bytes())


@pytest.fixture(scope="module")
def graph(crate) -> dict[str, dict]:
    """Return its entities by their identifier."""
    return {entity["@id"]: entity for entity in crate["@graph"]}


def _references(value) -> list[str]:
    if isinstance(value, dict):
        return [value["@id"]] if value.keys() == {"@id"} else []
    return [found for item in value for found in _references(item)] if isinstance(value, list) else []


def test_the_document_is_flat_and_names_the_context(crate, graph):
    """JSON-LD, flattened: each entity once, with identifier and type, and others by reference only."""
    assert crate.keys() == {"@context", "@graph"}
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    assert len(graph) == len(crate["@graph"])
    for entity in crate["@graph"]:
        assert entity["@type"]
        for value in entity.values():
            nested = value if isinstance(value, list) else [value]
            assert all(item.keys() == {"@id"} for item in nested if isinstance(item, dict))


def test_the_descriptor_points_to_the_root_and_the_specification(graph):
    """Readers find the root by it."""
    assert graph["ro-crate-metadata.json"] == {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.2"},
    }


def test_the_root_has_what_it_must_and_how_to_cite_it(graph):
    """Name, day, licences and more, from the citation file, the descriptor and the edition's row."""
    assert graph["./"] == {
        "@id": "./",
        "@type": "Dataset",
        "name": "PAGE, country by country: First edition",
        "description": "Two countries & what they emit. All of it.",
        "datePublished": "2026-11-22",
        "version": "2026",
        "license": [{"@id": "https://spdx.org/licenses/MIT"}, {"@id": "https://example.org/cc0"}],
        "author": [{"@id": "#ada-example"}, {"@id": "#the-editors"}],
        "keywords": ["emissions"],
        "creditText": "Ada Example, The editors (2026). PAGE, country by country: First edition.",
        "hasPart": [{"@id": "book/"}, {"@id": "html/"}, {"@id": "manifest.json"}],
        "mentions": {"@id": "#freezing"},
    }
    assert graph["#ada-example"] == {"@id": "#ada-example", "@type": "Person", "name": "Ada Example"}
    assert graph["#the-editors"]["@type"] == "Organization"
    assert all(graph[at]["name"] and graph[at]["description"] for at in _references(graph["./"]["license"]))


def test_each_file_is_part_of_a_folder_with_type_size_and_hash(frozen, graph):
    """All that the manifest lists is described, but for the two files of the crate itself."""
    manifest = Manifest.loads((frozen / MANIFEST).read_bytes())
    expected = {name for name in manifest.files if not name.startswith("ro-crate")}

    files = {at: entity for at, entity in graph.items() if entity["@type"] == "File"}
    reached, waiting = set(), ["./"]
    while waiting:
        parts = _references(graph[waiting.pop()].get("hasPart", []))
        reached.update(parts)
        waiting += [part for part in parts if part.endswith("/")]

    assert files.keys() == expected | {MANIFEST}
    assert files.keys() <= reached
    assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", entity["encodingFormat"]) for entity in files.values())
    for name in expected:
        entry = manifest.files[name]
        assert (files[name]["contentSize"], files[name]["sha256"]) == (str(entry.size), entry.sha256)
    assert all((frozen / at).is_dir() for at in reached if at.endswith("/"))


def test_every_entity_that_is_named_is_described_and_every_other_is_named(graph):
    """Nothing dangles; statuses and the specification are terms of others."""
    named = {found for entity in graph.values() for found in _references(list(entity.values()))}
    others = {"https://w3id.org/ro/crate/1.2", "http://schema.org/CompletedActionStatus"}

    assert named - others <= graph.keys()
    assert graph.keys() - named == {"ro-crate-metadata.json"}


def test_the_run_tells_program_versions_inputs_and_results(frozen, graph):
    """What was done, by what, from what, to what."""
    manifest = Manifest.loads((frozen / MANIFEST).read_bytes())
    run, program = graph["#freezing"], graph["#pagebook"]

    assert (run["@type"], run["instrument"]) == ("CreateAction", {"@id": "#pagebook"})
    assert _references(run["object"]) == ["book/", "book/chapters/", "book/data/", "book/src/pagebook/"]
    assert _references(run["result"]) == ["html/", "html/_pdf/"]
    assert (program["@type"], program["version"]) == ("SoftwareApplication", manifest.versions["pagebook"])
    needed = {graph[at]["name"]: graph[at]["version"] for at in _references(program["softwareRequirements"])}
    assert needed == {name: version for name, version in manifest.versions.items() if name != "pagebook"}
    assert {"python", "numpy", "pandas", "sphinx", "typst", "vl-convert-python"} <= needed.keys()


def test_an_independent_reader_reads_it(frozen):
    """`rocrate` finds version, root, files on the disk, and the run."""
    read = ROCrate(frozen)

    assert read.version == "1.2"
    assert read.root_dataset["datePublished"] == "2026-11-22"
    assert read.get("#freezing")["instrument"]["name"] == "pagebook"
    data = read.get("book/data/indicators.csv")
    assert (data.type, data["encodingFormat"]) == ("File", "text/csv")
    assert {entity.type for entity in read.data_entities} == {"File", "Dataset"}


def test_names_become_addresses_and_a_revision_is_told(origin):
    """A blank in a name is escaped; the commit, and that files differed from it, stand in the crate."""
    imprint = imprint_of(origin, EDITION)
    files = {"book/data/a b%.csv": Entry(1, "0" * 64, "input")}
    manifest = Manifest(EDITION, {"python": "3"}, {}, Revision("abc", True), files)

    graph = {entity["@id"]: entity for entity in json.loads(crate_json(manifest, imprint))["@graph"]}

    assert graph["book/data/"]["hasPart"] == [{"@id": "book/data/a%20b%25.csv"}]
    assert graph["book/"]["identifier"] == {"@id": "#revision"}
    assert graph["#revision"]["value"] == "abc, with changes that were not committed"


def test_the_preview_shows_hostile_words_as_words(origin):
    """Nothing of the data becomes markup, and the page calls for nothing."""
    names = ("html/_pdf/briefs/<script>.pdf", "book/constraints.txt", "book/pyproject.toml")
    files = {name: Entry(5, "0" * 64, "html") for name in names}

    page = preview_html(Manifest(EDITION, {}, {}, None, files), imprint_of(origin, EDITION)).decode()

    assert "All &lt;b&gt;of&lt;/b&gt; it." in page
    assert "<script" not in page.lower()
    assert "Brief: &lt;Script&gt; (PDF)" in page
    assert "<code>pip install -c book/constraints.txt ./book</code>" in page
    assert 'src="' not in page


def test_an_edition_on_no_terms_is_refused(book):
    """RO-Crate wants a licence, and so does whoever would use the book."""
    (book.root / "CITATION.cff").unlink()
    path = book.data / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "licenses": []}))

    with pytest.raises(EditionError) as caught:
        imprint_of(book, EDITION)

    assert str(caught.value) == (
        "an edition must say on which terms it is free to use; "
        "add 'license:' in CITATION.cff, or 'licenses' in data/datapackage.json"
    )
