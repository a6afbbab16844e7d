"""Simulate two tiny runs and let nilearn analyse them: the fixtures in tests/fixtures/nilearn-more.

usage: python nilearn_cases.py OUTPUT_FOLDER      (in an environment made from requirements.txt)

Cases marked with a nilearn version are written only by that version: nilearn 0.14.0 cuts smoothed values of unscaled integer
files back to the file's type, 0.14.1 no longer does. Run the script once in each environment; it leaves the other's files alone.
"""

import json
import sys
import warnings
from pathlib import Path

import nibabel as nib
import nilearn
import numpy as np
import pandas as pd
from nilearn.glm.first_level import FirstLevelModel

DIMS = (10, 12, 9)
AFFINE = np.array([[-3.0, 0, 0, 14], [0, 3.2, 0, -17], [0, 0, 3.5, -15], [0, 0, 0, 1]])
RUNS = {"slow": {"t_r": 2.0, "scans": 60}, "fast": {"t_r": 0.8, "scans": 90}}

CASES = {
    "glover-dispersion-F": {
        "run": "slow", "hrf_model": "glover + derivative + dispersion",
        "contrasts": {"a-b": "a - b", "derivatives": {"expr": [[0, 1], [0, 0, 1], [0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 1]]}},
    },
    "nohrf-polynomial": {
        "run": "slow", "hrf_model": None, "drift_model": "polynomial", "drift_order": 2,
        "contrasts": {"a": "a", "any": {"expr": [[1], [0, 1]]}},
    },
    "fir-ols-fast": {
        "run": "fast", "hrf_model": "fir", "fir_delays": [1, 3, 6], "noise_model": "ols", "high_pass": 0.02,
        "contrasts": {"late": "b_delay_6 - a_delay_6", "fir": {"expr": [[1], [0, 1], [0, 0, 1]]}},
    },
    "confounds-spm-derivative": {
        "run": "slow", "hrf_model": "spm + derivative", "confounds": ["trans_x", "rot_z", "csf"],
        "contrasts": {"mean": "0.5 * a + 0.5 * b"},
    },
    "grandmean-fast": {"run": "fast", "signal_scaling": [0, 1], "high_pass": 0.015, "contrasts": {"a": "a"}},
    "smooth-int16-cast": {
        "run": "slow", "smoothing_fwhm": 6, "cast_to_file_type": True, "nilearn": "0.14.0", "contrasts": {"a": "a"},
    },
    "smooth-int16": {"run": "slow", "smoothing_fwhm": 6, "nilearn": "0.14.1", "contrasts": {"a": "a"}},
    "smooth-scaled-int16": {"run": "fast", "smoothing_fwhm": 7.5, "contrasts": {"b": "b"}},
    "mask-from-file": {"run": "slow", "mask": "given_mask.nii.gz", "contrasts": {"b": "b"}},
    "odd-events": {"run": "slow", "events": "slow_odd_events.tsv", "contrasts": {"a-b": "a - 0.5*b", "both": {"expr": [[1], [0, 1]]}}},
    "bins10-midscan-fast": {"run": "fast", "slice_time_ref": 0.5, "bins": 10, "contrasts": {"a": "a"}},
    "unscaled-nodrift": {"run": "slow", "signal_scaling": False, "drift_model": None, "contrasts": {"a": "a"}},
    "unscaled-nodrift-ols-all": {
        "run": "slow", "signal_scaling": False, "drift_model": None, "noise_model": "ols", "mask": False, "contrasts": {"a": "a"},
    },
}


def simulate(out: Path) -> None:
    rng = np.random.default_rng(20261124)
    x, y, z = np.indices(DIMS)
    radius = ((x - 4.5) / 4.6) ** 2 + ((y - 5.5) / 5.5) ** 2 + ((z - 4) / 4.2) ** 2
    inside = radius < 1
    given = (radius < 0.7).astype(np.uint8)
    given[:3] = 0
    nib.save(nib.Nifti1Image(given, AFFINE), out / "given_mask.nii.gz")
    for name, run in RUNS.items():
        n, t_r = run["scans"], run["t_r"]
        times = np.arange(n) * t_r
        blocks = {"a": np.arange(4, n * t_r - 8, 24), "b": np.arange(15, n * t_r - 8, 24)}
        rows = [(o, 8.0, c) for c, onsets in blocks.items() for o in onsets]
        events = pd.DataFrame(sorted(rows), columns=["onset", "duration", "trial_type"])
        events.to_csv(out / f"{name}_events.tsv", sep="\t", index=False)
        response = sum(np.clip(np.sin((times - o - 3) / 12 * np.pi) * ((times > o + 3) & (times < o + 15)), 0, None) for o in blocks["a"])
        noise = np.zeros(DIMS + (n,))
        rho = rng.uniform(-0.2, 0.7, DIMS)
        for t in range(n):
            noise[..., t] = (rho * noise[..., t - 1] if t else 0) + rng.normal(size=DIMS)
        brightness = np.where(inside, 900 + 25 * ((3 * x + 5 * y + 7 * z) % 11), 30 + ((7 * x + 3 * y) % 13))
        active = inside & (x > 5)
        drift = 15 * np.cos(np.pi * (np.arange(n) + 0.5) / n)
        data = brightness[..., None] + np.where(inside, 9, 2)[..., None] * noise
        data += active[..., None] * 12 * response + inside[..., None] * drift
        data[0, 0, 0] = 40
        if name == "slow":
            image = nib.Nifti1Image(np.rint(data).astype(np.int16), AFFINE)
        else:
            image = nib.Nifti1Image(np.rint(data / 0.37).astype(np.int16), AFFINE)
            image.header.set_slope_inter(0.37, 5)
        image.header.set_zooms((3.0, 3.2, 3.5, t_r))
        nib.save(image, out / f"{name}_bold.nii.gz")
        walk = np.cumsum(rng.normal(size=(n, 3)), axis=0) * [0.02, 0.0005, 4]
        confounds = pd.DataFrame(walk, columns=["trans_x", "rot_z", "csf"])
        confounds.to_csv(out / f"{name}_confounds.tsv", sep="\t", index=False, float_format="%.9g")
    odd = [
        (-30, 12, "a", 1), (-3, 5, "b", 1), (10, 6, "a", 2), (10, 6, "a", 0.5), (12, 8, "a", 1), (30, 0, "b", -1),
        (41.3, 0.7, "b", 1.5), (55, 4, "a", 0.25), (70.01, 9, "b", 1), (90, 3, "a", 1.25), (112, 20, "b", 1), (130, 5, "a", 1),
    ]
    pd.DataFrame(odd, columns=["onset", "duration", "trial_type", "modulation"]).to_csv(
        out / "slow_odd_events.tsv", sep="\t", index=False
    )


