"""What the set-up scripts share: telling a person what happens, and fetching packages that are checked."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "scripts/requirements"

# Everything fetched or built goes here; git ignores it.
VENDOR = ROOT / "vendor"

# A script that runs others tells them when it started.
_started = float(os.environ.get("SETUP_STARTED", time.time()))


class Failure(Exception):
    """A step that cannot be done. The message says what to do about it."""


def say(text: str):
    print(f"[{time.time() - _started:5.1f} s] {text}", file=sys.stderr, flush=True)


def run_script(main) -> int:
    """Carries out a script and turns a failure into its message and an exit code."""
    try:
        return main() or 0
    except Failure as failure:
        print(f"{Path(sys.argv[0]).name}: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def sha256(path: Path) -> str | None:
    """The sum of a file, or None where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def run(command: list, failure: str, **options) -> str:
    """Runs a command and gives what it printed; shows its errors only when it fails."""
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)
    except OSError as error:
        raise Failure(f"{failure}\n  {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        last_lines = (done.stderr or done.stdout).strip().splitlines()[-12:]
        raise Failure("\n  ".join([failure, *last_lines]))
    return done.stdout


def pip(*arguments, failure: str):
    """Runs pip. Packages never go into the machine's own Python: callers name a folder."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    run([sys.executable, "-m", "pip", *arguments, *quiet], failure, env=environment)


def install(requirements: str, folder: Path):
    """Installs pinned Python packages into a folder of their own."""
    pip(
        "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile",
        "--requirement", REQUIREMENTS / requirements, "--target", folder,
        failure=f"pip could not install scripts/requirements/{requirements}. Is the network there? "
        "Is pip (Debian: python3-pip)?",
    )  # fmt: skip
