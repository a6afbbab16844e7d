#!/usr/bin/env python3
"""Agreement, hexagon counts, overlap and robust range of two correlated vectors, by numpy and matplotlib.

usage: compare.py > tests/fixtures/compare/pairs.json
"""
import json
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(7)
n = 400
a = np.round(rng.normal(0.3, 1.0, n), 4)
b = np.round(1.6 * a + 0.1 + rng.normal(0, 0.5, n), 4)

cov = np.mean((a - a.mean()) * (b - b.mean()))
slope, intercept = np.polyfit(a, b, 1)
d = a - b
bins = plt.hexbin(a, b, gridsize=(12, 7), extent=(-6, 6, -6, 6), mincnt=1)
centres = bins.get_offsets()


def overlap(threshold):
    pa, pb = a > threshold, b > threshold
    both = int((pa & pb).sum())
    either = int((pa | pb).sum())
    return {
        "threshold": threshold,
        "onlyA": int(pa.sum()) - both,
        "onlyB": int(pb.sum()) - both,
        "both": both,
        "dice": 2 * both / int(pa.sum() + pb.sum()),
        "jaccard": both / either,
    }


json.dump(
    {
        "a": a.tolist(),
        "b": b.tolist(),
        "agreement": {
            "count": n,
            "meanA": a.mean(),
            "meanB": b.mean(),
            "sdA": a.std(),
            "sdB": b.std(),
            "r": np.corrcoef(a, b)[0, 1],
            "slope": slope,
            "intercept": intercept,
            "rmse": np.sqrt(np.mean(d**2)),
            "concordance": 2 * cov / (a.var() + b.var() + (a.mean() - b.mean()) ** 2),
            "meanDifference": d.mean(),
            "sdDifference": d.std(),
            "limitsOfAgreement": [d.mean() - 1.96 * d.std(), d.mean() + 1.96 * d.std()],
        },
        "hexagons": [[float(x), float(y), int(c)] for (x, y), c in zip(centres, bins.get_array())],
        "overlap": [overlap(t) for t in (0.0, 0.5, 1.5)],
        "quantiles": np.quantile(np.concatenate([a, b]), [0.01, 0.99]).tolist(),
        "histogram": np.histogram(a, 20, (-3, 4))[0].tolist(),
    },
    sys.stdout,
)
print()
