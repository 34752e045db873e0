"""The environment as one would write it for Python's `openenv`: `python echo_server.py PORT TASKS.jsonl PROMPTS.json [async]`.

It poses the same tasks with the same prompts, reads confidence and answer by regular expressions, grades numbers, labels and texts,
pays accuracy and a Brier score, and keeps each episode in SQLite.
"""

import json
import random
import re
import sqlite3
import sys
import tempfile
import uuid

import uvicorn
from openenv.core.env_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State

PORT, TASKS, PROMPTS, *KIND = sys.argv[1:]
tasks = [json.loads(line) for line in open(TASKS)]
prompts = json.load(open(PROMPTS))
CONFIDENCE = re.compile(r"<confidence>\s*(\d{1,3})\s*</confidence>")
ANSWER = re.compile(r"<answer>(.*?)</answer>", re.S)
database = sqlite3.connect(f"{tempfile.mkdtemp()}/episodes.db", isolation_level=None, check_same_thread=False)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = NORMAL")
database.execute("CREATE TABLE episodes (id TEXT, task TEXT, response TEXT, confidence REAL, correct INTEGER, reward REAL)")


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


def is_correct(key, answer):
    answer = answer.strip().lower()
    if key["kind"] == "number":
        try:
            return float(answer) == key["value"]
        except ValueError:
            return False
    if key["kind"] == "choice":
        return answer == key["label"].lower()
    return answer in [text.lower() for text in (key["answer"], *key.get("aliases", []))]


class Echo(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._state = State()
        self._task = None
        self._prompt = ""

    def observe(self, **graded):
        task = self._task
        shown = {name: task[name] for name in ("question", "domain", "difficulty")}
        metadata = {"episode_id": self._state.episode_id, "task_id": task["id"]}
        return EchoObservation(**shown, prompt=self._prompt, metadata=metadata, **graded)

    def reset(self, seed=None, episode_id=None, **_):
        index = random.Random(seed).randrange(len(tasks))
        self._task, self._prompt = tasks[index], prompts[index]
        self._state = State(episode_id=episode_id or str(uuid.uuid4()), step_count=0)
        return self.observe()

    def step(self, action, **_):
        if self._task is None:
            raise RuntimeError("reset first")
        found, answer = CONFIDENCE.search(action.response), ANSWER.search(action.response)
        confidence = min(100, int(found[1])) / 100 if found else 0.5
        correct = answer is not None and is_correct(self._task["answerKey"], answer[1])
        brier = (confidence - correct) ** 2
        reward = 0.8 * correct + 0.4 * (1 - 2 * brier)
        self._state.step_count += 1
        row = (self._state.episode_id, self._task["id"], action.response, confidence, correct, reward)
        database.execute("INSERT INTO episodes VALUES (?, ?, ?, ?, ?, ?)", row)
        components = [{"name": "accuracy", "score": float(correct), "weight": 0.8}, {"name": "brier", "score": 1 - 2 * brier, "weight": 0.4}]
        return self.observe(
            reward=reward, done=True, is_correct=correct, accuracy=float(correct), confidence=100 * confidence, brier_score=brier,
            ece=abs(confidence - correct), feedback="Correct." if correct else "Incorrect.", reward_components=components,
        )

    @property
    def state(self):
        return self._state


class AsyncEcho(Echo):
    """The same in the event loop, where `openenv` runs `reset` and `step` in a thread of the session."""

    async def reset_async(self, seed=None, episode_id=None, **_):
        return self.reset(seed, episode_id)

    async def step_async(self, action, **_):
        return self.step(action)


app = create_app(AsyncEcho if KIND == ["async"] else Echo, EchoAction, EchoObservation, env_name="echo", max_concurrent_envs=10_000)
uvicorn.run(app, host="127.0.0.1", port=int(PORT), log_level="critical")
