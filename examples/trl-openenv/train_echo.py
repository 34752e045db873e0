"""GRPO with TRL on an ECHO server: rewards of correctness and of a proper scoring rule, as RLCR (arXiv 2507.16806) asks for.

    python train_echo.py http://localhost:7860 --model Qwen/Qwen2.5-0.5B-Instruct --mode reward_funcs
    python train_echo.py http://localhost:7860 --model Qwen/Qwen2.5-0.5B-Instruct --mode environment_factory

Start the server with `npx -p @echo/server echo-serve --reward rlcr`. A group of completions shares a row of the dataset and so its
`seed`, which poses the same question in each of their sessions. `pip install 'trl==1.16.0' 'openenv>=0.4'`.
"""

import argparse
import asyncio
import json
import math
import tempfile

import torch
from datasets import Dataset
from openenv import GenericEnvClient
from transformers import AutoTokenizer
from trl import GRPOConfig, GRPOTrainer

parser = argparse.ArgumentParser()
parser.add_argument("url")
parser.add_argument("--model", required=True)
parser.add_argument("--mode", choices=["reward_funcs", "environment_factory"], default="reward_funcs")
parser.add_argument("--steps", type=int, default=2)
parser.add_argument("--questions", type=int, default=16)
parser.add_argument("--cpu", action="store_true")
options = parser.parse_args()


def messages_of(observation: dict) -> list[dict]:
    """The turns of a prompt; the server joins them by a blank line and tells the length of each."""
    turns, start = [], 0
    for role, length in observation["metadata"]["messages"]:
        turns.append({"role": role, "content": observation["prompt"][start : start + length]})
        start += length + 2
    return turns


def text_of(completion: list[dict]) -> str:
    return completion[-1]["content"]


async def graded(seed: int, text: str) -> float:
    """A session of its own for each completion: equal seeds, equal questions."""
    async with GenericEnvClient(base_url=options.url) as client:
        await client.reset(seed=seed)
        return (await client.step({"response": text})).reward


async def echo_reward(completions, seed, **_):
    """The server as a scorer: works with every engine that calls a reward function."""
    return await asyncio.gather(*(graded(s, text_of(c)) for s, c in zip(seed, completions)))


class EchoEnvironment:
    """The server as an environment: TRL makes one for each completion of a batch and resets it with the row of its group."""

    def __init__(self):
        self._client = GenericEnvClient(base_url=options.url).sync()
        self._client.connect()

    def reset(self, seed: int, **_) -> str:
        return messages_of(self._client.reset(seed=seed).observation)[-1]["content"]

    def _score(self, text: str) -> float:
        return self._client.step({"response": text}).reward


def environment_reward(completions, environments, **_):
    return [environment._score(text_of(c)) for environment, c in zip(environments, completions)]


def rows() -> list[dict]:
    """Prompts and seeds; the environment adds the question itself where there is one."""
    with GenericEnvClient(base_url=options.url).sync() as client:
        prompts = [messages_of(client.reset(seed=seed).observation) for seed in range(options.questions)]
    if options.mode == "environment_factory":
        prompts = [[*turns[:-1], {"role": "user", "content": ""}] for turns in prompts]
    return [{"prompt": turns, "seed": seed} for seed, turns in enumerate(prompts)]


tokenizer = AutoTokenizer.from_pretrained(options.model, padding_side="left")
if options.mode == "environment_factory" and "tool" not in tokenizer.chat_template:
    # TRL wants a template that renders tools, even where an environment has none.
    tokenizer.chat_template += (
        "{%- for m in messages -%}{%- if m.tool_calls -%}{{ m.tool_calls | tojson }}{%- endif -%}"
        "{%- if m.role == 'tool' -%}{{ m.content }}{%- endif -%}{%- endfor -%}"
    )

with tempfile.TemporaryDirectory() as folder:
    config = GRPOConfig(
        output_dir=folder,
        max_steps=options.steps,
        per_device_train_batch_size=8,
        num_generations=4,
        max_completion_length=32,
        learning_rate=1e-5,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        use_cpu=options.cpu,
        bf16=not options.cpu,
    )
    environment = options.mode == "environment_factory"
    trainer = GRPOTrainer(
        model=options.model,
        processing_class=tokenizer,
        args=config,
        train_dataset=Dataset.from_list(rows()),
        reward_funcs=environment_reward if environment else echo_reward,
        **({"environment_factory": EchoEnvironment} if environment else {}),
    )
    before = [parameter.detach().clone() for parameter in trainer.model.parameters()]
    trainer.train()
    rewards = [entry["reward"] for entry in trainer.state.log_history if "reward" in entry]
    moved = sum(not torch.equal(a, b) for a, b in zip(before, trainer.model.parameters()))

assert len(rewards) == options.steps and all(map(math.isfinite, rewards)), rewards
assert moved > 0, "no weight has moved"
print(json.dumps({"mode": options.mode, "rewards": rewards, "tensors moved": moved}))
