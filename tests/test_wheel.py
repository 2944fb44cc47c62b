"""The wheel is complete: a new environment makes a report from another folder."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def assess(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of a new environment in which only the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("meetlat-*.whl")
    venv.create(folder / "environment", with_pip=True)
    binaries = folder / "environment" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return binaries / "assess"


def test_a_report_is_made_from_another_folder(assess: Path, tmp_path: Path) -> None:
    run(assess, "demo", cwd=tmp_path)
    titles = [PdfReader(tmp_path / "out" / f"roadmap-{language}.pdf").metadata.title for language in ("nl", "en")]
    assert all("Gemeente Voorbeeld" in title for title in titles)
    assert titles[0] != titles[1]


def test_the_questionnaire_and_its_schema_are_inside(assess: Path, tmp_path: Path) -> None:
    assert "it-ambition" in run(assess, "questionnaire", "list", cwd=tmp_path)
    assert "schema" in run(assess, "questionnaire", "schema", cwd=tmp_path)
