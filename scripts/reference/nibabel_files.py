"""Writes the small NIfTI files of tests/fixtures/nifti with nibabel, and what nibabel reads back from them.

    python -m venv .venv && .venv/bin/pip install nibabel==5.4.2 numpy
    .venv/bin/python scripts/reference/nibabel_files.py tests/fixtures/nifti
"""

import gzip
import json
import sys
from pathlib import Path

import nibabel as nib
import numpy as np


def rotation(x, y, z):
    cx, sx, cy, sy, cz, sz = np.cos(x), np.sin(x), np.cos(y), np.sin(y), np.cos(z), np.sin(z)
    rx = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return rz @ ry @ rx


def affine(sizes, angles=(0, 0, 0), origin=(-30, -40, -20)):
    result = np.eye(4)
    result[:3, :3] = rotation(*angles) @ np.diag(sizes)
    result[:3, 3] = origin
    return result


sheared = affine((3, 3, 4))
sheared[0, 1] = 0.8

affines = {
    "ras": affine((3, 3, 4)),
    "las": affine((-3, 3, 4), origin=(30, -40, -20)),
    "oblique": affine((3, 3, 4), (0.3, -0.2, 0.5)),
    "oblique-left-handed": affine((-3.5, 3.5, 4.2), (0.25, 0.1, -0.4), origin=(60, -71.5, -12.25)),
    "turned-over": affine((3, 3, 4), (np.pi, 0.2, 0)),
    "sheared": sheared,
}


def run_data(dtype, seed):
    low, high = (0, 200) if np.dtype(dtype).kind == "u" else (-100, 100)
    data = np.random.default_rng(seed).integers(low, high, (3, 4, 2, 5))
    return (data if np.dtype(dtype).kind in "iu" else data / 8).astype(dtype)


def save(folder, name, image, codes):
    for kind, code in codes.items():
        (image.set_sform if kind == "sform" else image.set_qform)(image.affine if code else None, code)
    path = folder / f"{name}.nii"
    nib.save(image, path)
    read = nib.load(path)
    values = np.asarray(read.get_fdata(dtype=np.float64))
    path.with_suffix(".nii.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    path.unlink()
    return {
        "file": f"{name}.nii.gz",
        "shape": list(values.shape),
        "datatype": str(read.get_data_dtype().name),
        "affine": read.affine.ravel().tolist(),
        "zooms": [float(z) for z in read.header.get_zooms()],
        "values": values.ravel(order="F").tolist(),
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    facts = []
    for name, matrix in affines.items():
        for form in ("sform", "qform"):
            if (name, form) == ("sheared", "qform"):
                continue
            image = nib.Nifti1Image(run_data(np.int16, len(facts)), matrix)
            image.header.set_xyzt_units("mm", "sec")
            image.header.set_zooms((*image.header.get_zooms()[:3], 1.7935))
            other = "qform" if form == "sform" else "sform"
            facts.append(save(folder, f"{name}_{form}", image, {form: 1, other: 0}))
    dtypes = "uint8 int8 uint16 int16 uint32 int32 uint64 int64 float32 float64".split()
    for make, version in ((nib.Nifti1Image, 1), (nib.Nifti2Image, 2)):
        for endianness in "<>":
            for dtype in dtypes:
                header = make.header_class(endianness=endianness)
                header.set_data_dtype(np.dtype(dtype).newbyteorder(endianness))
                image = make(run_data(dtype, len(facts)), affines["oblique"], header)
                name = f"nifti{version}_{'le' if endianness == '<' else 'be'}_{dtype}"
                facts.append(save(folder, name, image, {"sform": 1, "qform": 1}))
    image = nib.Nifti1Image(run_data(np.float64, 99) * 3 + 700, affines["las"])
    image.set_data_dtype(np.int16)
    facts.append(save(folder, "scaled-int16", image, {"sform": 2, "qform": 1}))
    image = nib.Nifti1Image(run_data(np.int16, 98), affines["las"])
    image.header.extensions.append(nib.nifti1.Nifti1Extension("comment", b"made for a test" * 3))
    facts.append(save(folder, "with-extension", image, {"sform": 1, "qform": 1}))
    image = nib.Nifti1Image(run_data(np.int16, 97), None)
    image.header.set_zooms((3, 3.5, 4, 2))
    facts.append(save(folder, "no-orientation", image, {}))
    text = json.dumps({"nibabel": nib.__version__, "files": facts}, separators=(",", ":"))
    (folder / "files.json").write_text(text.replace('{"file"', '\n{"file"') + "\n")


main(Path(sys.argv[1]))
