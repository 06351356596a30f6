"""Sets up the peer of the bench `http` and serves it until standard input ends: `serve.py VENV FOLDER`.

A Python environment with pinned packages in VENV, made once; a PostgreSQL 15 cluster of its own in FOLDER, on a socket
there and with the durability that it comes with; gunicorn on a free port. Prints `ready ADDRESS`, or `left out: WHY`.
Ends only what it started.
"""

import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BINARIES = Path("/usr/lib/postgresql/15/bin")
# Twice the cores and one, as gunicorn's documentation advises.
WORKERS = 2 * (os.cpu_count() or 1) + 1
PATIENCE = 60


class LeftOut(Exception):
    """Why the peer cannot be had here."""


def run(what, *command, **options):
    """Runs a step of the setting up, quietly unless it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise LeftOut(f"{what}: {''.join(last) or done.returncode}")


def environment(venv):
    """The Python of an environment with the pinned packages."""
    python = venv / "bin" / "python"
    pinned = HERE / "requirements.txt"
    done = venv / "installed.txt"
    if not done.is_file() or done.read_text() != pinned.read_text():
        run("making a Python environment", sys.executable, "-m", "venv", "--clear", str(venv))
        quiet = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        run("installing Django", str(python), "-m", "pip", "install", *quiet, "-r", str(pinned))
        done.write_text(pinned.read_text())
    return python


def owner():
    """As whom PostgreSQL runs: it refuses root."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError as missing:
        raise LeftOut("there is no user `postgres`, and PostgreSQL does not run as root") from missing
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def cluster(folder, started):
    """A cluster of its own; gives the folder of its socket."""
    if not (BINARIES / "initdb").is_file():
        raise LeftOut("PostgreSQL 15 is missing; on Debian: apt-get install postgresql-15")
    user = owner()
    data, run_in = folder / "data", folder / "socket"
    for made in (data, run_in):
        made.mkdir(parents=True)
        if user:
            os.chown(made, user["user"], user["group"])
    # The folder above is the caller's; it only has to be passed through.
    os.chmod(folder, 0o711)
    initdb = [str(BINARIES / "initdb"), "--pgdata", str(data), "--username", "postgres", "--auth", "trust"]
    run("making a PostgreSQL cluster", *initdb, cwd="/", **user)
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={run_in}"]
    with open(folder / "postgres.log", "wb") as log:
        server = [str(BINARIES / "postgres"), "-D", str(data), *options]
        started.append(subprocess.Popen(server, stdout=log, stderr=log, cwd="/", **user))
    ready = [str(BINARIES / "pg_isready"), "--quiet", "--host", str(run_in), "--username", "postgres"]
    wait("PostgreSQL does not start", lambda: subprocess.run(ready, check=False).returncode == 0)
    return run_in


def wait(why, ready):
    """Waits until something is ready."""
    begun = time.monotonic()
    while not ready():
        if time.monotonic() - begun > PATIENCE:
            raise LeftOut(why)
        time.sleep(0.05)


def answers(port):
    """Whether something listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serve(venv, folder, started):
    """Starts everything; gives the address of the intake."""
    python = environment(venv)
    run_in = cluster(folder, started)
    around = {**os.environ, "PEER_SOCKET": str(run_in), "PYTHONDONTWRITEBYTECODE": "1"}
    run("making the table", str(python), "intake.py", cwd=HERE, env=around)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = [str(python), "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
    gunicorn += ["--workers", str(WORKERS), "intake:application"]
    with open(folder / "gunicorn.log", "wb") as log:
        started.append(subprocess.Popen(gunicorn, stdout=log, stderr=log, cwd=HERE, env=around))
    wait("gunicorn does not start", lambda: answers(port))
    return f"http://127.0.0.1:{port}/reports"


def main():
    """Serves until standard input ends."""
    venv, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    started = []
    try:
        print("ready", serve(venv, folder, started), flush=True)
        sys.stdin.read()
    except LeftOut as why:
        print("left out:", why, flush=True)
    finally:
        for process in reversed(started):
            # For gunicorn and for PostgreSQL this means: now, and in order.
            process.send_signal(signal.SIGINT)
            process.wait()


if __name__ == "__main__":
    main()
