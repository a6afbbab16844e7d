"""Compute what the design diagnostics say of the example, with numpy and scipy: tests/fixtures/example-designs.json.

usage: python example_designs.py OUTPUT_FILE      (in an environment made from requirements.txt)

The example: TR 2 s, 200 scans, 20 s of rest and 20 s of task in turn, starting with rest. nilearn with SPM's response
(oversampling 50, from -24 s on) and SPM12 (microtime 16, onset bin 8, no derivatives); both with and without a modelled rest,
and with nilearn's cosines of 0.01 Hz. Responses are scipy's gamma densities (nilearn's undershoot is 0.167 of the peak, SPM12's a sixth),
inflation comes from regressions, standard errors from the inverse of X'X.
"""

import json
import sys

import numpy as np
from scipy import stats

TR, SCANS, BLOCK = 2.0, 200, 20.0


def nilearn_regressor(onsets):
    dt = TR / 50
    stamps = np.linspace(0, 32, round(32 / dt))
    kernel = stats.gamma.pdf(stamps, 6, loc=dt) - 0.167 * stats.gamma.pdf(stamps, 16, loc=dt)
    kernel /= kernel.sum()
    frames = np.linspace(0, (SCANS - 1) * TR, SCANS)
    count = (SCANS - 1) / frames.max() * (frames.max() * (1 + 1 / (SCANS - 1)) + 24) * 50 + 1
    times = np.linspace(-24, frames.max() * (1 + 1 / (SCANS - 1)), int(np.rint(count)))
    stimulus = np.zeros_like(times)
    for onset in onsets:
        first, last = np.searchsorted(times, [onset, onset + BLOCK])
        stimulus[first : min(last, len(times) - 1)] += 1
    return np.interp(frames, times, np.convolve(stimulus, kernel)[: len(times)])


def spm_regressor(onsets):
    dt = TR / 16
    t = np.arange(257) * dt
    kernel = stats.gamma.pdf(t, 6) - stats.gamma.pdf(t, 16) / 6
    kernel /= kernel.sum()
    stimulus = np.zeros(SCANS * 16 + 32)
    for onset in onsets:
        first = round(onset / dt) + 32
        stimulus[first : first + round(BLOCK / dt) + 1] += 1
    return np.convolve(stimulus, kernel)[np.arange(SCANS) * 16 + 7 + 32]


def cosines(cutoff_hz):
    order = int(np.floor(2 * SCANS * cutoff_hz * TR))
    k, i = np.meshgrid(np.arange(1, order + 1), np.arange(SCANS))
    return np.sqrt(2 / SCANS) * np.cos(np.pi * k * (i + 0.5) / SCANS)


def inflation(x, j):
    others = np.delete(x, j, axis=1)
    residual = x[:, j] - others @ np.linalg.lstsq(others, x[:, j], rcond=None)[0]
    return float(((x[:, j] - x[:, j].mean()) ** 2).sum() / (residual**2).sum())


def standard_error(x, c):
    c = np.array(list(c) + [0] * (x.shape[1] - len(c)), float)
    return float(np.sqrt(c @ np.linalg.inv(x.T @ x) @ c))


def numbers(regressor):
    rest, task = regressor(np.arange(0, 400, 40)), regressor(np.arange(20, 400, 40))
    constant = np.ones(SCANS)
    full = np.column_stack([rest, task, constant])
    drifting = np.column_stack([rest, task, cosines(0.01), constant])
    return {
        "correlation": float(np.corrcoef(task, rest)[0, 1]),
        "conditionNumber": float(np.linalg.cond(full)),
        "conditionNumberUnitLength": float(np.linalg.cond(full / np.linalg.norm(full, axis=0))),
        "conditionNumberWithDrift": float(np.linalg.cond(drifting)),
        "vif": inflation(full, 1),
        "vifWithDrift": inflation(drifting, 1),
        "standardErrorTask": standard_error(full, [0, 1]),
        "standardErrorDifference": standard_error(full, [-1, 1]),
        "standardErrorMinimal": standard_error(np.column_stack([task, constant]), [1]),
    }


with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump({"nilearn": numbers(nilearn_regressor), "spm12": numbers(spm_regressor)}, file, indent=2)
    file.write("\n")