def save(masker, values, path: Path) -> None:
    image = masker.inverse_transform(np.asarray(values, dtype=np.float64))
    nib.save(nib.Nifti1Image(np.asarray(image.dataobj).astype(np.float32), image.affine), path)


def model_of(config: dict, folder: Path) -> FirstLevelModel:
    keys = ("slice_time_ref", "hrf_model", "fir_delays", "drift_model", "high_pass", "drift_order", "noise_model", "smoothing_fwhm")
    options = {key: config[key] for key in keys if key in config}
    scaling = config.get("signal_scaling", 0)
    options["signal_scaling"] = tuple(scaling) if isinstance(scaling, list) else scaling
    mask = config.get("mask")
    options["mask_img"] = str(folder / mask) if isinstance(mask, str) else mask
    return FirstLevelModel(t_r=RUNS[config["run"]]["t_r"], minimize_memory=False, **options)


def write_case(name: str, config: dict, folder: Path) -> None:
    out = folder / name
    out.mkdir(exist_ok=True)
    run = config["run"]
    events = pd.read_csv(folder / config.get("events", f"{run}_events.tsv"), sep="\t")
    confounds = pd.read_csv(folder / f"{run}_confounds.tsv", sep="\t")[config["confounds"]] if "confounds" in config else None
    model = model_of(config, folder).fit(str(folder / f"{run}_bold.nii.gz"), events=events, confounds=confounds, bins=config.get("bins", 100))
    design, labels, results = model.design_matrices_[0], model.labels_[0], model.results_[0]
    theta = np.zeros((design.shape[1], labels.size))
    sigma2, r_squared = np.zeros(labels.size), np.zeros(labels.size)
    for label, result in results.items():
        here = labels == label
        theta[:, here], sigma2[here], r_squared[here] = result.theta, result.dispersion, result.r_square
    nib.save(model.masker_.mask_img_, out / "mask.nii.gz")
    for i, column in enumerate(design.columns):
        if not column.startswith("drift"):
            save(model.masker_, theta[i], out / f"beta_{column}.nii.gz")
    save(model.masker_, sigma2, out / "sigma2.nii.gz")
    save(model.masker_, r_squared, out / "r_squared.nii.gz")
    if config.get("noise_model", "ar1") == "ar1":
        save(model.masker_, [float(label) for label in labels], out / "rho.nii.gz")
    for contrast, spec in config["contrasts"].items():
        weights, kind = spec, "t"
        if isinstance(spec, dict):
            kind = "F"
            weights = np.array([np.pad(np.asarray(row, float), (0, design.shape[1] - len(row))) for row in spec["expr"]])
        outputs = [("stat", kind), ("z_score", "z"), ("p_value", "p"), ("effect_variance", "variance")]
        for output, suffix in outputs + ([("effect_size", "effect")] if kind == "t" else []):
            image = model.compute_contrast(weights, stat_type=kind, output_type=output)
            data = np.asarray(image.dataobj).astype(np.float32)
            nib.save(nib.Nifti1Image(data, image.affine), out / f"{contrast}_{suffix}.nii.gz")
    info = {
        "nilearn": nilearn.__version__,
        "columns": list(design.columns),
        "df_residuals": float(next(iter(results.values())).df_residuals),
        "run": f"{run}_bold.nii.gz",
        "events": config.get("events", f"{run}_events.tsv"),
        "confounds": f"{run}_confounds.tsv",
        "config": {"t_r": RUNS[run]["t_r"], **{k: v for k, v in config.items() if k not in ("run", "events", "nilearn")}},
    }
    (out / "info.json").write_text(json.dumps(info, indent=1) + "\n")


def main() -> None:
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "slow_bold.nii.gz").exists():
        simulate(folder)
    newest = max(config.get("nilearn", "") for config in CASES.values())
    for name, config in CASES.items():
        wanted = config.get("nilearn", newest)
        if wanted == nilearn.__version__:
            write_case(name, config, folder)
            print(name)


if __name__ == "__main__":
    main()
