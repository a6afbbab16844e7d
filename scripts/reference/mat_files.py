"""Writes small MAT files with scipy, uncompressed and compressed, and what scipy reads back from them.

    python -m venv .venv && .venv/bin/pip install scipy numpy
    .venv/bin/python scripts/reference/mat_files.py tests/fixtures/mat
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy.io
import scipy.sparse

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

cell = np.empty((1, 3), dtype=object)
cell[0, 0] = np.array([[1.5, -2.0]])
cell[0, 1] = "inner"
cell[0, 2] = np.empty((0, 0))

def largest(name):
    return np.iinfo(name).max if "int" in name else 5.25


numbers = {
    f"as_{name}": np.array([[0, 1, 2], [3, 4, largest(name)]]).astype(name)
    for name in ["int8", "uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"]
}

variables = {
    **numbers,
    "as_int64": np.array([[-(2**53), 2**62]], dtype="int64"),
    "as_uint64": np.array([[2**53, 2**63]], dtype="uint64"),
    "volume": np.arange(24.0).reshape(2, 3, 4),
    "large": np.arange(10000.0).reshape(100, 100) / 4,
    "complex": np.array([[1 + 2j, 3 - 4j]]),
    "logical": np.array([[True, False, True]]),
    "empty": np.empty((0, 3)),
    "small": np.array([[7]], dtype="uint8"),
    "text": "movement",
    "accents": "Größe µ 運動",
    "lines": np.array(["first  ", "second "]),
    "cell": cell,
    "struct": {"name": "rest", "onsets": np.array([[0.0], [30.0]]), "inner": {"deep": 42.0}},
    "structs": np.array([[(1.0, "a"), (2.0, "bc")]], dtype=[("number", object), ("text", object)]),
    "sparse": scipy.sparse.csc_matrix(np.array([[0, 2.5, 0], [1, 0, 0], [0, 0, -3], [4, 0, 0]])),
}


def plain(value):
    """What the reader must find: column-major numbers, texts, cells and fields."""
    if scipy.sparse.issparse(value):
        dense = value.toarray()
        return {"dims": list(dense.shape), "sparse": dense.ravel(order="F").tolist()}
    if isinstance(value, np.ndarray) and value.dtype.names:
        fields = [{name: plain(element[name]) for name in value.dtype.names} for element in value.ravel(order="F")]
        return {"dims": list(value.shape), "struct": fields}
    if isinstance(value, np.ndarray) and value.dtype == object:
        return {"dims": list(value.shape), "cell": [plain(item) for item in value.ravel(order="F")]}
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        return {"text": value.tolist()}
    flat = value.ravel(order="F")
    if np.iscomplexobj(value):
        return {"dims": list(value.shape), "real": flat.real.tolist(), "imaginary": flat.imag.tolist()}
    return {"dims": list(value.shape), "real": flat.astype(float).tolist()}


for name, compressed in [("plain.mat", False), ("compressed.mat", True)]:
    scipy.io.savemat(folder / name, variables, do_compression=compressed, long_field_names=True)

read = scipy.io.loadmat(folder / "plain.mat", chars_as_strings=True)
expected = {name: plain(value) for name, value in read.items() if not name.startswith("__")}
(folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False) + "\n")
