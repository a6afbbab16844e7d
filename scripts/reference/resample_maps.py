"""Writes what scipy gives for a map on other grids: values where every neighbour lies inside the map, null elsewhere.

    python -m venv .venv && .venv/bin/pip install scipy numpy
    .venv/bin/python scripts/reference/resample_maps.py > tests/fixtures/resampled-maps.json
"""

import json
import sys

import numpy as np
from scipy import ndimage

rng = np.random.default_rng(7)
dims = (9, 8, 7)
affine = np.array([[3.0, 0, 0, -12], [0, 3.0, 0, -9], [0, 0, 3.5, -10], [0, 0, 0, 1]])
values = np.round(rng.normal(0, 2, dims), 6)
i, j, k = np.indices(dims)
inside = ((i - 4) / 4.2) ** 2 + ((j - 3.5) / 3.8) ** 2 + ((k - 3) / 3.6) ** 2 < 1
values[~inside] = 0


def turned(angle):
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def grid(name, target_dims, linear, origin):
    target = np.eye(4)
    target[:3, :3] = linear
    target[:3, 3] = origin
    return {"name": name, "dims": target_dims, "affine": target}


shifted = affine.copy()
shifted[:3, 3] += [1.3 * 3, -0.7 * 3, 0.4 * 3.5]
left_handed = shifted @ np.array([[-1, 0, 0, 8], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
grids = [
    grid("shifted", dims, shifted[:3, :3], shifted[:3, 3]),
    grid("shifted, left-handed", dims, left_handed[:3, :3], left_handed[:3, 3]),
    grid("finer and turned", (11, 10, 6), turned(0.3) @ np.diag([2.0, 2.2, 3.0]), [-9, -10, -8]),
    grid("coarser, axes swapped", (5, 6, 4), np.array([[0, 4.5, 0], [0, 0, 5.0], [-5.5, 0, 0]]), [-11, -9, 9]),
]


def resampled(order, target):
    # Half a voxel beyond its outer centres a grid has nearest voxels, but no eight neighbours.
    mode = "constant" if order == 1 else "grid-constant"
    step = np.linalg.inv(affine) @ target["affine"]

    def through(data):
        return ndimage.affine_transform(
            data, step[:3, :3], step[:3, 3], output_shape=target["dims"], order=order, mode=mode, cval=0
        )

    covered = through(inside.astype(float)) > 1 - 1e-9
    result = through(values)
    return [float(v) if c else None for v, c in zip(result.ravel(order="F"), covered.ravel(order="F"))]


json.dump(
    {
        "scipy": __import__("scipy").__version__,
        "dims": dims,
        "affine": affine.ravel().tolist(),
        "values": [float(v) if c else None for v, c in zip(values.ravel(order="F"), inside.ravel(order="F"))],
        "targets": [
            {
                "name": target["name"],
                "dims": target["dims"],
                "affine": target["affine"].ravel().tolist(),
                "linear": resampled(1, target),
                "nearest": resampled(0, target),
            }
            for target in grids
        ],
    },
    sys.stdout,
)
print()
