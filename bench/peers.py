"""Times nilearn on a run: from the file to a t map, another fit of the image in memory, and refits of masked series. Prints JSON, seconds."""

import json
import sys
import time
import warnings

import nilearn
import numpy as np
import pandas as pd
from nilearn.glm.contrasts import compute_contrast
from nilearn.glm.first_level import FirstLevelModel, make_first_level_design_matrix, mean_scaling, run_glm
from nilearn.image import load_img, new_img_like

warnings.simplefilter("ignore")
bold, events_file, tr, repeats = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4])
events = pd.read_csv(events_file, sep="\t")
task = events[events.trial_type == "task"]


def seconds(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def fit_to_map(image, conditions):
    fitted = FirstLevelModel(t_r=tr, noise_model="ar1", minimize_memory=False).fit(image, conditions)
    fitted.compute_contrast("task", output_type="stat")
    return fitted


def in_memory():
    image = load_img(bold)
    return new_img_like(image, image.get_fdata(dtype="float32"), copy_header=True)


def refit(series, noise, conditions):
    scans = series.shape[0]
    design = make_first_level_design_matrix(
        tr * np.arange(scans), conditions, hrf_model="glover", drift_model="cosine", high_pass=0.01
    )
    labels, results = run_glm(series, design.values, noise_model=noise)
    weights = [1.0 if name == "task" else 0.0 for name in design.columns]
    return compute_contrast(labels, results, weights, stat_type="t").stat()


times = [seconds(lambda: fit_to_map(bold, task)) for _ in range(repeats)]
image = in_memory()
refits = [seconds(lambda: fit_to_map(image, events))[0] for _ in range(repeats)]
fitted = times[-1][1]
series, _ = mean_scaling(fitted.masker_.transform(bold), 0)
print(
    json.dumps(
        {
            "version": nilearn.__version__,
            "voxels": int(series.shape[1]),
            "fileToMap": [duration for duration, _ in times],
            "refitModel": refits,
            "refitAr1": [seconds(lambda: refit(series, "ar1", events))[0] for _ in range(repeats)],
            "refitOls": [seconds(lambda: refit(series, "ols", events))[0] for _ in range(repeats)],
        }
    )
)
