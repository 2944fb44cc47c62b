"""Many reports at once: over cores and over a cluster, going on where it stopped, and none that stops the others."""

import json
import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pexpect
import pytest
from commands import calling, environment, invoke, start

from assess import commissions, many, workflow
from assess.many import Commission, Done
from assess.reporting import Order
from questionnaires import answer_file
from reports.edition import Edition
from reports.publication import published

EXAMPLE = workflow.example()
HTML = Order(form="html", language="nl")


def run_of(organisation: str, number: str = "") -> workflow.Run:
    """Return the example as the run of another organisation."""
    responses = msgspec.structs.replace(EXAMPLE.responses, organisation=organisation, run=number or None)
    return workflow.Run(f"{organisation}.yaml", responses, EXAMPLE.questionnaire)


def answer_files(folder: Path, *organisations: str) -> list[Path]:
    """Write an answer file for each organisation."""
    paths = [folder / f"{organisation}.yaml" for organisation in organisations]
    for path, organisation in zip(paths, organisations, strict=True):
        path.write_text(answer_file.write(run_of(organisation).responses), encoding="utf-8")
    return paths


def make(runs: list[workflow.Run], folder: Path, order: Order = HTML, *, force: bool = False) -> tuple[Done, ...]:
    """Make reports in this process, which takes the place of a pool."""
    with ThreadPoolExecutor(1) as executor:
        return many.make_all(commissions.commissions(runs, order, folder), executor, force=force, tell=lambda _: None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != many.LEDGER)


def test_every_run_has_a_report_called_after_organisation_date_and_run(tmp_path):
    done = make([run_of("Gemeente Één"), run_of("Ziekenhuis B.V.", "7k2m9p")], tmp_path)
    assert [one.state for one in done] == ["made", "made"]
    assert names(tmp_path) == ["gemeente-één-2026-11-19-gemeente-één.html", "ziekenhuis-b-v-2026-11-19-7k2m9p.html"]
    assert "Ziekenhuis B.V." in (tmp_path / names(tmp_path)[1]).read_text(encoding="utf-8")


def test_two_files_of_the_same_name_get_a_report_each(tmp_path):
    made = commissions.commissions([run_of("A"), run_of("A")], HTML, tmp_path)
    assert [one.path.name for one in made] == ["a-2026-11-19-a.html", "a-2026-11-19-a-2.html"]


@pytest.mark.parametrize("organisation", ["../../etc/passwd", "CON", "a" * 500, "…", "<b>&amp;|?*:"])
def test_the_name_of_an_organisation_is_a_name_for_a_file_whatever_stands_in_it(organisation, tmp_path):
    (made,) = commissions.commissions([run_of(organisation, "7k2m9p")], HTML, tmp_path)
    assert made.path.parent == tmp_path
    assert made.path.name.endswith("2026-11-19-7k2m9p.html")
    assert not set(made.path.name) & set('<>:"/\\|?*')
    assert len(made.path.name.encode()) < 255


def test_an_anonymous_report_has_no_organisation_in_its_name(tmp_path):
    order = msgspec.structs.replace(HTML, edition=Edition(anonymous=True))
    (made,) = commissions.commissions([run_of("Gemeente Geheim", "7k2m9p")], order, tmp_path)
    assert made.path.name == "2026-11-19-7k2m9p.html"


def test_a_report_that_fails_does_not_stop_the_others_and_is_named(tmp_path):
    broken = run_of("Kapot")
    broken = workflow.Run("Kapot.yaml", broken.responses, msgspec.structs.replace(broken.questionnaire, domains=()))
    done = {one.path.name: one for one in make([run_of("Een"), broken, run_of("Twee")], tmp_path)}
    assert [done[name].state for name in sorted(done)] == ["made", "failed", "made"]
    assert done["kapot-2026-11-19-kapot.html"].failure is not None
    assert names(tmp_path) == ["een-2026-11-19-een.html", "twee-2026-11-19-twee.html"]


