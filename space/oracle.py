"""A policy that earns the maximum reward: `python oracle.py URL [EPISODES]`.

An episode tells its answer once it has ended, so the oracle plays each seed twice: badly, then with the answer it was told.
"""

import json
import sys

from openenv import GenericEnvClient


def play(url: str, episodes: int) -> list[float]:
    """The rewards of the seeds from 0 on."""
    rewards = []
    with GenericEnvClient(base_url=url).sync() as client:
        for seed in range(episodes):
            client.reset(seed=seed)
            told = client.step({"response": ""}).observation["metadata"]["expected_answer"]
            client.reset(seed=seed)
            rewards.append(client.step({"response": f"<confidence>100</confidence><answer>{told}</answer>"}).reward)
    return rewards


if __name__ == "__main__":
    rewards = play(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100)
    print(json.dumps({"episodes": len(rewards), "lowest": min(rewards), "highest": max(rewards)}))
