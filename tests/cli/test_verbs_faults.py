"""Every verb, stopped at every point where it is about to change the dataset; and several verbs at once."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
SOURCE = "jaarverslag-2018 §5"
PEOPLE = "kandidaten-aan-de-slag-overig-2018"
VERBS = {
    "nieuw": ("nieuw", "proeftuin", "--naam", "Nieuw", "--uit-post", "hoogwaardige-inhuur-overig-2018"),
    "fase": ("fase", "kpmg", "decharge", "--bron", SOURCE, "--uit-post", "leerformule-in-wording-2018"),
    "stap": ("stap", "k-8vtbwsi4te", "contract", "--bron", SOURCE, "--uit-post", PEOPLE),
    "hernoem": ("hernoem", "atos", "nieuw", "--soort", "proeftuin"),
    "voeg-samen": ("voeg-samen", "atos", "atos-ict", "--soort", "proeftuin", "--houd", "naam",
                   "--houd", "categorie", "--houd", "toelichting"),
    "trek-terug": ("trek-terug", "k-8vtbwsi4te", "--wis", "--ja", "--naar-post", PEOPLE),
    "importeer": ("importeer", "lijst.csv", "--soort", "proeftuin", "--vast", "soort=regulier",
                  "--bron", SOURCE,
                  "--nieuwe-organisaties", "--schrijf"),
    "formatteer": ("formatteer",),
}  # fmt: skip
_DRIVER = '''
import fcntl, json, os, sys, traceback
from pathlib import Path

from maatwerk_cli.cli.main import main
from maatwerk_cli.keeping.transaction import finish_interrupted
from maatwerk_cli.register.location import STAGING

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OTHER = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
lock = None
left = 0  # acts of writing until the end of this process; none where there is no end


def held():
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def put(files):
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(root).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        if not (root / name).is_file() or (root / name).read_bytes() != content:
            (root / name).write_bytes(content)


def forked():
    """Give nothing in a child, and in its parent how the child ended."""
    child = os.fork()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else None


def stop_everywhere():
    """At the first act of writing: let a child die there, one at the next, until one comes to its end."""
    global left
    seen = set()
    for stop in range(1, most):
        code = forked()
        if code is None:
            left = stop
            return
        fcntl.flock(lock, fcntl.LOCK_UN)  # the child shared it, and would have let it go
        if code == 0:
            assert held() == new
            told = {"punten": stop - 1, "oud": False in seen, "nieuw": True in seen}
            os.write(result, json.dumps(told).encode() + b"\\n")
            os._exit(0)
        assert code == 9, code
        finish_interrupted(root)
        now = held()
        assert now in (old, new), (stop, sorted(set(now) ^ set(old)))
        assert not (root / STAGING).exists()
        seen.add(now == new)
        put(old)
        fcntl.flock(lock, fcntl.LOCK_EX)
    raise AssertionError("it writes without end")


def hook(event, given):
    global left, lock, watching
    if watching and event == "fcntl.flock":
        lock = given[0]
    writes = event == "open" and isinstance(given[2], int) and given[2] & WRITING
    if not watching or not writes and event not in OTHER:
        return
    if any(isinstance(one, str | os.PathLike) and str(one).startswith(str(root)) for one in given[:2]):
        if not left:
            watching = False
            try:
                stop_everywhere()
            except BaseException:
                os.write(errors, traceback.format_exc().encode())
                os._exit(1)
            watching = True
        left -= 1
        if left == 0:
            os._exit(9)


def run():
    """Run the command without a word, in a process that ends with it."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os._exit(main([*arguments, "--data", str(root)]))


result, errors = os.dup(1), os.dup(2)
most = int(sys.argv[2])
for arguments, folder in json.loads(sys.argv[1]):
    root = Path(folder).resolve()
    code = forked()
    if code is None:
        break
    assert code == 0, (arguments, code)
else:
    sys.exit()
watching = False
old = held()
code = forked()
if code is None:
    run()
assert code == 0, code
new = held()
assert old != new
put(old)
watching = True
sys.addaudithook(hook)
run()
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this kills a copy of the process, which needs fork")
def test_a_verb_stopped_at_any_point_leaves_old_or_new_whole(register, tmp_path) -> None:
    """Each verb on a register of its own; one process tries them, as loading the program takes half of it."""
    (tmp_path / "lijst.csv").write_text("naam;leverancier\nEen;Nieuw Bedrijf\nTwee;kpmg\n")
    tried = []
    for verb, arguments in VERBS.items():
        root = Path(shutil.copytree(register, tmp_path / verb))
        if verb == "formatteer":
            for file in ("proeftuinen/ey.yaml", "bronnen.yaml"):
                (root / file).write_text("# bovenaan\n" + (root / file).read_text().replace(": ", ":   ", 1))
        tried.append((arguments, str(root)))
    done = subprocess.run(
        [sys.executable, "-c", _DRIVER, json.dumps(tried), "60"],
        capture_output=True, text=True, cwd=tmp_path, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    differences = dict(zip(VERBS, map(json.loads, done.stdout.splitlines()), strict=True))
    for verb, difference in differences.items():
        assert difference["punten"] >= 6, verb
        assert difference["oud"], verb
        assert difference["nieuw"], verb


def test_several_verbs_at_once_lose_nobodys_work(maatwerk, register, tmp_path) -> None:
    commands = [
        ("nieuw", "proeftuin", "--naam", "Een", "--uit-post", "hoogwaardige-inhuur-overig-2018"),
        ("nieuw", "proeftuin", "--naam", "Twee", "--uit-post", "hoogwaardige-inhuur-overig-2018"),
        ("nieuw", "organisatie", "--naam", "Drie", "--soort", "leverancier"),
        ("fase", "kpmg", "decharge", "--bron", SOURCE),
        ("hernoem", "ocw", "onderwijs", "--soort", "organisatie"),
        ("nieuw", "organisatie", "--naam", "Vier", "--soort", "leverancier"),
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "maatwerk_cli", *command, "--data", str(register)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for command in commands
    ]  # fmt: skip
    for process in running:
        _, message = process.communicate(timeout=300)
        assert (
            process.returncode == 0 or "Wacht tot het klaar is" in message or "intussen veranderd" in message
        ), message
    done = [process.returncode == 0 for process in running]
    assert sum(done) >= 2
    organisations = (register / "organisaties.csv").read_text()
    post = (register / "verzamelposten/2018.yaml").read_text()
    assert (register / "proeftuinen/een.yaml").exists() == done[0]
    assert (register / "proeftuinen/twee.yaml").exists() == done[1]
    assert f"aantal: {14 - done[0] - done[1]}\n" in post
    assert ("drie,Drie" in organisations) == done[2]
    assert ("fase: decharge" in (register / "proeftuinen/kpmg.yaml").read_text()) == done[3]
    assert ("\nonderwijs," in organisations) == done[4]
    assert ("vier,Vier" in organisations) == done[5]
    assert maatwerk("valideer", "--data", str(register)).returncode == 0
    assert not list(Path(register).glob(".maatwerk*"))