def test_what_was_made_before_is_kept_and_only_the_rest_is_made(tmp_path):
    make([run_of("Een")], tmp_path)
    first = (tmp_path / names(tmp_path)[0]).stat().st_mtime_ns
    done = {one.path.name: one.state for one in make([run_of("Een"), run_of("Twee")], tmp_path)}
    assert done == {"een-2026-11-19-een.html": "kept", "twee-2026-11-19-twee.html": "made"}
    assert (tmp_path / "een-2026-11-19-een.html").stat().st_mtime_ns == first


def test_a_run_with_new_answers_gets_a_new_report(tmp_path):
    make([run_of("Een")], tmp_path)
    run = run_of("Een")
    changed = msgspec.structs.replace(run.responses, ambition={"U": 5, "O": 5, "S": 5})
    done = make([workflow.Run(run.reference, changed, run.questionnaire)], tmp_path)
    assert [one.state for one in done] == ["made"]


def test_a_file_that_somebody_changed_is_replaced_only_when_that_is_asked(tmp_path):
    make([run_of("Een")], tmp_path)
    path = tmp_path / names(tmp_path)[0]
    path.write_text("edited by hand", encoding="utf-8")
    (refused,) = make([run_of("Een")], tmp_path)
    assert refused.state == "failed"
    assert path.read_text(encoding="utf-8") == "edited by hand"
    (made,) = make([run_of("Een")], tmp_path, force=True)
    assert made.state == "made"
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_ledger_that_cannot_be_read_is_started_again(tmp_path):
    (tmp_path / many.LEDGER).write_text("{not json", encoding="utf-8")
    make([run_of("Een")], tmp_path)
    assert list(json.loads((tmp_path / many.LEDGER).read_text(encoding="utf-8"))) == ["een-2026-11-19-een.html"]


def test_other_figures_of_a_run_without_answers_give_a_new_report(tmp_path):
    run = run_of("Een")
    outcome = workflow.results(run)
    figures = published(run.questionnaire, run.responses, outcome.scorecard)
    other = msgspec.structs.replace(figures.scorecard, anonymous=not figures.scorecard.anonymous)
    made_of = {
        many.made_from(
            Commission(run=msgspec.structs.replace(run, publication=one), order=HTML, path=tmp_path / "a.html")
        )
        for one in (None, figures, msgspec.structs.replace(figures, scorecard=other))
    }
    assert len(made_of) == 3


