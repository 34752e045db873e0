"""Compares greedy replies that greedy-replies.ts wrote with transformers on the dequantised weights, or with llama.cpp.

Usage: compare_greedy.py MODEL.gguf REPLIES.json transformers | llama.cpp      (needs torch, transformers, gguf; xllamacpp)

A reply is the greedy one of transformers if each of its tokens is the likeliest after the prompt and the tokens before it, which
one pass tells; all replies have to be. llama.cpp rounds activations to 8 bits where weights are quantised, so that the first 16
tokens of three replies may be others, where they part by a gap of log-probs below .2.
"""

import json
import os
import resource
import sys
from pathlib import Path

MODEL, REPLIES, OTHER = sys.argv[1:]
LLAMA_TOKENS, LLAMA_EQUAL, GAP, LIKELIEST = 16, 27, 0.2, 40
replies = json.loads(Path(REPLIES).read_text())["replies"]


def with_transformers():
    """Log-probs of the likeliest token and of ours, by token, at each place of a reply."""
    import torch
    from transformers import AutoModelForCausalLM

    torch.set_num_threads(os.cpu_count() or 1)
    folder, file = os.path.split(os.path.abspath(MODEL))
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=file, dtype=torch.float32).eval()

    def places(prompt, tokens):
        with torch.no_grad():
            logits = model(torch.tensor([prompt + tokens[:-1]]), logits_to_keep=len(tokens)).logits[0]
        for row, token in zip(torch.log_softmax(logits.double(), -1), tokens):
            yield {at: row[at].item() for at in (row.argmax().item(), token)}

    return places


def with_llama():
    """Log-probs of the likeliest tokens, by token, at each place of llama.cpp's own greedy reply."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = MODEL
    params.n_ctx = max(len(reply["prompt"]) + LLAMA_TOKENS for reply in replies)
    params.n_parallel = 1
    params.verbosity = 0
    server = xllamacpp.Server(params)

    def places(prompt, tokens):
        asked = dict(prompt=prompt, temperature=0, n_predict=len(tokens), n_probs=LIKELIEST, cache_prompt=False)
        answer = server.handle_completions(asked)
        for place in answer["choices"][0]["logprobs"]["content"]:
            yield {token["id"]: token["logprob"] for token in place["top_logprobs"]}

    return places


is_llama = OTHER == "llama.cpp"
places_of = with_llama() if is_llama else with_transformers()
equal, furthest, gaps = 0, 0.0, []
for number, reply in enumerate(replies, 1):
    tokens = reply["tokens"][: LLAMA_TOKENS if is_llama else None]
    for at, (likely, token, own) in enumerate(zip(places_of(reply["prompt"], tokens), tokens, reply["logProbs"], strict=False), 1):
        first = max(likely, key=likely.get)
        if first != token:
            gaps.append(likely[first] - likely.get(token, min(likely.values())))
            print(f"  reply {number} parts at token {at}: {first}, ours {token}, a gap of {gaps[-1]:.4f}")
            break
        furthest = max(furthest, abs(likely[token] - own))
    else:
        equal += at == len(tokens)

needed = LLAMA_EQUAL if is_llama else len(replies)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(
    f"{Path(MODEL).name}, {OTHER}: {equal} of {len(replies)} equal, at least {needed}; log-probs within {furthest:.1e} up to there;"
    f" largest gap {max(gaps, default=0):.3f}; peak {peak:.1f} GB"
)
sys.exit(equal < needed or (is_llama and max(gaps, default=0) >= GAP))
