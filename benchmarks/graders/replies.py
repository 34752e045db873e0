"""Has a language model (GGUF, through llama.cpp) answer tasks, each in one of several styles, and keeps the replies.

    python replies.py --model FILE.gguf --tasks tasks.jsonl --number 400 --text 800 --choice 400 --out replies.jsonl

One JSON line a reply: {"task": {...}, "style": "...", "model": "...", "reply": "..."}. What the file holds already is kept, so an
interrupted run goes on. Needs: pip install llama-cpp-python
"""

import argparse
import json
import os
import random

from llama_cpp import Llama

TAGGED = (
    "Answer in exactly this format, where N is your confidence from 0 to 100: "
    "<confidence>N</confidence><answer>X</answer>."
)
# What each kind of question is asked with; the first style of each is the response format.
STYLES = {
    "number": {
        "tagged": TAGGED + " First reason step by step, in a few short sentences.",
        "marked": "Solve it step by step, in a few short sentences. Then write a last line: #### and the number.",
        "sentence": "Solve it step by step, in a few short sentences. End with: The answer is (the number).",
        "boxed": "Solve it step by step, in a few short sentences. Put the final answer in \\boxed{}.",
    },
    "text": {
        "tagged": TAGGED,
        "short": "Answer with the name or the few words asked for, nothing else.",
        "sentence": "Answer in one short sentence.",
        "only": "Write only the answer.",
    },
    "choice": {
        "tagged": TAGGED,
        "letter": "Answer with the letter of the right choice, nothing else.",
        "line": "Answer in one line: Answer: LETTER.",
    },
}
STYLES_OF = {kind: list(styles) for kind, styles in STYLES.items()}
MAX_TOKENS = {"number": 256, "text": 40, "choice": 32}


def question(task):
    choices = task["answerKey"].get("choices", [])
    return "\n".join([task["question"], *(f"{c['label']}. {c['text']}" for c in choices)])


def chosen_tasks(paths, counts, seed):
    tasks = [json.loads(line) for path in paths for line in open(path, encoding="utf-8")]
    rng = random.Random(seed)
    rng.shuffle(tasks)
    left = dict(counts)
    for task in tasks:
        kind = task["answerKey"]["kind"]
        if left.get(kind, 0) > 0:
            left[kind] -= 1
            yield task


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--tasks", nargs="+", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--temperature", type=float, default=0.7)
    parser.add_argument("--threads", type=int, default=2)
    for kind in STYLES:
        parser.add_argument(f"--{kind}", type=int, default=0)
    args = parser.parse_args()
    name = os.path.basename(args.model)
    done = set()
    if os.path.exists(args.out):
        for line in open(args.out, encoding="utf-8"):
            row = json.loads(line)
            done.add((row["model"], row["task"]["id"]))
    counts = {kind: getattr(args, kind) for kind in STYLES}
    todo = [t for t in chosen_tasks(args.tasks, counts, args.seed) if (name, t["id"]) not in done]
    model = Llama(
        args.model,
        n_ctx=1024,
        n_threads=args.threads,
        n_threads_batch=args.threads,
        verbose=False,
        seed=args.seed,
    )
    # Tasks of one style stand together: what they begin with is computed once.
    jobs = sorted(
        ((STYLES_OF[k][number % len(STYLES_OF[k])], number, task)
         for number, task in enumerate(todo, 1)
         for k in [task["answerKey"]["kind"]]),
        key=lambda job: (job[2]["answerKey"]["kind"], job[0], job[1]),
    )
    with open(args.out, "a", encoding="utf-8") as out:
        for done_now, (style, number, task) in enumerate(jobs, 1):
            kind = task["answerKey"]["kind"]
            reply = model.create_chat_completion(
                [{"role": "user", "content": f"{STYLES[kind][style]}\n\n{question(task)}"}],
                max_tokens=MAX_TOKENS[kind],
                temperature=args.temperature,
                seed=args.seed + number,
            )["choices"][0]["message"]["content"]
            out.write(json.dumps({"task": task, "style": style, "model": name, "reply": reply}) + "\n")
            out.flush()
            if done_now % 50 == 0:
                print(f"{done_now} of {len(todo)}", flush=True)


main()
