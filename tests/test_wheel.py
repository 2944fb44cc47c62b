"""The wheel is complete: a new environment makes a report from another folder."""

import subprocess
import sys
import venv
from pathlib import Path

from old_stores import of_layout
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_environment_with_only_the_wheel_does_the_main_job_from_another_folder(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT, cwd=tmp_path)
    (wheel,) = tmp_path.glob("meetlat-*.whl")
    venv.create(tmp_path / "environment", with_pip=True)
    binaries = tmp_path / "environment" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)

    run(binaries / "assess", "demo", cwd=tmp_path)
    titles = [PdfReader(tmp_path / "out" / f"roadmap-{language}.pdf").metadata.title for language in ("nl", "en")]
    assert all("Gemeente Voorbeeld" in title for title in titles)
    assert titles[0] != titles[1]
    assert "it-ambition" in run(binaries / "assess", "questionnaire", "list", cwd=tmp_path)

    older = of_layout(1, tmp_path / "older.db")
    assert "8rpemb" in run(binaries / "assess", "runs", "list", "--store", older, cwd=tmp_path)
