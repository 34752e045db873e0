"""The loss and LoRA gradients of exact_confidence.py against ECHO's own: `python check_frozen_batch.py FOLDER`.

`frozen-batch.ts FOLDER` writes a batch and what ECHO's training step makes of it. The batch goes through TRL's shuffling and is
split into micro-batches. Losses and gradients must agree to 1e-4 of the largest of each tensor.
"""

import json
import sys
import tempfile
from pathlib import Path

import torch
from datasets import Dataset
from exact_confidence import ExactConfidenceTrainer
from peft import LoraConfig, set_peft_model_state_dict
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import GRPOConfig
from trl.trainer.utils import pad, shuffle_sequence_dict, split_tensor_dict

TOLERANCE = 1e-4
MICRO_BATCHES = 3
folder = Path(sys.argv[1])
frozen = json.loads((folder / "batches.json").read_text())


def trainer_of(batch, output):
    """The trainer with the frozen adapter; it is never trained."""
    config = GRPOConfig(
        output_dir=output,
        per_device_train_batch_size=len(batch["completions"]) // MICRO_BATCHES,
        gradient_accumulation_steps=MICRO_BATCHES,
        num_generations=batch["groupSize"],
        temperature=batch["temperature"],
        epsilon=batch["clipRange"],
        beta=batch["kl"],
        use_bias_correction_kl=False,
        loss_type="dapo",
        scale_rewards="none",
        gradient_checkpointing=False,
        bf16=False,
        use_cpu=True,
        report_to="none",
    )
    trainer = ExactConfidenceTrainer(
        model=AutoModelForCausalLM.from_pretrained(frozen["model"], dtype=torch.float32),
        processing_class=AutoTokenizer.from_pretrained(frozen["model"]),
        args=config,
        train_dataset=Dataset.from_list([{"prompt": "?"}] * 4),
        peft_config=LoraConfig.from_pretrained(folder / "adapter", inference_mode=False),
        verdict=lambda completions, **_: [batch["correct"][batch["texts"].index(text)] for text in completions],
        order=batch["order"],
        weight=batch["weight"],
        entropy=(batch["entropyCoefficient"],) * 2,
    )
    set_peft_model_state_dict(trainer.model, load_file(folder / "adapter" / "adapter_model.safetensors"))
    trainer.current_gradient_accumulation_steps = MICRO_BATCHES
    trainer.model.train()
    return trainer


def inputs_of(trainer, batch):
    """What TRL makes of a batch of completions before it is shuffled, with what the loss adds."""
    tensors = lambda rows, dtype=torch.long: [torch.tensor(row, dtype=dtype) for row in rows]
    left = lambda rows: pad(rows, padding_value=0, padding_side="left")
    prompts = tensors(ids for ids in batch["prompts"] for _ in range(batch["groupSize"]))
    completions = tensors(batch["completions"])
    inputs = {
        "prompt_ids": left(prompts),
        "prompt_mask": left([torch.ones_like(ids) for ids in prompts]),
        "completion_ids": pad(completions),
        "completion_mask": pad([torch.ones_like(ids) for ids in completions]),
        "advantages": torch.tensor(batch["advantages"]),
        "old_per_token_logps": pad(tensors(batch["oldLogProbs"], torch.float32)),
        "num_items_in_batch": torch.tensor(sum(map(len, completions))),
    }
    ids, mask = (torch.cat([inputs[f"prompt_{name}"], inputs[f"completion_{name}"]], 1) for name in ("ids", "mask"))
    with torch.no_grad(), trainer.model.disable_adapter():
        reference, *_ = trainer._get_per_token_logps_and_entropies(trainer.model, ids, mask, inputs["completion_ids"].size(1))
    rewards = torch.tensor(trainer.reward_funcs[0](completions=batch["texts"]))
    assert torch.allclose(rewards, torch.tensor(batch["rewards"])), (rewards, batch["rewards"])
    return inputs | {"ref_per_token_logps": reference} | trainer.confidence_inputs(inputs["completion_ids"], inputs["completion_mask"])


def compare(trainer, inputs, batch, part):
    """The largest distance of a loss or gradient of ECHO's, relative to the largest of its tensor."""
    trainer.beta = batch["kl"] if part == "whole" else 0.0
    advantages = inputs["advantages"] * (part == "whole")
    torch.manual_seed(7)
    trainer.model.zero_grad()
    loss = 0.0
    for micro_batch in split_tensor_dict(shuffle_sequence_dict(inputs | {"advantages": advantages}), MICRO_BATCHES):
        part_loss = trainer._compute_loss(trainer.model, micro_batch)
        part_loss.backward()
        loss += part_loss.item()
    ours = load_file(folder / f"{batch['order']}.{part}.safetensors")
    gradients = {name.replace(".default", ""): p.grad for name, p in trainer.model.named_parameters() if p.requires_grad}
    assert gradients.keys() == ours.keys() and all(g.abs().max() > 0 for g in ours.values())
    apart = {name: ((g - ours[name]).abs().max() / ours[name].abs().max()).item() for name, g in gradients.items()}
    expected = batch["losses"][part]
    print(f"{batch['order']}, {part}: loss {loss:.6f} and ECHO's {expected:.6f}, {len(apart)} gradients within {max(apart.values()):.1e}")
    return max(*apart.values(), abs(loss - expected) / abs(expected))


with tempfile.TemporaryDirectory() as output:
    for batch in frozen["batches"]:
        trainer = trainer_of(batch, output)
        inputs = inputs_of(trainer, batch)
        for part in ("exact", "whole"):
            assert compare(trainer, inputs, batch, part) <= TOLERANCE, "the two do not compute the same"
