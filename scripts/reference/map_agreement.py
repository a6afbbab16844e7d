"""How numpy says that SPM12's and nilearn's maps of one run agree: tests/fixtures/compare/maps.json.

The maps are those of tests/fixtures: the movement contrast of the overparameterized block design. NaN and 0 count as outside.

    python scripts/reference/map_agreement.py
"""

import gzip
import json
import struct
from pathlib import Path

import numpy as np

FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures"
SPM = FIXTURES / "spm12-output"
NILEARN = FIXTURES / "nilearn" / "block-over-spmhrf-ar1"
PAIRS = {
    "t": ("spmT_0001.nii.gz", "movement_t.nii.gz"),
    "effect": ("con_0001.nii.gz", "movement_effect.nii.gz"),
}
THRESHOLD = 1.5


def values(path: Path) -> np.ndarray:
    """The voxels of a little-endian NIfTI-1 file, scaled, in file order."""
    data = gzip.decompress(path.read_bytes())
    dims = struct.unpack("<8h", data[40:56])
    datatype = {4: "<i2", 16: "<f4", 64: "<f8"}[struct.unpack("<h", data[70:72])[0]]
    offset, slope, intercept = struct.unpack("<3f", data[108:120])
    raw = np.frombuffer(data, datatype, int(np.prod(dims[1:4])), int(offset)).astype(float)
    return raw if slope == 0 else slope * raw + intercept


def agreement(a: np.ndarray, b: np.ndarray) -> dict:
    inside_a, inside_b = (np.isfinite(m) & (m != 0) for m in (a, b))
    both = inside_a & inside_b
    x, y = a[both], b[both]
    slope, intercept = np.polyfit(x, y, 1)
    concordance = 2 * np.cov(x, y, ddof=0)[0, 1] / (x.var() + y.var() + (x.mean() - y.mean()) ** 2)
    over_x, over_y = np.abs(x) > THRESHOLD, np.abs(y) > THRESHOLD
    return {
        "voxels": int(both.sum()),
        "onlyA": int((inside_a & ~both).sum()),
        "onlyB": int((inside_b & ~both).sum()),
        "r": float(np.corrcoef(x, y)[0, 1]),
        "slope": float(slope),
        "intercept": float(intercept),
        "rmse": float(np.sqrt(np.mean((x - y) ** 2))),
        "concordance": float(concordance),
        "meanDifference": float(np.mean(x - y)),
        "passing": {
            "onlyA": int((over_x & ~over_y).sum()),
            "onlyB": int((over_y & ~over_x).sum()),
            "both": int((over_x & over_y).sum()),
        },
    }


found = {kind: agreement(values(SPM / a), values(NILEARN / b)) for kind, (a, b) in PAIRS.items()}
target = FIXTURES / "compare" / "maps.json"
target.write_text(json.dumps({"threshold": THRESHOLD, **found}, indent=2) + "\n")
