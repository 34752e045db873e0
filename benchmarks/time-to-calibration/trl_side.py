"""TRL's training process: `trl_side.py job.json`. Started by compare.ts, which grades replies and measures adapters."""

import functools
import json
import os
import sys
import time
from pathlib import Path

import torch
from datasets import Dataset
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

job = json.loads(Path(sys.argv[1]).read_text())
requests = os.fdopen(3, "w")


def ask(**request):
    """Sends a line of JSON and waits for the answer; ends with whoever would answer."""
    print(json.dumps(request), file=requests, flush=True)
    line = sys.stdin.readline()
    if not line:
        sys.exit("Nobody answers any more.")
    return json.loads(line)


def reward(completions, task, **_):
    texts = [completion[0]["content"] for completion in completions]
    return ask(kind="grade", replies=[{"task": t, "text": text} for t, text in zip(task, texts)])["rewards"]


class Measured(TrainerCallback):
    """Counts the seconds of steps, without checkpoints, and has the adapter of every fifth measured."""

    def __init__(self, seconds):
        self.seconds = seconds

    def on_step_begin(self, args, state, control, **_):
        self.started = time.perf_counter()

    def on_step_end(self, args, state, control, **_):
        self.seconds += time.perf_counter() - self.started
        control.should_save = state.global_step % job["every"] == 0

    def on_save(self, args, state, control, **_):
        checkpoint = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        (checkpoint / "seconds.json").write_text(json.dumps(self.seconds))
        control.should_training_stop = not self.measure(checkpoint, state.global_step)

    def measure(self, checkpoint, step):
        return ask(kind="measure", step=step, seconds=self.seconds, adapter=str(checkpoint))["goOn"]


output = str(Path(job["folder"]) / "trainer")
step_of = lambda checkpoint: int(checkpoint.name.rsplit("-", 1)[1])
whole = [seconds.parent for seconds in Path(output).glob("checkpoint-*/seconds.json")]  # the last file of a checkpoint
last = max(whole, key=step_of, default=None)
measured = Measured(json.loads((last / "seconds.json").read_text()) if last else 0.0)
if last and not measured.measure(last, step_of(last)):
    sys.exit()

tokenizer = AutoTokenizer.from_pretrained(job["model"])
model = AutoModelForCausalLM.from_pretrained(job["model"], dtype=torch.float32)
config = GRPOConfig(
    output_dir=output,
    max_steps=1_000_000,  # whoever measures ends it
    seed=job["seed"],
    save_strategy="no",  # the callback asks for it
    save_total_limit=2,
    logging_steps=1,
    report_to="none",
    disable_tqdm=True,
    bf16=False,
    use_cpu=True,
    gradient_checkpointing=False,
    generation_kwargs={"stop_strings": job["stop"]},
    **job["settings"],
)
trainer = GRPOTrainer(
    model=PeftModel.from_pretrained(model, job["adapter"], is_trainable=True),
    args=config,
    processing_class=tokenizer,
    train_dataset=Dataset.from_list([json.loads(line) for line in Path(job["prompts"]).read_text().splitlines()]),
    reward_funcs=reward,
    callbacks=[measured],
)
# `generate` finds stop strings with the tokenizer; a stopped row is filled with pad tokens, which are end tokens here.
trainer.model.generate = functools.partial(trainer.model.generate, tokenizer=tokenizer)
trainer.train(resume_from_checkpoint=str(last) if last else None)
