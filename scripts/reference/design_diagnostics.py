"""Compute design diagnostics, power and residual looks with numpy and scipy: tests/fixtures/design-diagnostics.json.

usage: python design_diagnostics.py OUTPUT_FILE      (in an environment made from requirements.txt)

Nothing here shares a formula with GLMscope: inflation comes from regressions, standard errors from the inverse of X'X, power from
the exact noncentral t, spectra from the FFT, quantiles from scipy.
"""

import json
import sys

import numpy as np
from scipy import stats


def boxes(scans, on, off, first):
    """A smooth block design: boxes through a small kernel, one value a scan."""
    t = np.arange(scans)
    box = ((t - first) % (on + off) < on) & (t >= first)
    kernel = stats.gamma.pdf(np.arange(16), 3)
    return np.convolve(box.astype(float), kernel / kernel.sum())[:scans]


def inflation(x, j):
    others = np.delete(x, j, axis=1)
    y = x[:, j]
    if np.ptp(y) == 0:
        return None
    residual = y - others @ np.linalg.lstsq(others, y, rcond=None)[0]
    return float(((y - y.mean()) ** 2).sum() / (residual**2).sum())


def design():
    task = boxes(96, 8, 8, 8)
    rest = boxes(96, 8, 8, 0)
    drift = np.cos(np.pi * (np.arange(96) + 0.5) / 96)
    return np.column_stack([task, rest, drift, np.ones(96)])


def diagnostics(x):
    inverse = np.linalg.inv(x.T @ x)
    contrasts = {"task": [1, 0, 0, 0], "task - rest": [1, -1, 0, 0]}
    rows = {}
    for name, c in contrasts.items():
        c = np.array(c, float)
        estimator = c @ inverse @ x.T
        shares = estimator**2 / (estimator**2).sum()
        rows[name] = {
            "standardError": float(np.sqrt(c @ inverse @ c)),
            "edgeShare": float(shares[:12].sum() + shares[-12:].sum()),
        }
    lean = np.delete(x, 1, axis=1)
    lean_inverse = np.linalg.inv(lean.T @ lean)
    step = x @ np.array([1, 1, 0, -1.0])
    lengths = [np.linalg.norm(x[:, j]) for j in (0, 1, 3)]
    minimal = np.array([1, 0, 0]) @ lean_inverse @ lean.T
    difference = np.array([1, -1, 0, 0]) @ inverse @ x.T
    return {
        "vif": [inflation(x, j) for j in range(x.shape[1])],
        "singularValues": np.linalg.svd(x, compute_uv=False).tolist(),
        "contrasts": rows,
        "withoutRest": float(np.sqrt(lean_inverse[0, 0])),
        "sumChange": float(np.linalg.norm(step) / max(lengths)),
        "cosineToMinimal": float(
            difference @ minimal / np.linalg.norm(difference) / np.linalg.norm(minimal)
        ),
    }


def power():
    rows = []
    for df in (20, 50, 152):
        for ratio in (1, 2, 4, 6):
            t = stats.t.isf(0.001, df)
            rows.append(
                {"df": df, "noncentrality": ratio, "t": float(t), "power": float(stats.nct.sf(t, df, ratio))}
            )
    return rows


def series():
    rng = np.random.default_rng(7)
    e = rng.standard_normal(61)
    for t in range(1, len(e)):
        e[t] += 0.4 * e[t - 1]
    centred = e - e.mean()
    acf = [float(centred[lag:] @ centred[:-lag] / (centred @ centred)) for lag in (1, 2, 5)]
    spectrum = np.abs(np.fft.rfft(centred))[1:] ** 2
    n = len(e)
    return {
        "values": e.tolist(),
        "acf": acf,
        "shares": (spectrum / spectrum.sum()).tolist(),
        "frequencies": np.fft.rfftfreq(n, 2.0)[1:].tolist(),
        "quantiles": stats.norm.ppf((np.arange(1, n + 1) - 0.375) / (n + 0.25)).tolist(),
    }


def voxel(x):
    rng = np.random.default_rng(11)
    y = x @ np.array([2.0, 0.5, -1.0, 100.0]) + rng.standard_normal(len(x))
    rho = 0.3
    white = np.eye(len(x)) - rho * np.eye(len(x), k=-1)
    xw, yw = white @ x, white @ y
    inverse = np.linalg.inv(xw.T @ xw)
    beta = inverse @ xw.T @ yw
    residual = yw - xw @ beta
    dispersion = residual @ residual / (len(x) - x.shape[1])
    c = np.array([1, -1, 0, 0.0])
    return {
        "y": y.tolist(),
        "rho": rho,
        "beta": beta.tolist(),
        "dispersion": float(dispersion),
        "standardErrors": np.sqrt(np.diag(inverse) * dispersion).tolist(),
        "whitenedResiduals": residual.tolist(),
        "fitted": (x @ beta).tolist(),
        "fittedStandardErrors": np.sqrt(np.einsum("ij,jk,ik->i", x, inverse, x) * dispersion).tolist(),
        "t": float(c @ beta / np.sqrt(c @ inverse @ c * dispersion)),
        "adjusted": (x @ np.outer(c, np.linalg.pinv(c[:, None])[0]) @ beta + y - x @ beta).tolist(),
    }


x = design()
result = {
    "design": x.tolist(),
    "diagnostics": diagnostics(x),
    "power": power(),
    "series": series(),
    "voxel": voxel(x),
}
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(result, file)
    file.write("\n")
