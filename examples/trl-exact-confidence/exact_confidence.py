"""ECHO's exact confidence gradient as a loss of TRL's GRPOTrainer.

A reply states `<confidence>75</confidence><answer>Paris</answer>`, or the answer first. The tokens that state the confidence
leave the sampled loss, and in their place stands -w · sum over c = 0..100 of p(c) · (R(c) - b · log p(c)): p is the model's
distribution over all confidences that can be stated, read off a token trie in one pass; R(c) is what c is paid on average,
given how many answers of the group are correct. A confidence need not be sampled to be learned from.
"""

import re

import torch
from trl import GRPOTrainer

LEVELS = 101
CONFIDENCE, ANSWER = r"<confidence>(?P<percent>\d{1,2}|100)</confidence>", r"<answer>[^<>]*</answer>"
REPLIES = {
    "confidence-first": re.compile(rf"(?P<stated>\s*{CONFIDENCE})\s*{ANSWER}\s*"),
    "answer-first": re.compile(rf"\s*{ANSWER}\s*(?P<stated>{CONFIDENCE})\s*"),
}


def honest(confidence, correct):
    """The reward of a stated confidence and a verdict; proper: on average nothing is paid better than the truth."""
    o = float(correct)
    bets = [stake * (o * (1 - at) / at - (1 - o)) for at, stake in ((0.8, 0.6), (0.95, 0.2)) if confidence >= at - 1e-9]
    return 0.8 * o + 0.4 * (1 - 2 * (confidence - o) ** 2) + sum(bets)


class ConfidenceTrie:
    """The token trie of `<confidence>0</confidence>` to 100, from the end of the opening tag to its last branch."""

    def __init__(self, tokenizer):
        follow = {}  # prefix -> token -> the levels that go there
        for level in range(LEVELS):
            ids = tuple(tokenizer.encode(f"<confidence>{level}</confidence>", add_special_tokens=False))
            for at, token in enumerate(ids):
                follow.setdefault(ids[:at], {}).setdefault(token, []).append(level)
        branches = [prefix for prefix, tokens in follow.items() if len(tokens) > 1]
        opening = min(branches, key=len)
        nodes = sorted({b[:n] for b in branches for n in range(len(opening) + 1, len(b) + 1)}, key=len)
        row = {opening: 0} | {node: 1 + n for n, node in enumerate(nodes)}
        self.opening = list(opening)
        self.ids = [node[-1] for node in nodes]
        self.depths = torch.tensor([len(node) - len(opening) - 1 for node in nodes])
        self.sees = torch.tensor([[node[: len(other)] == other for other in nodes] for node in nodes])  # itself, ancestors
        self.rows = torch.tensor([row[b] for b in branches])  # 0 is the end of the opening tag, 1 + n is after node n
        width = max(len(follow[b]) for b in branches)
        self.tokens = torch.tensor([[*follow[b], *[-1] * (width - len(follow[b]))] for b in branches])  # [R, K]
        self.paths = torch.zeros(len(branches), width, LEVELS)
        for r, b in enumerate(branches):
            for k, levels in enumerate(follow[b].values()):
                self.paths[r, k, levels] = 1

    def log_probs(self, model, bases, temperature=1.0):
        """The log-probability of each level, if one is stated, after each list of tokens up to the opening tag: [B, 101]."""
        n, width, device = len(self.ids), max(map(len, bases)), next(model.parameters()).device
        lengths = torch.tensor([[len(base)] for base in bases])
        positions = torch.cat([torch.arange(width) - width + lengths, lengths + self.depths], 1)
        mask = torch.ones(width + n, width + n, dtype=torch.bool).tril() & (positions >= 0)[:, None]
        mask[:, width:, width:] = self.sees
        mask |= torch.eye(width + n, dtype=torch.bool)  # padding sees itself: a row without keys has no softmax
        logits = model(
            input_ids=torch.tensor([[0] * (width - len(base)) + base + self.ids for base in bases], device=device),
            attention_mask=mask[:, None].to(device),
            position_ids=positions.clamp(min=0).to(device),
            logits_to_keep=(width - 1 + self.rows).to(device),
            use_cache=False,
        ).logits.float()  # [B, R, V]
        tokens = self.tokens.to(device)
        logits = logits.gather(2, tokens.clamp(min=0).expand(len(bases), -1, -1)) / temperature  # [B, R, K]
        steps = logits.masked_fill(tokens < 0, -torch.inf).log_softmax(-1).masked_fill(tokens < 0, 0)
        return torch.einsum("brk,rkc->bc", steps, self.paths.to(device))


