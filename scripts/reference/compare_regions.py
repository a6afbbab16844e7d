"""Writes tests/fixtures/compare/regions.json: marked voxels and shared significance of the maps in pairs.json, by numpy alone."""

import json
from pathlib import Path

import numpy as np

folder = Path(__file__).parents[2] / "tests" / "fixtures" / "compare"
pairs = json.loads((folder / "pairs.json").read_text())
a, b = np.array(pairs["a"]), np.array(pairs["b"])

# An outline with a dent; winding angle instead of crossings, so that the rule is another one.
outline = np.array([(-1.7, -2.1), (0.4, -1.3), (2.3, 0.2), (1.9, 3.7), (0.35, 0.55), (-0.9, 1.2)])


def winding(px, py):
    angles = np.arctan2(outline[:, 1][:, None] - py, outline[:, 0][:, None] - px)
    turns = np.diff(np.vstack([angles, angles[:1]]), axis=0)
    turns = (turns + np.pi) % (2 * np.pi) - np.pi
    return np.abs(turns.sum(axis=0)) > np.pi


inside = np.flatnonzero(winding(a, b))
low, high = 0.8, 1.6
in_range = np.flatnonzero(((a >= low) & (a <= high)) | ((b >= low) & (b <= high)))


def significance(threshold):
    pa, pb = np.abs(a) > threshold, np.abs(b) > threshold
    same = np.sign(a) == np.sign(b)
    return {
        "threshold": threshold,
        "counts": {
            "neither": int((~pa & ~pb).sum()),
            "onlyA": int((pa & ~pb).sum()),
            "onlyB": int((~pa & pb).sum()),
            "both": int((pa & pb & same).sum()),
            "opposite": int((pa & pb & ~same).sum()),
        },
        "passingA": int(pa.sum()),
        "onlyB": np.flatnonzero(~pa & pb).tolist(),
    }


dims = (11, 9, 7)
affine = np.array([[-3.2, 0.4, 0, 16], [0.3, 2.9, -0.5, -11], [0, 0.6, 3.6, -8], [0, 0, 0, 1]])
grid = np.stack(np.meshgrid(*map(np.arange, dims), indexing="ij"), -1).reshape(-1, 3)
mm = grid @ affine[:3, :3].T + affine[:3, 3]
centre, radius = np.array([1.5, 2.0, 3.0]), 8.0
near = grid[np.linalg.norm(mm - centre, axis=1) <= radius]
sphere = np.sort(near[:, 0] + dims[0] * (near[:, 1] + dims[1] * near[:, 2]))

(folder / "regions.json").write_text(
    json.dumps(
        {
            "outline": outline.tolist(),
            "inside": inside.tolist(),
            "meanA": a[inside].mean(),
            "meanB": b[inside].mean(),
            "range": [low, high],
            "inRange": in_range.tolist(),
            "significance": [significance(t) for t in (0.0, 0.7, 1.4, 2.2)],
            "dims": dims,
            "affine": affine.ravel().tolist(),
            "centre": centre.tolist(),
            "radius": radius,
            "sphere": sphere.tolist(),
        }
    )
)
