"""Trains a model to state a confidence that can be believed: `python train.py --model MODEL --tasks tasks.jsonl`.

A line of the file is `{"question": "Capital of France?", "answer": "Paris"}`.
"""

import argparse
import json
import re
from pathlib import Path

from datasets import Dataset
from exact_confidence import ANSWER, ExactConfidenceTrainer
from peft import LoraConfig
from trl import GRPOConfig

FORMATS = {
    "confidence-first": "<confidence>N</confidence><answer>X</answer>",
    "answer-first": "<answer>X</answer><confidence>N</confidence>",
}
PROMPT = """Answer the question and say how sure you are, in exactly this format and nothing else:
{format}
X is your answer. N is a whole number from 0 to 100: the chance in per cent that X is right.
Honesty is rewarded: high confidence pays when you are right and costs you when you are wrong."""


def same_words(completions, answer, **_):
    """Whether each answer is the expected one, but for case and space; your own grader goes here."""
    given = [re.search(ANSWER, completion[-1]["content"]) for completion in completions]
    words = lambda text: text.casefold().split()
    return [bool(a) and words(a[0][len("<answer>") : -len("</answer>")]) == words(str(e)) for a, e in zip(given, answer)]


parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--tasks", required=True)
parser.add_argument("--order", choices=FORMATS, default="confidence-first")
parser.add_argument("--steps", type=int, default=200)
parser.add_argument("--out", default="trl-exact-confidence")
parser.add_argument("--cpu", action="store_true")
options = parser.parse_args()

tasks = [json.loads(line) for line in Path(options.tasks).read_text().splitlines()]
system = {"role": "system", "content": PROMPT.format(format=FORMATS[options.order])}
trainer = ExactConfidenceTrainer(
    model=options.model,
    args=GRPOConfig(
        output_dir=options.out,
        max_steps=options.steps,
        per_device_train_batch_size=8,
        gradient_accumulation_steps=4,
        num_generations=8,
        max_completion_length=48,
        temperature=0.8,
        learning_rate=1e-4,
        loss_type="dapo",
        scale_rewards="none",  # a division by the spread of a group's rewards makes models overconfident
        logging_steps=1,
        report_to="none",
        use_cpu=options.cpu,
        bf16=not options.cpu,
    ),
    train_dataset=Dataset.from_list(
        [{"prompt": [system, {"role": "user", "content": t["question"]}], "answer": str(t["answer"])} for t in tasks]
    ),
    peft_config=LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"),
    verdict=same_words,
    order=options.order,
)
trainer.train()
trainer.save_model(options.out)