class ExactConfidenceTrainer(GRPOTrainer):
    """GRPOTrainer that pays a stated confidence by whether the answer is correct, and trains it by its exact gradient.

    `verdict(completions=…, **columns)` says which answers are correct, `reward(confidence, correct)` pays. What a confidence
    is scored against is a reply's own verdict by the share `own_verdict` (0 confidence first, ½ answer first), else the
    group's success rate. `weight` is w; `entropy` is b at the beginning and in the end.
    """

    def __init__(
        self, *args, verdict, reward=honest, order="confidence-first", own_verdict=None, weight=40, entropy=(0.03, 0.002), **kwargs
    ):
        def paid(completions, log_metric=lambda *_: None, **columns):
            texts = [c if isinstance(c, str) else c[-1]["content"] for c in completions]
            self.correct = torch.tensor(verdict(completions=completions, **columns)).float()
            log_metric("accuracy", self.correct.mean().item())
            confidences = [int(c["percent"]) / 100 if c else 0.5 for c in (re.search(CONFIDENCE, text) for text in texts)]
            malformed = [REPLIES[order].fullmatch(text) is None for text in texts]
            return [reward(c, o) - 0.5 * m for c, o, m in zip(confidences, self.correct.tolist(), malformed)]

        super().__init__(*args, reward_funcs=paid, **kwargs)
        if self.loss_type != "dapo" or self.model.config._attn_implementation != "sdpa":
            raise ValueError("The exact confidence gradient needs loss_type='dapo' and attn_implementation='sdpa'.")
        self.first, self.reply, self.confidence_weight, self.entropy = order == "confidence-first", REPLIES[order], weight, entropy
        self.own_verdict = own_verdict if own_verdict is not None else 0.0 if self.first else 0.5
        self.trie = ConfidenceTrie(self.processing_class)
        self.pay = torch.tensor([[reward(c / 100, o) for c in range(LEVELS)] for o in (False, True)])  # [2, 101]

    def _generate_and_score_completions(self, inputs):
        output = super()._generate_and_score_completions(inputs)
        return output | self.confidence_inputs(output["completion_ids"], output["completion_mask"]) if self.model.training else output

    def confidence_inputs(self, completion_ids, completion_mask):
        """What the loss needs besides TRL's own inputs, a row a completion: TRL shuffles and splits them alike."""
        spans = [self.stated(ids[mask.bool()].tolist()) for ids, mask in zip(completion_ids, completion_mask)]
        loss_mask = torch.ones_like(completion_mask)
        for row, span in enumerate(spans):
            if span:
                loss_mask[row, span[0] : span[2]] = 0
        known = torch.stack([self.correct, torch.tensor([float(span is not None) for span in spans])], 1)
        correct, stated = self.accelerator.gather(known.to(completion_ids.device)).T  # of all processes
        size, rows = self.num_generations, torch.arange(len(correct), device=completion_ids.device)
        of_group = lambda values: values.view(-1, size).mean(1).repeat_interleave(size)
        chance = (self.own_verdict * correct + (1 - self.own_verdict) * of_group(correct))[:, None]
        pay = (chance * self.pay[1].to(chance) + (1 - chance) * self.pay[0].to(chance)) * (of_group(stated) > 0)[:, None]
        # After a prompt a group has one distribution: its first completion carries it, with the weight of all.
        weights = (rows % size == 0) * float(size) if self.first else stated
        prefix = torch.tensor([0 if self.first or not span else span[1] for span in spans], device=completion_ids.device)
        here = rows[self.accelerator.process_index * len(spans) :][: len(spans)]
        return {"tool_mask": loss_mask, "level_pay": pay[here], "level_weights": weights[here], "level_prefix": prefix}

    def stated(self, ids):
        """How many tokens go before the stated confidence, up to its opening tag, and up to its end; None if none is stated."""
        decode = lambda n: self.processing_class.decode(ids[:n], skip_special_tokens=True, clean_up_tokenization_spaces=False)
        reply = self.reply.fullmatch(decode(len(ids)))
        if not reply:
            return None
        places = (reply.start("stated"), reply.start("percent"), reply.end("stated"))
        start, opened, end = (next(n for n in range(len(ids) + 1) if len(decode(n)) >= place) for place in places)
        return (start, opened, end) if self.first or len(decode(opened)) == places[1] else None  # else the tag ends inside a token

    def _compute_loss(self, model, inputs):
        loss, rows = super()._compute_loss(model, inputs), inputs.get("level_weights", torch.zeros(0)).nonzero().flatten()
        if len(rows) == 0:
            return loss
        bases = [inputs["prompt_ids"][row][inputs["prompt_mask"][row].bool()].tolist() for row in rows]
        prefixes = [inputs["completion_ids"][row, : inputs["level_prefix"][row]].tolist() for row in rows]
        bases = [base + (self.trie.opening if self.first else prefix) for base, prefix in zip(bases, prefixes)]
        log_probs = self.trie.log_probs(model, bases, self.temperature)
        progress = min(1.0, max(0.0, ((self.state.global_step + 1) / max(1, self.state.max_steps) - 0.3) / 0.4))
        b = self.entropy[0] ** (1 - progress) * self.entropy[1] ** progress
        expected = (log_probs.exp() * (inputs["level_pay"][rows] - b * log_probs)).sum(1)
        tokens = inputs["num_items_in_batch"].clamp(min=1.0) / self.accelerator.num_processes
        tokens = tokens * self.current_gradient_accumulation_steps / self.args.steps_per_generation
        return loss - self.confidence_weight * (expected * inputs["level_weights"][rows]).sum() / tokens
