"""Times the reference libraries on the data of a folder and prints seconds by name as JSON. Started by compare.ts."""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import relplot
import torch
from netcal.metrics import ECE
from sklearn.calibration import calibration_curve
from torchmetrics.functional.classification import binary_calibration_error

warnings.filterwarnings("ignore")
folder = Path(sys.argv[1])


def read(name):
    confidence = np.fromfile(folder / f"{name}.confidence", dtype=np.float64)
    return confidence, np.fromfile(folder / f"{name}.correct", dtype=np.uint8)


def timed(rounds, work):
    value = work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        value = work()
        seconds.append(time.perf_counter() - start)
    return {"seconds": sorted(seconds)[rounds // 2], "value": float(value)}


def numpy_ece(confidence, correct, bins=10):
    """By hand: the bin of each record, three bincounts, one sum."""
    place = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    stated = np.bincount(place, weights=confidence, minlength=bins)
    right = np.bincount(place, weights=correct, minlength=bins)
    return np.abs(stated - right).sum() / len(confidence)


def numpy_bootstrap(confidence, correct, resamples=1000):
    rng = np.random.default_rng(0)
    n = len(confidence)
    values = []
    for _ in range(resamples):
        drawn = rng.integers(0, n, n)
        values.append(numpy_ece(confidence[drawn], correct[drawn]))
    return np.quantile(values, 0.025)


def sklearn_curve(confidence, correct):
    right, stated = calibration_curve(correct, confidence, n_bins=10)
    return np.abs(right - stated).mean()


confidence, correct = read("million")
tensors = torch.from_numpy(confidence), torch.from_numpy(correct.astype(np.int64))
small = read("ten-thousand")
different = read("different")
print(
    json.dumps(
        {
            "numpy ece": timed(21, lambda: numpy_ece(confidence, correct)),
            "torchmetrics ece": timed(7, lambda: binary_calibration_error(*tensors, n_bins=10, norm="l1")),
            "netcal ece": timed(5, lambda: ECE(bins=10).measure(confidence, correct)),
            "scikit-learn curve": timed(5, lambda: sklearn_curve(confidence, correct)),
            "numpy bootstrap": timed(3, lambda: numpy_bootstrap(*small)),
            "relplot smooth ece, a million": timed(3, lambda: relplot.smECE(confidence, correct)),
            "relplot smooth ece, integer percentages": timed(5, lambda: relplot.smECE(*small)),
            "relplot smooth ece, all different": timed(5, lambda: relplot.smECE(*different)),
        }
    )
)
