"""The workflow that posts on a proposal what it changes."""

import pytest
import yaml


@pytest.fixture(scope="module")
def jobs(book_root) -> dict:
    """Return the jobs of the workflow."""
    workflow = yaml.safe_load((book_root / ".github" / "workflows" / "book.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    return workflow["jobs"]


def test_the_job_that_runs_a_proposal_may_only_read(jobs):
    """Code of a proposal meets neither a right to write nor the credentials of the checkout."""
    checkout = jobs["changes"]["steps"][0]

    assert "permissions" not in jobs["changes"]
    assert checkout["uses"].startswith("actions/checkout@")
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


def test_the_job_that_may_write_runs_nothing_of_the_proposal(jobs):
    """It takes a text from the other job and posts it: no checkout, no shell, nothing for forks."""
    job = jobs["comment"]

    assert job["permissions"] == {"pull-requests": "write"}
    assert [step["uses"].partition("@")[0] for step in job["steps"]] == [
        "actions/download-artifact",
        "actions/github-script",
    ]
    assert "head.repo.full_name == github.repository" in job["if"]


def test_no_name_of_a_branch_is_put_into_a_script(jobs):
    """Names that somebody else chooses come as variables, never as text of a command."""
    scripts = [
        step.get("run", step.get("with", {}).get("script", ""))
        for job in jobs.values()
        for step in job["steps"]
    ]

    assert [script for script in scripts if "${{" in script] == []
