"""TRL's side of the comparison: `theirs.py job.json result.json`. Started by compare.ts."""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from datasets import Dataset
from peft import LoraConfig, set_peft_model_state_dict
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback
from trl import GRPOConfig, GRPOTrainer
from trl.kernels.chunked_logprob import TOKEN_CHUNK_SIZE
from trl.trainer.utils import _CHUNKED_LOGPROB_CHUNK_SIZE

PROJECTIONS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def load(job):
    """The model in 32-bit floats, and its tokenizer."""
    return AutoModelForCausalLM.from_pretrained(job["model"], dtype=torch.float32), AutoTokenizer.from_pretrained(job["model"])


def letter_share(completions, **_):
    """Share of the letter e in each text: a reward that costs next to nothing and differs between completions."""
    texts = [completion[0]["content"] for completion in completions]
    return [text.count("e") / max(1, len(text)) for text in texts]


def trainer_of(job, output, beta=0.0, steps=1):
    """GRPOTrainer in the setting that is fastest on a CPU: small batches in training, all completions sampled at once."""
    settings = job["settings"]
    model, tokenizer = load(job)
    size = settings["groupSize"]
    config = GRPOConfig(
        output_dir=output,
        max_steps=steps,
        per_device_train_batch_size=size,
        gradient_accumulation_steps=settings["prompts"],
        num_generations=size,
        max_completion_length=settings["completionTokens"],
        generation_kwargs={"min_new_tokens": settings["completionTokens"]},
        temperature=settings["temperature"],
        top_p=1.0,
        top_k=0,
        beta=beta,
        use_bias_correction_kl=False,
        epsilon=settings["clipRange"],
        loss_type="dapo",
        scale_rewards="none",
        learning_rate=settings["learningRate"],
        lr_scheduler_type="constant",
        max_grad_norm=1.0,
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )
    lora = LoraConfig(
        r=settings["rank"], lora_alpha=settings["alpha"], lora_dropout=0.0, target_modules=PROJECTIONS, task_type="CAUSAL_LM"
    )
    return GRPOTrainer(
        model=model,
        args=config,
        processing_class=tokenizer,
        train_dataset=Dataset.from_list([{"prompt": prompt} for prompt in job["prompts"]]),
        reward_funcs=letter_share,
        peft_config=lora,
    )


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def machine_seconds():
    """Seconds of processor time that all processes of the machine have used, in hundredths; None where there is no /proc."""
    stat = Path("/proc/stat")
    return sum(map(int, stat.read_text().split()[1:4])) / 100 if stat.exists() else None


