"""Checks an assembled Space: `python check_space.py FOLDER`, with `openenv` 0.10 installed.

OpenEnv's own validation grades the folder and the server that the lines of its Dockerfile start. Then its staging of
`openenv push` is made, its typed client drives the server, and the oracle earns the maximum where no canary does.
"""

import hashlib
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import run_dockerfile
import yaml
from openenv.cli.commands.push import DEFAULT_PUSH_IGNORE_PATTERNS, _prepare_staging_directory, _validate_openenv_directory
from openenv.validation import CheckStatus, Level, load_policy, run_validation
from openenv.validation.providers import StartupError
from openenv.validation.types import ProviderCapability

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Started:
    """A server that the lines of the Dockerfile have started."""

    def __init__(self, stage: run_dockerfile.Stage, log: Path):
        self.ports = [free_port(), free_port()]
        self.log = log
        self.began = time.monotonic()
        with log.open("wb") as output:
            ports = {"PORT": str(self.ports[0]), "OPENENV_PORT": str(self.ports[1])}
            self.process = run_dockerfile.start(stage, output, **ports)
        self.base_url = f"http://127.0.0.1:{self.ports[1]}"
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() - self.began > 30:
                raise StartupError(f"the server did not become healthy: {self.logs()}")
            time.sleep(0.02)
        self.seconds = time.monotonic() - self.began

    def answers(self) -> bool:
        try:
            return all(
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).status == 200 for port in self.ports
            )
        except (urllib.error.URLError, ConnectionError):
            return False

    def inspect(self) -> dict:
        return {"engine": "none: the Dockerfile's lines in a folder"}

    def logs(self, max_bytes: int = 65536) -> str:
        return self.log.read_text(errors="replace")[-max_bytes:]

    def exec(self, argv, timeout_s):
        raise NotImplementedError

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        if self.process.wait(timeout=20) != 0:
            raise RuntimeError(f"the server ended with {self.process.returncode}: {self.logs()}")


class LinesOfDockerfile:
    """A provider for OpenEnv's validation that needs no container engine."""

    name = "dockerfile-lines"
    capabilities = frozenset({ProviderCapability.IMAGE_BUILD})
    supported_network_modes = frozenset({"public"})

    def __init__(self, folder: Path):
        self.folder = folder
        self.stage: run_dockerfile.Stage | None = None

    def build(self, root: Path, execution) -> str:
        self.stage = run_dockerfile.build(root, self.folder, execution.dockerfile)
        content = [(root / name).read_bytes() for name in ("Dockerfile", "package-lock.json")]
        return "sha256:" + hashlib.sha256(b"".join(content)).hexdigest()

    def start(self, spec) -> Started:
        return self.serve()

    def serve(self) -> Started:
        return Started(self.stage, self.folder / "log")


def check_validation(space: Path, provider: LinesOfDockerfile) -> None:
    report = run_validation(space, max_level=Level.RUNTIME, policy=load_policy("v2"), provider=provider)
    for result in report.results:
        if result.status is CheckStatus.SKIP:
            continue
        print(f"  {result.status.value:5} {result.check_id}: {'; '.join(result.evidence)}")
    graded = {result.check_id: result.status for result in report.results}
    passed = {
        "static.manifest", "runtime.startup", "runtime.reward_well_formed",
        "runtime.observation_schema", "runtime.state_contract",
    }
    failed = {check for check, status in graded.items() if status in (CheckStatus.FAIL, CheckStatus.ERROR)}
    assert not failed and all(graded[check] is CheckStatus.PASS for check in passed), graded


def check_push(space: Path, folder: Path) -> None:
    name, _ = _validate_openenv_directory(space)
    _prepare_staging_directory(space, name, folder, DEFAULT_PUSH_IGNORE_PATTERNS)
    lines = (folder / "Dockerfile").read_text().splitlines()
    inserted = lines.index("ENV ENABLE_WEB_INTERFACE=true")
    assert lines[inserted + 1].startswith("CMD ["), lines
    front = yaml.safe_load((folder / "README.md").read_text().split("---")[1])
    assert front["app_port"] == 7860 and front["base_path"] == "/web" and "openenv" in front["tags"], front
    assert (folder / "package-lock.json").exists() and (folder / "npm" / "server.tgz").exists()


def check_client(space: Path, url: str) -> None:
    sys.path.insert(0, str(space.parent))
    echo_env = importlib.import_module(space.name)
    client = echo_env.EchoClient(base_url=url)
    obs = client.reset(seed=7)
    assert obs.question and obs.prompt and obs.reward is None and obs.is_correct is None and not obs.done
    obs = client.step(echo_env.EchoAction(response="<confidence>70</confidence><answer>B</answer>"))
    assert isinstance(obs.reward, float) and isinstance(obs.is_correct, bool) and obs.ece is not None and obs.done
    assert obs.observation.confidence == 70 and obs.observation.reward == obs.reward
    assert client.state().step_count == 1 and client.state().seed == 7
    client.close()


