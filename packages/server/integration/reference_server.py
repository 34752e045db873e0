"""The reference: OpenEnv's own server with an environment of the same action and arguments.

`python reference_server.py PORT`
"""

import sys

import uvicorn
from openenv.core.env_server import create_app
from openenv.core.env_server.interfaces import Environment
from openenv.core.env_server.types import Action, Observation, State


class EchoAction(Action):
    response: str


class EchoObservation(Observation):
    question: str = ""


class Reference(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self._state = State()
        self._open = False

    def reset(self, seed=None, episode_id=None, **kwargs):
        self._state = State(episode_id=episode_id, step_count=0)
        self._open = True
        return EchoObservation(question="?", metadata={"episode_id": episode_id})

    def step(self, action, seed=None, **kwargs):
        if not self._open:
            raise RuntimeError("no episode")
        self._open = False
        self._state.step_count += 1
        return EchoObservation(question="?", reward=0.5, done=True)

    @property
    def state(self):
        return self._state


app = create_app(Reference, EchoAction, EchoObservation, env_name="echo", max_concurrent_envs=2)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="critical")
