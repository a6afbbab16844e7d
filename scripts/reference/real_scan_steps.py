"""Let nilearn refit mixtures of its own and SPM12's settings on a real scan: called by scripts/realScan.mjs.

usage: python real_scan_steps.py FOLDER BOLD SIDECAR EVENTS      (in an environment made from requirements.txt)

Reads NAME-voxels.i32 (file-order indices, x fastest) from FOLDER for the minimal and the overparameterized design, and writes the effect and
the t of `task` at these voxels as NAME-BITS-effect.f64 and NAME-BITS-t.f64. Bits: 1 SPM12's event model, 2 SPM12's sampling instant, 4 SPM12's
intensity scaling; the rest is nilearn's default. nilearn masks, scales, estimates the noise and fits in every case. What it has no setting
for is handed to it: SPM12's regressors as columns of the design, data scaled by SPM12's global. Both are computed here, from docs/numerics.md.
"""

import json
import sys
import warnings
from pathlib import Path

import nibabel as nib
import nilearn
import numpy as np
import pandas as pd
from nilearn.glm.first_level import FirstLevelModel, make_first_level_design_matrix
from scipy.stats import gamma

BINS, BINS_BEFORE = 16, 32
SPM_INSTANT = 7 / 16


def spm_response(dt):
    times = np.arange(int(np.floor(32 / dt)) + 1) * dt
    response = gamma.pdf(times, 6) - gamma.pdf(times, 16) / 6
    return response / response.sum()


def round_half_away(value):
    return int(np.floor(value + 0.5))


def spm_regressor(events, t_r, scans, instant):
    dt = t_r / BINS
    stimulus = np.zeros(BINS_BEFORE + scans * BINS)
    for onset, duration in zip(events.onset, events.duration, strict=True):
        first = round_half_away(onset / dt) + BINS_BEFORE
        stimulus[first : first + round_half_away(duration / dt) + 1] += 1
    convolved = np.convolve(stimulus, spm_response(dt))[: len(stimulus)]
    read_at = min(BINS, round_half_away(instant * BINS) + 1) - 1
    return convolved[BINS_BEFORE + read_at :: BINS][:scans]


def spm_global_mean(data):
    volumes = data.reshape(-1, data.shape[-1])
    return np.mean([v[v > v.mean() / 8].mean() for v in volumes.T])


def design_with_spm_columns(events, t_r, scans, instant):
    drift = make_first_level_design_matrix((np.arange(scans) + instant) * t_r, drift_model="cosine", high_pass=0.01)
    names = sorted(events.trial_type.unique())
    columns = {n: spm_regressor(events[events.trial_type == n], t_r, scans, instant) for n in names}
    return pd.concat([pd.DataFrame(columns, index=drift.index), drift], axis=1)


def refit(image, events, t_r, bits):
    instant = SPM_INSTANT if bits & 2 else 0
    options = {"t_r": t_r, "slice_time_ref": instant}
    if bits & 4:
        data = np.asarray(image.dataobj, dtype=float)
        image = nib.Nifti1Image(data * 100 / spm_global_mean(data), image.affine)
        options["signal_scaling"] = False
    model = FirstLevelModel(**options)
    if bits & 1:
        return model.fit(image, design_matrices=design_with_spm_columns(events, t_r, image.shape[-1], instant))
    return model.fit(image, events=events)


def write(folder, stem, model, voxels):
    maps = model.compute_contrast("task", output_type="all")
    for kind, key in (("effect", "effect_size"), ("t", "stat")):
        values = np.asarray(maps[key].dataobj, dtype="<f8").ravel(order="F")[voxels]
        values.tofile(folder / f"{stem}-{kind}.f64")


def main(folder, bold, sidecar, events_file):
    warnings.simplefilter("ignore")
    image = nib.load(bold)
    t_r = json.loads(Path(sidecar).read_text())["RepetitionTime"]
    table = pd.read_csv(events_file, sep="\t")
    designs = {"minimal": table[table.trial_type == "task"], "overparameterized": table}
    for name, events in designs.items():
        voxels = np.fromfile(folder / f"{name}-voxels.i32", dtype="<i4")
        for bits in range(8):
            write(folder, f"{name}-{bits}", refit(image, events, t_r, bits), voxels)
    print(nilearn.__version__)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5])