def check_oracle(space: Path, url: str) -> None:
    sys.path.insert(0, str(space))
    oracle = importlib.import_module("oracle")
    reward = yaml.safe_load((space / "openenv.yaml").read_text())["validation"]["reward"]
    best = oracle.play(url, 200)
    assert min(best) >= reward["range"][1] - reward["oracle_tolerance"], min(best)
    assert max(best) <= reward["range"][1], max(best)
    from openenv import GenericEnvClient

    with GenericEnvClient(base_url=url).sync() as client:
        for canary in map(json.loads, (space / "canaries.jsonl").read_text().splitlines()):
            total = 0.0
            for seed in range(50):
                client.reset(seed=seed)
                total += client.step({"response": canary["response"]}).reward
            floor = reward["range"][1] - total / 50
            assert floor >= reward["floor_margin"], (canary, floor)
            print(f"  canary {canary['name']}: {total / 50:.3f}, {floor:.3f} below the maximum")


def check_seeds(url: str) -> None:
    """The built server poses the questions that the sources' test pins."""
    from openenv import GenericEnvClient

    pinned = re.findall(r'"(train-\d+)",', (ROOT / "packages/server/src/seeds.test.ts").read_text())
    with GenericEnvClient(base_url=url).sync() as client:
        posed = [client.reset(seed=seed).observation["metadata"]["task_id"] for seed in range(len(pinned))]
    assert len(pinned) == 10 and posed == pinned, posed


def check_memory(space: Path, url: str) -> None:
    text = urllib.request.urlopen(f"{url}/prometheus").read().decode()
    resident = float(re.search(r"^process_resident_memory_bytes (\S+)$", text, re.M)[1])
    declared = yaml.safe_load((space / "openenv.yaml").read_text())["validation"]["resources"]["memory_mb"]
    print(f"  {resident / 1e6:.0f} MB resident of {declared} declared")
    assert resident <= declared * 2**20, resident


PROBE = """
const call = (path, body) => fetch(`http://127.0.0.1:${process.env.PORT}${path}`, body && { method: 'POST', body });
for (let i = 0; i < 200 && !(await call('/health').catch(() => null)); i++) await new Promise((next) => setTimeout(next, 100));
const posed = await (await call('/reset', '{"seed": 7}')).json();
const graded = await (await call('/step', '{"response": "<confidence>70</confidence><answer>B</answer>", "seed": 7}')).json();
if (posed.done !== false || typeof graded.reward !== 'number') throw new Error(JSON.stringify({ posed, graded }));
const out = await fetch('http://1.1.1.1', { signal: AbortSignal.timeout(3000) }).then(() => 'open', () => 'closed');
if (out !== 'closed') throw new Error('there is a network');
"""


def check_no_network(provider: LinesOfDockerfile) -> None:
    """The server answers in a network of its own that leads nowhere."""
    stage = provider.stage
    script = 'ip link set lo up && PORT=7860 sh -c "$SERVER" & PORT=7860 node --input-type=module -e "$PROBE"; code=$?; kill 0; exit $code'
    env = stage.environment(SERVER=stage.command[2], PROBE=PROBE, ECHO_STORE=":memory:")
    probe = ["unshare", "--net", "--map-root-user", "--kill-child", "sh", "-c", f"trap '' TERM; {script}"]
    if subprocess.run([*probe[:3], "true"], capture_output=True).returncode != 0:
        print("  without a network: not measured, no namespaces here")
        return
    subprocess.run(probe, cwd=stage.place(""), env=env, check=True, timeout=60, stdout=subprocess.DEVNULL, start_new_session=True)
    print("  without a network: poses and grades")


def check_answers() -> None:
    """`docs/validation.md` names each check of OpenEnv's local lane, and no other."""
    local = {entry.check_id for entry in load_policy("v2").entries if entry.lane.value == "local"}
    page = (ROOT / "docs/validation.md").read_text()
    named = set(re.findall(r"^\| `((?:static|runtime|semantic)\.\w+)`", page, re.M))
    assert named == local, named ^ local


def megabytes(folder: Path) -> float:
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir()) / 1e6


def main() -> None:
    space = Path(sys.argv[1]).resolve()
    check_answers()
    with tempfile.TemporaryDirectory(prefix="echo-space-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        provider = LinesOfDockerfile(folder)
        check_validation(space, provider)
        check_push(space, folder / "staged")
        server = provider.serve()
        check_client(space, server.base_url)
        check_oracle(space, server.base_url)
        check_seeds(server.base_url)
        check_memory(space, server.base_url)
        server.stop()
        check_no_network(provider)
        sbom = json.loads((provider.stage.place("") / "sbom.cdx.json").read_text())
        assert any(part["name"] == "@echo/server" or part["name"] == "server" for part in sbom["components"])
        added = megabytes(provider.stage.root / "home")
        python = megabytes(Path(sys.prefix))
        print(f"  first answer after {server.seconds:.2f} s; {added:.0f} MB over Node, where openenv takes {python:.0f} MB over Python")
    openenv = str(Path(sys.executable).parent / "openenv")
    subprocess.run([openenv, "validate", str(space), "--level", "static"], check=True, stdout=subprocess.DEVNULL)


main()
