"""Measure how long a user waits for the picture of what they typed, with the desk as it is started.

    python benchmarks/desk.py [--rounds 60]
    python benchmarks/desk.py --hosted [--rounds 60] [--packs 8]

Each round changes the phone number of the municipality, as typing does. *Picture after saving* is
the time from the response to the save until the new picture of the leaflet's outside (96 dpi) has
arrived; *all* is measured from sending the form. Memory is that of each process at the end.

``--hosted`` measures the service instead: saves with their picture, by as many concurrent visitors
as there are cores, and packs (Dutch, five files; made, proof-read and shown).
"""

from __future__ import annotations

import argparse
import contextlib
import html
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
NUMBERS = ("14 030", "14 020", "14 010", "030 286 00 00", "020 624 11 11", "088 20 80 080")


def measure(client: httpx.Client, here: str, number: str) -> tuple[float, float]:
    """Return the seconds from saved to picture, and from sending the form to picture."""
    page = client.get(here).text
    stand = re.search(r'name="stand" value="(\w+)"', page)
    assert stand
    sent = time.perf_counter()
    data = {"stand": stand[1], "contacts.0.phone": number}
    answer = client.post(here, data=data, follow_redirects=False)
    saved = time.perf_counter()
    page = client.get(answer.headers["location"].partition("#")[0]).text
    source = re.search(r'<img src="([^"]+buitenkant[^"]+)"', page)
    assert source
    picture = client.get(source[1])
    assert picture.content.startswith(b"\x89PNG")
    done = time.perf_counter()
    return done - saved, done - sent


def memory(process: int) -> list[int]:
    """Return the resident memory (MB) of a process and of its descendants, largest first."""
    parents, sizes = {}, {}
    for place in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):  # the process has just ended
            rows = dict(row.split(":", 1) for row in place.read_text("utf-8").splitlines())
            parents[int(rows["Pid"])] = int(rows["PPid"])
            sizes[int(rows["Pid"])] = int(rows.get("VmRSS", "0").split()[0]) // 1024
    family = {process}
    for _ in range(4):
        family |= {pid for pid, parent in parents.items() if parent in family}
    return sorted((size for pid, size in sizes.items() if pid in family), reverse=True)


def main() -> None:
    """Measure the local or the hosted desk, and print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--packs", type=int, default=8)
    options.add_argument("--hosted", action="store_true")
    asked = options.parse_args()
    if asked.hosted:
        hosted(asked.rounds, asked.packs)
    else:
        local(asked.rounds)


def hosted(rounds: int, packs: int) -> None:
    """Start the service, fill in forms and make packs concurrently, and print a table."""
    base = "http://127.0.0.1:8796"
    command = [sys.executable, "-m", "uvicorn", "wegwijs.desk.hosted:app", "--port", "8796"]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--log-level", "error"], cwd=ROOT, env=os.environ | {"WEGWIJS_ADDRESS": base}
    )
    headers = {"origin": base, "sec-fetch-site": "same-origin", "x-wegwijs": "script"}
    try:
        with httpx.Client(base_url=base, headers=headers, timeout=300) as client:
            text = carried(until_up(client).text)

            def ask(number: str, button: str) -> tuple[float, str]:
                fields = {"bestand": text, "name": "Lindewaard", "do": button}
                fields["contacts.0.phone"] = number
                began = time.perf_counter()
                form = [(name, (None, value)) for name, value in fields.items()]
                page = client.post("/invullen", files=form)
                assert page.status_code == 200 and number in page.text
                return time.perf_counter() - began, page.text

            cores = os.cpu_count() or 1
            for name, count, button in (("saves", rounds, "bewaar"), ("packs", packs, "maak")):
                with ThreadPoolExecutor(cores) as visitors:
                    for number in NUMBERS:  # wait until everything is loaded
                        visitors.submit(ask, number, "bewaar")
                    ask(NUMBERS[0], button)
                    numbers = [f"030 286 {one:02} 00" for one in range(count)]
                    began = time.perf_counter()
                    found = list(visitors.map(lambda one, what=button: ask(one, what), numbers))
                    seconds = time.perf_counter() - began
                times = sorted(one for one, _ in found)
                high = times[int(len(times) * 0.95)] * 1000
                median = statistics.median(times) * 1000
                print(
                    f"{name:6} {count / seconds:5.1f} per second   median {median:6.0f} ms"
                    f"   p95 {high:6.0f} ms   ({cores} visitors at once)"
                )
            print("memory (MB)", memory(server.pid))
    finally:
        server.terminate()
        server.wait()


def until_up(client: httpx.Client) -> httpx.Response:
    """Return the first screen of an editor, as soon as the service answers."""
    for _ in range(300):
        with contextlib.suppress(httpx.TransportError):
            return client.get("/nieuw/gemeente")
        time.sleep(0.2)
    raise SystemExit("the service does not answer")


def carried(page: str) -> str:
    """Return the edition that a screen carries."""
    found = re.search(r'name="bestand" value="(.*?)"', page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def local(rounds: int) -> None:
    """Start the desk on an example, type, and print a table."""
    with tempfile.TemporaryDirectory() as place:
        own = Path(place) / "mijn-gegevens"
        (own / "editions").mkdir(parents=True)
        text = (ROOT / "sources/editions/voorbeeld-gemeente.yaml").read_text("utf-8")
        text = text.replace("id: voorbeeld-gemeente", "id: lindewaard")
        (own / "editions" / "lindewaard.yaml").write_text(text, "utf-8")
        command = [sys.executable, "generate.py", "desk", "--no-browser", "--port", "8795"]
        command += ["--sources", str(own), "--output", str(Path(place) / "output")]
        server = subprocess.Popen(  # noqa: S603 - our own program
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert server.stdout
        address = next(
            found[0]
            for line in server.stdout
            if (found := re.search(r"http://\S+/begin/\S+", line))
        )
        base = address.partition("/begin/")[0]
        headers = {"origin": base, "sec-fetch-site": "same-origin", "x-wegwijs": "script"}
        try:
            with httpx.Client(base_url=base, headers=headers, timeout=60) as client:
                client.get(address)
                here = "/folder/lindewaard"
                for number in NUMBERS:  # wait until everything is loaded
                    measure(client, here, number)
                    time.sleep(0.5)
                found = []
                for round_ in range(rounds):
                    found.append(measure(client, here, NUMBERS[round_ % len(NUMBERS)][:-1] + "0"))
                    time.sleep(0.3)
                for name, index in (("picture after saving", 0), ("all", 1)):
                    times = sorted(one[index] * 1000 for one in found)
                    high = times[int(len(times) * 0.95)]
                    print(
                        f"{name:22} median {statistics.median(times):6.0f} ms   p95 {high:6.0f} ms"
                    )
                print("memory (MB)", memory(server.pid))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
