"""Nothing leaves the machine: no socket is opened, not even to a proxy that stands ready."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

TEXT = "The deal was signed in Geneva. He arrived on Thursday (30) and left the same evening by train.\n"
REFUSE = """
import socket, sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        print("NETWORK", event, arguments, file=sys.stderr)
        raise OSError("no network in this test")

sys.addaudithook(refuse)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tqcheck.toml").touch()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "de.po").write_text('msgid "See http://127.0.0.1:9/x"\nmsgstr "Siehe http://127.0.0.1:9/x"\n')
    external = '<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">'
    (tmp_path / "x.xlf").write_text(
        f'{external}<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="a">'
        "<source>Save</source><target>Sichern</target></trans-unit></body></file></xliff>"
    )
    return tmp_path


@pytest.mark.parametrize("format_name", ["text", "html", "json"])
def test_check_opens_no_connection(folder: Path, format_name: str) -> None:
    """With the grammar model, with every connection refused, and a proxy that counts who comes."""
    (folder / "guard").mkdir()
    (folder / "guard/sitecustomize.py").write_text(REFUSE)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        came: list[object] = []

        def count() -> None:
            while True:
                try:
                    came.append(proxy.accept())
                except OSError:
                    return

        threading.Thread(target=count, daemon=True).start()
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        run = subprocess.run(
            [sys.executable, "-m", "tqcheck", "check", "a.txt", "de.po", "x.xlf", "--format", format_name],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(folder / "guard"), os.environ.get("PYTHONPATH", "")]),
                **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"), address),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert "NETWORK" not in run.stderr
    assert came == []
    assert run.returncode == 0, run.stderr
    assert "bracketed-day" in run.stdout


def test_the_guard_of_these_tests_works(folder: Path) -> None:
    (folder / "sitecustomize.py").write_text(REFUSE)
    run = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NETWORK" in run.stderr