def peak_memory():
    """The most memory this process has held, bytes: VmHWM where there is /proc."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class Clock(TrainerCallback):
    """Reads the clocks at the beginning of every step and at the end of the last."""

    def __init__(self):
        self.seconds, self.processor, self.machine = [], [], []

    def on_step_begin(self, *_, **__):
        self.seconds.append(time.perf_counter())
        self.processor.append(processor_seconds())
        self.machine.append(machine_seconds())

    on_train_end = on_step_begin


def timed(function, seconds):
    def call(*args, **kwargs):
        start = time.perf_counter()
        result = function(*args, **kwargs)
        seconds.append(time.perf_counter() - start)
        return result

    return call


def step(job, output):
    warmup = job["warmup"]
    trainer = trainer_of(job, output, job["beta"], warmup + job["steps"])
    clock, sampling, tokens = Clock(), [], []
    trainer.add_callback(clock)
    trainer.model.generate = timed(trainer.model.generate, sampling)
    generated = trainer._generate_single_turn

    def counted(*args, **kwargs):
        completions, log_probs = generated(*args, **kwargs)
        tokens.append(sum(len(ids) for ids in completions))
        return completions, log_probs

    trainer._generate_single_turn = counted
    trainer.train()
    between = lambda stamps: [None if a is None else b - a for a, b in zip(stamps, stamps[1:])][warmup:]
    own = between(clock.processor)
    encode = trainer.processing_class.apply_chat_template
    return {
        "seconds": between(clock.seconds),
        "sampling": sampling[warmup:],
        "processor": own,
        "others": [None if spent is None else spent - mine for spent, mine in zip(between(clock.machine), own)],
        "peakBytes": peak_memory(),
        "promptTokens": [
            len(encode(prompt, add_generation_prompt=True, return_dict=True)["input_ids"]) for prompt in job["prompts"]
        ],
        "completionTokens": tokens[-1],
    }


def left_padded(rows, fill):
    width = max(len(row) for row in rows)
    return torch.tensor([[fill] * (width - len(row)) + row for row in rows])


def right_padded(rows, fill, dtype=None):
    width = max(len(row) for row in rows)
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows], dtype=dtype)


def sampling(job, _):
    """Seconds of `generate` on the bare model for each of the asked rows: once unmeasured, then every round."""
    model, tokenizer = load(job)
    settings = job["settings"]
    encoded = tokenizer.apply_chat_template(job["prompts"], add_generation_prompt=True, return_dict=True)["input_ids"]
    figures = []
    for asked in job["rows"]:
        prompts = [ids for ids in encoded[: asked["prompts"]] for _ in range(asked["completions"])]
        inputs = {
            "input_ids": left_padded(prompts, tokenizer.pad_token_id),
            "attention_mask": left_padded([[1] * len(ids) for ids in prompts], 0),
        }
        seconds = []
        for _ in range(job["rounds"] + 1):
            with torch.no_grad():
                timed(model.generate, seconds)(
                    **inputs,
                    do_sample=True,
                    temperature=settings["temperature"],
                    top_p=1.0,
                    top_k=0,
                    min_new_tokens=settings["completionTokens"],
                    max_new_tokens=settings["completionTokens"],
                    pad_token_id=tokenizer.pad_token_id,
                )
        figures.append(seconds[1:])
    return figures


def check(job, output):
    """TRL's own loss of the frozen batch, and its gradients in the adapter; a file for each beta."""
    folder = Path(job["folder"])
    batch = json.loads((folder / "batch.json").read_text())
    trainer = trainer_of(job, output)
    model = trainer.model
    set_peft_model_state_dict(model, load_file(folder / "adapter" / "adapter_model.safetensors"))
    encoded = trainer.processing_class.apply_chat_template(job["prompts"], add_generation_prompt=True, return_dict=True)["input_ids"]

    prompts = [ids for ids, group in zip(batch["prompts"], batch["completions"]) for _ in group]
    completions = [ids for group in batch["completions"] for ids in group]
    ones = lambda rows: [[1] * len(row) for row in rows]
    inputs = {
        "prompt_ids": left_padded(prompts, 0),
        "prompt_mask": left_padded(ones(prompts), 0),
        "completion_ids": right_padded(completions, 0),
        "completion_mask": right_padded(ones(completions), 0),
        "old_per_token_logps": right_padded(batch["oldLogProbs"], 0.0, torch.float32),
        "advantages": torch.tensor(batch["advantages"]),
        "num_items_in_batch": torch.tensor(sum(len(ids) for ids in completions)),
    }
    with torch.no_grad(), model.disable_adapter():
        inputs["ref_per_token_logps"], *_ = trainer._get_per_token_logps_and_entropies(
            model,
            torch.cat([inputs["prompt_ids"], inputs["completion_ids"]], dim=1),
            torch.cat([inputs["prompt_mask"], inputs["completion_mask"]], dim=1),
            inputs["completion_ids"].size(1),
        )
    trainer.current_gradient_accumulation_steps = trainer.args.steps_per_generation
    losses = []
    for beta in job["betas"]:
        trainer.beta = beta
        model.train()
        model.zero_grad()
        loss = trainer._compute_loss(model, inputs)
        loss.backward()
        losses.append(loss.item())
        gradients = {name.replace(".default", ""): p.grad.contiguous() for name, p in model.named_parameters() if p.grad is not None}
        save_file(gradients, folder / f"theirs-{beta:g}.safetensors")
    return {"losses": losses, "samePrompts": encoded == batch["prompts"]}


def logits_tile(_, __):
    """The rows and columns of logits that TRL's fused head computes at a time, at most."""
    return {"rows": TOKEN_CHUNK_SIZE, "columns": _CHUNKED_LOGPROB_CHUNK_SIZE}


if __name__ == "__main__":
    question, answer = sys.argv[1:]
    job = json.loads(Path(question).read_text())
    work = {"step": step, "sampling": sampling, "check": check, "logits-tile": logits_tile}[job["part"]]
    result = work(job, str(Path(answer).parent / "trl"))
    Path(answer).write_text(json.dumps(result))
