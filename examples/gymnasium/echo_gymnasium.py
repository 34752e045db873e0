"""ECHO as a Gymnasium environment: `python echo_gymnasium.py URL` runs Gymnasium's own checker and plays ten episodes.

The observation is the prompt, the action a completion, the episode one step. `pip install gymnasium openenv`.
"""

import string
import sys
from typing import Any

import gymnasium
from gymnasium import spaces
from openenv import GenericEnvClient

CHARSET = frozenset(string.printable)


class EchoEnv(gymnasium.Env):
    """A session with a server: `reset(seed=7)` poses question 7 on every machine."""

    metadata: dict[str, Any] = {"render_modes": []}

    def __init__(self, base_url: str, *, longest: int = 20_000, **reset: Any):
        """`longest` bounds prompts and completions; other arguments, such as `domain`, go with each reset."""
        self.observation_space = Prose(longest)
        self.action_space = Prose(longest)
        self._reset = reset
        self._prompt = ""
        self._client = GenericEnvClient(base_url=base_url).sync()
        self._client.connect()

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None):
        """The prompt. Without a seed, the server's question follows from the generator that the last seed made."""
        super().reset(seed=seed)
        drawn = seed if seed is not None else int(self.np_random.integers(2**31))
        result = self._client.reset(seed=drawn, **self._reset, **(options or {}))
        self._prompt = result.observation["prompt"]
        return self._prompt, {"seed": drawn, **result.observation["metadata"]}

    def step(self, action: str):
        """Grades a completion: the five-tuple, with grade, confidence and terms of the reward in `info`."""
        result = self._client.step({"response": action})
        graded = {name: result.observation[name] for name in ("is_correct", "accuracy", "confidence", "reward_components")}
        return self._prompt, float(result.reward), bool(result.done), False, graded

    def close(self) -> None:
        self._client.close()


class Prose(spaces.Text):
    """Any text of at most `longest` characters; samples are printable ASCII."""

    def __init__(self, longest: int):
        super().__init__(max_length=longest, min_length=0, charset=CHARSET)

    def contains(self, x: Any) -> bool:
        return isinstance(x, str) and len(x) <= self.max_length


if __name__ == "__main__":
    from gymnasium.utils.env_checker import check_env

    environment = EchoEnv(sys.argv[1])
    check_env(environment, skip_render_check=True)
    total = 0.0
    for seed in range(10):
        prompt, info = environment.reset(seed=seed)
        _, reward, terminated, truncated, graded = environment.step("<confidence>20</confidence><answer>B</answer>")
        total += reward
    environment.close()
    print(f"Gymnasium {gymnasium.__version__}: check_env passed; ten episodes earned {total:.3f}")