def test_where_a_run_cannot_be_read_no_folder_is_left_behind(tmp_path):
    (path,) = answer_files(tmp_path, "Een")
    assert invoke("report", path, tmp_path / "none.yaml", "-o", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


def test_the_fingerprint_follows_everything_that_a_report_is_made_from(tmp_path):
    plain = Commission(run=run_of("Een"), order=HTML, path=tmp_path / "a.html")
    others = [
        msgspec.structs.replace(plain, run=run_of("Twee")),
        msgspec.structs.replace(plain, order=Order(form="html", language="en")),
        msgspec.structs.replace(plain, order=Order(form="html", language="nl", capacity=20)),
    ]
    assert len({many.made_from(each) for each in (plain, *others)}) == 4


def test_reports_are_made_by_processes_and_told_one_by_one(tmp_path):
    files = answer_files(tmp_path, "Een", "Twee", "Drie")
    called = start("report", *files, "--format", "html", "-o", "out", "--jobs", "2", cwd=tmp_path)
    assert called.returncode == 0, called.stderr
    assert len(names(tmp_path / "out")) == 3
    *lines, last = called.stderr.splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == ["1 of 3", "2 of 3", "3 of 3"]
    assert last == "Three reports made."


def test_one_failure_is_told_at_the_end_with_exit_code_1(tmp_path):
    files = answer_files(tmp_path, "Een", "Twee")
    out = tmp_path / "out"
    out.mkdir()
    (out / "een-2026-11-19-een.html").write_text("of somebody else", encoding="utf-8")
    called = start("report", *files, "--format", "html", "-o", "out", cwd=tmp_path)
    assert called.returncode == 1
    assert called.stderr.splitlines()[-1].startswith(
        "een-2026-11-19-een.html: out/een-2026-11-19-een.html is there already."
    )
    assert (out / "twee-2026-11-19-twee.html").exists()


def test_on_a_terminal_a_bar_shows_how_far_it_is(tmp_path):
    files = answer_files(tmp_path, "Een", "Twee")
    call = calling("report", *files, "--format", "html", "-o", "out")
    screen = {**environment(tmp_path), "TERM": "xterm-256color"}
    terminal = pexpect.spawn(call[0], call[1:], cwd=tmp_path, env=screen, encoding="utf-8", timeout=60)
    terminal.expect_exact("2/2")
    terminal.expect_exact("Two reports made.")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_ctrl_c_keeps_what_was_made_and_the_next_call_goes_on(tmp_path):
    files = answer_files(tmp_path, *(f"D{n}" for n in range(10)))
    arguments = ("report", *files, "--format", "html", "-o", "out", "--jobs", "1")
    with subprocess.Popen(
        calling(*arguments), cwd=tmp_path, env=environment(tmp_path), stderr=subprocess.PIPE, encoding="utf-8",
        process_group=0,
    ) as running:  # fmt: skip
        running.stderr.readline()
        os.killpg(running.pid, signal.SIGINT)
        rest = running.stderr.read()
    assert running.returncode == 130
    assert "Traceback" not in rest
    there = names(tmp_path / "out")
    assert 1 <= len(there) < 10
    called = start(*arguments, cwd=tmp_path)
    assert called.returncode == 0
    kept = [line for line in called.stderr.splitlines() if line.endswith(".html was there already")]
    assert len(kept) == len(there)
    assert len(names(tmp_path / "out")) == 10


def test_all_takes_the_complete_runs_of_the_store_and_counts_the_others(tmp_path):
    store = f"sqlite:///{tmp_path / 'store.db'}"
    for path in answer_files(tmp_path, "Een", "Twee"):
        assert invoke("runs", "import", path, MEETLAT_STORE=store).exit_code == 0
    called = start("report", "--all", "--format", "html", "-o", "out", cwd=tmp_path, more={"MEETLAT_STORE": store})
    assert called.returncode == 0, called.stderr
    assert len(names(tmp_path / "out")) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Which run? Name one, or use --all."),
        (("--all", "x.yaml"), "Name runs, or use --all; not both."),
        (("x.yaml", "--no-data", "--with-answers"), "--no-data and --with-answers cannot go together."),
        (("x.yaml", "y.yaml", "--jobs", "0"), "--jobs cannot be ‘0’"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments, said):
    result = invoke("report", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_local_cluster_of_two_workers_makes_the_same_reports(tmp_path):
    from distributed import LocalCluster

    files = answer_files(tmp_path, "Een", "Twee")
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        called = start("report", *files, "--format", "html", "-o", "far", "--cluster", address, cwd=tmp_path)
    assert called.returncode == 0, called.stderr
    near = start("report", *files, "--format", "html", "-o", "near", cwd=tmp_path)
    assert near.returncode == 0
    assert names(tmp_path / "far") == names(tmp_path / "near")
    for name in names(tmp_path / "far"):
        assert (tmp_path / "far" / name).read_bytes() == (tmp_path / "near" / name).read_bytes()


def test_a_cluster_that_does_not_answer_is_told(tmp_path):
    (path,) = answer_files(tmp_path, "Een")
    called = start("report", path, "--cluster", "tcp://127.0.0.1:9", "-o", "out", cwd=tmp_path)
    assert called.returncode == 2
    assert called.stderr.startswith("Error: no cluster answers at tcp://127.0.0.1:9.")
