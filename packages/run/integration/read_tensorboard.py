"""Follows a run with TensorBoard's own reader until the run is finished, and compares what it has read with events.jsonl.

Usage: read_tensorboard.py FOLDER. Started before the run is, it reads while the run is written, killed and resumed.
"""

import json
import re
import struct
import sys
import time
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

SECONDS = 300
folder = Path(sys.argv[1])


def single(number: float) -> float:
    return struct.unpack("<f", struct.pack("<f", number))[0]


def snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"_{letter.group().lower()}", name)


reader = EventAccumulator(str(folder), size_guidance={"scalars": 0})
reloads = 0
for _ in range(4 * SECONDS):
    finished = (folder / "report.json").exists()
    if folder.is_dir():
        reader.Reload()
        reloads += 1
    if finished:
        break
    time.sleep(0.25)
else:
    sys.exit(f"{folder} was not finished within {SECONDS} s")

events = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]
expected: dict[str, list[tuple[int, float]]] = {}
for event in events:
    for name, value in event.items():
        if name != "step" and value is not None:
            expected.setdefault(snake_case(name), []).append((event["step"], single(value)))

tags = reader.Tags()["scalars"]
assert sorted(tags) == sorted(expected), (sorted(tags), sorted(expected))
for tag in tags:
    scalars = reader.Scalars(tag)
    steps = [scalar.step for scalar in scalars]
    assert len(set(steps)) == len(steps), (tag, steps)
    if tag != "seconds":  # A step that was made again took another time.
        assert [(scalar.step, scalar.value) for scalar in scalars] == expected[tag], tag
    times = [scalar.wall_time for scalar in scalars]
    assert times == sorted(times) and time.time() - 86_400 < times[0] <= times[-1] <= time.time(), times
assert [event["step"] for event in events] == list(range(1, len(events) + 1)), events

rows = (folder / "events.csv").read_text().splitlines()
assert rows[0] == "step,phase,ece,accuracy,mean_confidence,overconfidence_rate,reward", rows[0]
columns = "step phase ece accuracy meanConfidence overconfidenceRate reward".split()
for row, event in zip(rows[1:], events, strict=True):
    fields = [None if field == "" else float(field) for field in row.split(",")]
    assert fields == [event[name] for name in columns], row

print(f"TensorBoard read {len(tags)} scalars of {len(events)} steps in {reloads} reloads: the numbers of events.jsonl")
