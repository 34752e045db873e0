"""The typed client: `EchoClient(base_url=…)`, one session over WebSocket."""

from dataclasses import dataclass
from typing import Any

from openenv.core.client_types import StepResult
from openenv.core.env_client import EnvClient

try:
    from .models import EchoAction, EchoObservation, EchoState
except ImportError:  # the folder itself is on the path
    from models import EchoAction, EchoObservation, EchoState


@dataclass
class EchoResult(StepResult[EchoObservation]):
    """OpenEnv's result, with the fields of its observation beside it: `result.is_correct`, `result.ece`."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "observation":
            raise AttributeError(name)
        return getattr(self.observation, name)


class EchoClient(EnvClient[EchoAction, EchoObservation, EchoState]):
    """A session with an ECHO server, Python's clients' manners: `reset(seed=7)`, `step(EchoAction(response=…))`."""

    def _step_payload(self, action: EchoAction) -> dict[str, Any]:
        return {"response": action.response}

    def _parse_result(self, payload: dict[str, Any]) -> EchoResult:
        reward, done = payload.get("reward"), payload.get("done", False)
        observation = EchoObservation(**payload["observation"], reward=reward, done=done)
        return EchoResult(observation=observation, reward=reward, done=done)

    def _parse_state(self, payload: dict[str, Any]) -> EchoState:
        return EchoState(**payload)
