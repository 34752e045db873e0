"""Ten finished episodes, each with a reward of the server: `python check_traces.py TRACES`."""

import json
import sys

episodes = [json.loads(line) for line in open(sys.argv[1])]
rewards = [episode["traces"][0]["rewards"]["openenv_reward"]["score"] for episode in episodes]
assert len(episodes) == 10 and all(episode["ok"] for episode in episodes), [episode["errors"] for episode in episodes]
assert all(reward != 0 for reward in rewards), rewards
print(f"verifiers: ten episodes earned {sum(rewards):.3f}")
