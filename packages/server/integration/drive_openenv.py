"""Drives a server with OpenEnv's own Python clients: `python drive_openenv.py URL`.

Works with openenv-core 0.3.0 and with openenv 0.4 and later, whose clients differ.
"""

import asyncio
import json
import sys
import urllib.request
from importlib.metadata import PackageNotFoundError, version

from openenv.core.env_client import EnvClient
from openenv.core.generic_client import GenericEnvClient
from openenv.core.client_types import StepResult
from openenv.core.env_server.types import Action, Observation, State

URL = sys.argv[1].rstrip("/")
REPLY = "<confidence>70</confidence><answer>B</answer>"
FIELDS = {
    "question", "domain", "difficulty", "prompt", "is_correct", "accuracy", "confidence", "brier_score",
    "ece", "feedback", "thinking", "reward_components",
}


class EchoAction(Action):
    response: str


class EchoObservation(Observation):
    question: str
    domain: str
    difficulty: str
    prompt: str
    is_correct: bool | None = None
    accuracy: float | None = None
    confidence: float | None = None
    brier_score: float | None = None
    ece: float | None = None
    feedback: str | None = None
    thinking: str | None = None
    reward_components: list | None = None


class EchoClient(EnvClient[EchoAction, EchoObservation, State]):
    def _step_payload(self, action):
        return action.model_dump(exclude={"metadata"})

    def _parse_result(self, payload):
        observation = EchoObservation(
            **payload["observation"], reward=payload.get("reward"), done=payload.get("done", False)
        )
        return StepResult(observation=observation, reward=payload.get("reward"), done=payload["done"])

    def _parse_state(self, payload):
        return State(**payload)


def post(path, body):
    request = urllib.request.Request(
        URL + path, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def check_http():
    posed = post("/reset", {"seed": 42, "episode_id": "by-hand"})
    assert posed["reward"] is None and posed["done"] is False
    assert set(posed["observation"]) - {"metadata"} == FIELDS, posed["observation"].keys()
    graded = post("/step", {"action": {"response": REPLY}, "episode_id": "by-hand"})
    assert graded["done"] is True and isinstance(graded["reward"], float)
    alone = post("/step", {"action": {"response": REPLY}, "seed": 42})
    assert alone["observation"]["question"] == posed["observation"]["question"]
    assert alone["reward"] == graded["reward"]
    return posed["observation"]["question"]


async def episode(seed):
    async with GenericEnvClient(base_url=URL) as client:
        posed = await client.reset(seed=seed)
        graded = await client.step({"response": REPLY})
        state = await client.state()
        assert graded.done and state["step_count"] == 1 and state["done"], state
        return posed.observation["question"], graded.reward


async def check_groups(seeds=8, size=16):
    """A GRPO batch: every member of a group has a session of its own and gets the same question."""
    for seed in range(seeds):
        group = await asyncio.gather(*(episode(seed) for _ in range(size)))
        assert len(set(group)) == 1, group
    return seeds * size


async def check_typed(question):
    async with EchoClient(base_url=URL) as client:
        posed = await client.reset(seed=42)
        assert posed.observation.question == question
        graded = await client.step(EchoAction(response=REPLY))
        assert graded.observation.is_correct is not None and graded.observation.ece is not None
        try:
            await client.step(EchoAction(response=REPLY))
            raise AssertionError("a second step must be refused")
        except RuntimeError as error:
            assert "EXECUTION_ERROR" in str(error), error
        again = await client.reset(seed=43)
        assert again.observation.question != question


def check_sync():
    client = GenericEnvClient(base_url=URL).sync()
    with client:
        client.reset(seed=7)
        assert client.step({"response": REPLY}).done


def installed():
    for name in ("openenv", "openenv-core"):
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            pass
    return "openenv of unknown version"


question = check_http()
played = asyncio.run(check_groups())
asyncio.run(check_typed(question))
check_sync()
print(f"{installed()}: HTTP, {played} episodes in groups, typed and synchronous clients: ok")
