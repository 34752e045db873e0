"""What goes over the wire, typed; `/schema` of the server is the reference."""

from typing import Literal

from openenv.core.env_server.types import Action, Observation, State
from pydantic import BaseModel, ConfigDict, Field


class EchoAction(Action):
    """One completion: `<confidence>N</confidence><answer>X</answer>`, N a whole number from 0 to 100."""

    response: str


class RewardComponent(BaseModel):
    """A term of the reward, worth `weight * score`."""

    name: str
    score: float
    weight: float


class EchoObservation(Observation):
    """The question from a reset on; after the step, how the reply was graded. `None` before it."""

    question: str
    domain: str
    difficulty: Literal["easy", "medium", "hard"]
    prompt: str = Field(description="The whole prompt: the format of a reply, the question and its choices")
    is_correct: bool | None = None
    accuracy: float | None = Field(default=None, description="Partial credit in [0, 1]")
    confidence: float | None = Field(default=None, description="The stated confidence in per cent")
    brier_score: float | None = None
    ece: float | None = Field(default=None, description="Of the replies of this session so far")
    feedback: str | None = None
    thinking: str | None = None
    reward_components: list[RewardComponent] | None = None


class EchoState(State):
    """The episode of a session."""

    model_config = ConfigDict(extra="allow")

    task_id: str | None = None
    seed: int | float | str | None = None
    domain: str | None = None
    difficulty: str | None = None
    done: bool = False
    total_reward: float = 0.0
