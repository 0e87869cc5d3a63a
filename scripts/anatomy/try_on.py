#!/usr/bin/env python3
"""Tries the anatomy network on films with known truth, and on photographs.

    try_on.py MODEL.onnx FOLDER...        folders with NAME.landmarks.json (holdfast check --landmarks) and NAME.json or
                                          NAME.json.gz (the truth of a rendered film); TRUTH=FOLDER looks for those there
    try_on.py MODEL.onnx --photos FOLDER  a folder with labels.json (MediaPipe's landmarks) and the pictures
"""
import glob
import gzip
import json
import os
import sys

import numpy as np
import onnxruntime as ort

from features import HEEL, HIP, KNEE, NAMES, SHOULDER, TOES

SHOWN = {
    "bridge": ["hip_angle_signed", "knee_angle", "hip_angle", "pelvis_tilt"],
    "cat_cow": ["hip_angle", "knee_angle", "spine_flexion"],
    "lower_trunk_rotation": ["trunk_rotation", "knee_gap", "shoulder_tilt"],
    "knee_to_chest": ["hip_angle", "knee_angle", "foot_height"],
    "marches": ["hip_angle", "knee_angle", "foot_height"],
    "thoracic_extension": ["hip_angle", "knee_angle"],
    "scapular_squeeze": ["shoulder_tilt"], "levator_stretch": ["shoulder_tilt"], "doorway_pec": ["shoulder_tilt"],
}
LANDMARKS = None


class Network:
    def __init__(self, path):
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def __call__(self, image, world):
        """Plain, value, spread, novelty of n frames."""
        answers = [self.session.run(None, {"image": i[None], "world": w[None]}) for i, w in
                   zip(image.astype(np.float32), world.astype(np.float32))]
        return [np.concatenate([a[k] for a in answers]) for k in range(4)]


def truth_of(frame, names):
    """The measures of a film's frame, by name."""
    m = dict(frame["measures"])
    j = {k: np.array(v) for k, v in frame["joints3d"].items()}
    mid = lambda a: (j["left_" + a] + j["right_" + a]) / 2
    long = np.linalg.norm(mid("shoulder") - mid("hip"))
    for side in ("left", "right"):
        m["foot_height_" + side] = ((j[side + "_heel"] + j[side + "_foot_index"]) / 2 - mid("shoulder"))[2] / long
    m["knee_gap"] = m["knee_gap"] / long
    return np.array([m.get(n, np.nan) for n in names], float)


def near_side(truth):
    world = np.array(truth["camera"]["world_to_camera"])
    joints = next(f["joints3d"] for f in truth["frames"] if f.get("joints3d"))
    depth = lambda n: abs(world[2, :3] @ np.array(joints[n]) + world[2, 3])
    return "left" if depth("left_hip") < depth("right_hip") else "right"


def films(network, folders, beside):
    found = {}
    for path in sorted(p for folder in folders for p in glob.glob(os.path.join(folder, "*.landmarks.json"))):
        base = os.path.join(beside or os.path.dirname(path), os.path.basename(path)[: -len(".landmarks.json")])
        if os.path.exists(base + ".json.gz"):
            truth = json.load(gzip.open(base + ".json.gz"))
        elif os.path.exists(base + ".json"):
            truth = json.load(open(base + ".json"))
        else:
            continue
        image, world, true = [], [], []
        for frame in json.load(open(path))["frames"]:
            k = round(frame["time_secs"] * truth["fps"])
            if not frame.get("image") or k >= len(truth["frames"]):
                continue
            t = truth["frames"][k]
            if t.get("in_exercise") and t.get("measures"):
                image.append(frame["image"])
                world.append(np.array(frame["world"])[:, :3])
                true.append(truth_of(t, NAMES))
        if not image:
            continue
        plain, value, spread, novelty = network(np.array(image), np.array(world))
        true, near = np.array(true), near_side(truth)
        for name in SHOWN[truth["exercise"]]:
            sided = name in ("hip_angle", "knee_angle", "foot_height")
            for which in (("near", "far") if sided else ("",)):
                side = near if which == "near" else {"left": "right", "right": "left"}[near]
                k = NAMES.index(f"{name}_{side}" if sided else name)
                before, after = plain[:, k] - true[:, k], value[:, k] - true[:, k]
                # What is left where the film's own rest is the measure.
                own = lambda e: np.abs(e - np.nanmedian(e))
                e = np.stack([np.abs(before), np.abs(after), spread[:, k], novelty[:, 0], after, own(before), own(after)], 1)
                found.setdefault((truth["exercise"], truth["view"], f"{name} {which}"), []).append(e[np.isfinite(e).all(1)])
    for key, errors in sorted(found.items()):
        e = np.concatenate(errors)
        print(f"{key[0]:21s} {key[1]:6s} {key[2]:19s} {len(errors):3d} films {len(e):6d} frames  plain {e[:, 0].mean():7.3f} -> "
              f"{e[:, 1].mean():7.3f}  relative {e[:, 5].mean():6.3f} -> {e[:, 6].mean():6.3f}  bias {e[:, 4].mean():7.3f} stated {e[:, 2].mean():7.3f}  {(e[:, 1] <= e[:, 2]).mean():.2f} within  novelty {e[:, 3].mean():.2f}")


def photographs(network, folder):
    import cv2

    print(f"{'':34s} novelty  " + "".join(f"{n:>26s}" for n in NAMES[:5]))
    for photo in json.load(open(os.path.join(folder, "labels.json")))["photos"]:
        seen = photo["mediapipe"]["full"]
        if not seen:
            continue
        h, w = cv2.imread(os.path.join(folder, photo["file"])).shape[:2]
        image = np.array(seen["landmarks"], float) * [w, h, w, 1]
        plain, value, spread, novelty = (a[0] for a in network(image[None], np.array(seen["world"], float)[None]))
        cells = [f"{p:5.0f} -> {v:4.0f} +- {s:3.0f}" for p, v, s in zip(plain, value, spread)]
        print(f"{photo['file'][:33]:34s} {novelty[0]:5.2f}    " + "".join(f"{c:>26s}" for c in cells[:5])
              + "   rotation" + cells[5] + "  tilt" + cells[8])


def main():
    network = Network(sys.argv[1])
    if sys.argv[2] == "--photos":
        photographs(network, sys.argv[3])
    else:
        films(network, sys.argv[2:], os.environ.get("TRUTH"))


if __name__ == "__main__":
    main()
