"""What the scorers of other projects say of replies: reads replies.jsonl on standard input, writes one JSON line a reply.

Each line holds the verdict of every scorer that applies: lm-evaluation-harness's two GSM8K filters and its exact match
of a letter (or `Answer: X` of simple-evals, `answer is (X)` of MMLU-Pro), the normal form of SQuAD's and TriviaQA's evaluations, Math-Verify. A reply
with an answer tag is scored on what the tag holds.
Needs: pip install math-verify==0.9.0 lm-eval==0.4.13
"""

import json
import re
import string
import sys

from lm_eval.api.metrics import exact_match_hf_evaluate
from lm_eval.filters.extraction import RegexFilter
from math_verify import parse, verify

STRICT = RegexFilter(regex_pattern=r"#### (\-?[0-9\.\,]+)")
FLEXIBLE = RegexFilter(regex_pattern=r"(-?[$0-9.,]{2,})|(-?[0-9]+)", group_select=-1)
GSM8K_IGNORED = [",", r"\$", r"(?s).*#### ", r"\.$"]


def gsm8k(pattern, text, value):
    [[extracted]] = pattern.apply([[text]], [{}])
    result = exact_match_hf_evaluate(
        [extracted], [f"#### {value:g}" if value != int(value) else f"#### {int(value)}"],
        regexes_to_ignore=GSM8K_IGNORED, ignore_case=True,
    )
    return bool(result["exact_match"])


def squad(text):
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def trivia_qa(text):
    excluded = set(string.punctuation + "‘’´`")
    text = "".join(" " if c in excluded else c for c in text.replace("_", " ").lower())
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def verdicts(row):
    key = row["task"]["answerKey"]
    tagged = re.search(r"<answer>(.*?)</answer>", row["reply"], re.S)
    text = tagged.group(1).strip() if tagged else row["reply"].strip()
    if key["kind"] == "number":
        result = {
            "gsm8k-flexible": gsm8k(FLEXIBLE, text, key["value"]),
            "math-verify": bool(verify(parse(str(key["value"])), parse(text))),
        }
        if "####" in text:
            result["gsm8k-strict"] = gsm8k(STRICT, text, key["value"])
        return result
    if key["kind"] == "text":
        accepted = [key["answer"], *key.get("aliases", [])]
        return {
            "triviaqa": any(trivia_qa(text) == trivia_qa(a) for a in accepted),
            "squad": any(squad(text) == squad(a) for a in accepted),
        }
    letter = re.search(r"(?i)answer[ \t]*(?:is|:)[ \t]*\$?\(?([A-Z1-9])\b", text)
    # The chat tasks of lm-evaluation-harness stop a reply at the first point or empty line.
    cut = re.split(r"\n\n|\.", text.strip())[0].strip().strip(string.punctuation)
    stated = (letter.group(1) if letter else cut).lower()
    return {"choice-letter": stated == key["label"].lower()}


for line in sys.stdin:
    print(json.dumps(verdicts(json.loads(line))))
