"""Reads what sample.py wrote, and makes the truths that the network learns."""
import glob
import gzip
import json
import os

import numpy as np

from features import HEEL, HIP, KNEE, NAMES, SHOULDER, TOES

STORED = [
    "hip_angle_left", "hip_angle_right", "knee_angle_left", "knee_angle_right", "elbow_angle_left",
    "elbow_angle_right", "hip_angle_signed", "trunk_rotation", "leg_tilt_left", "leg_tilt_right", "knee_gap",
    "spine_flexion", "neck_flexion", "lumbar_flexion", "pelvis_tilt", "shoulder_tilt", "pelvis_pitch",
    "head_lateral", "head_turn", "shoulder_retraction",
]
_FACE = [
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right",
]
_LIMBS = ["shoulder", "elbow", "wrist", "pinky", "index", "thumb", "hip", "knee", "ankle", "heel", "foot_index"]
LANDMARKS = _FACE + [f"{side}_{limb}" for limb in _LIMBS for side in ("left", "right")]
SUPINE, QUADRUPED, STANDING, SEATED, PRONE, SIDE, PLANK = range(7)
POSITIONS = ["supine", "quadruped", "standing", "seated", "prone", "side", "plank"]


def unit(v):
    return v / (np.linalg.norm(v, axis=-1, keepdims=True) + 1e-9)


def truths(joints, measures, position):
    """n x len(NAMES); NaN where a measure means nothing in the position. Joints are n x 33 x 3, Z up."""
    stored = {name: measures[:, i] for i, name in enumerate(STORED)}
    mid = lambda pair: joints[:, list(pair)].mean(1)
    shoulder, hip = mid(SHOULDER), mid(HIP)
    trunk = shoulder - hip
    long = np.linalg.norm(trunk, axis=1)
    out = {name: stored[name] for name in NAMES if name in stored and name != "knee_gap"}
    out["hip_angle_signed"] = np.where(stored["hip_angle_signed"] < 15, stored["hip_angle_signed"] + 360, stored["hip_angle_signed"])
    on_back = (position == SUPINE) & (np.abs(unit(trunk)[:, 2]) < 0.75)
    out["trunk_rotation"] = np.where(on_back & (np.abs(stored["trunk_rotation"]) < 100), stored["trunk_rotation"], np.nan)
    # Rounding and hollowing is asked for on hands and knees alone.
    out["spine_flexion"] = np.where(position == QUADRUPED, stored["spine_flexion"], np.nan)
    for s, side in enumerate(("left", "right")):
        foot = (joints[:, HEEL[s]] + joints[:, TOES[s]]) / 2
        out["foot_height_" + side] = (foot - shoulder)[:, 2] / long
    out["knee_gap"] = np.linalg.norm(joints[:, KNEE[0]] - joints[:, KNEE[1]], axis=1) / long
    left = joints[:, SHOULDER[0]] + joints[:, HIP[0]] - joints[:, SHOULDER[1]] - joints[:, HIP[1]]
    front = np.cross(left, trunk)
    level = np.array([1, 1, 0])
    upright = np.isin(position, (STANDING, SEATED)) & (unit(trunk)[:, 2] > 0.2)
    for name, way in (("trunk_lean", front), ("trunk_sideways", left)):
        way = unit(way * level)
        out[name] = np.where(upright, np.degrees(np.arctan2((trunk * way).sum(1), trunk[:, 2])), np.nan)
    return np.stack([out[name] for name in NAMES], 1)


def view_of(azimuth, position):
    """side, q34 or end (the front, for upright bodies), from the camera's true azimuth."""
    upright = np.isin(position, (STANDING, SEATED))
    a = np.deg2rad(azimuth - np.where(upright, 90, 0))
    off_side = np.degrees(np.arctan2(np.abs(np.cos(a)), np.abs(np.sin(a))))
    return np.where(off_side < 20, "side", np.where(off_side < 62, "q34", "end"))


PLACES = {
    "bridge": SUPINE, "lower_trunk_rotation": SUPINE, "knee_to_chest": SUPINE, "marches": SUPINE, "cat_cow": QUADRUPED,
    "thoracic_extension": SEATED,
}
VIEWS = {"side": "side", "q34": "q34"}


def load_films(folder, every_secs=0.2):
    """The same of films: NAME.landmarks.json, as `holdfast check --landmarks` writes it, beside their truth NAME.json.

    They add what single pictures lack: points that were tracked and smoothed.
    """
    rows = []
    for path in sorted(glob.glob(os.path.join(folder, "*.landmarks.json"))):
        name = path[: -len(".landmarks.json")]
        plain = os.path.exists(name + ".json")
        truth = json.load(open(name + ".json") if plain else gzip.open(name + ".json.gz"))
        place, last = PLACES.get(truth["exercise"], STANDING), -1.0
        for frame in json.load(open(path))["frames"]:
            k = round(frame["time_secs"] * truth["fps"])
            true = truth["frames"][k] if k < len(truth["frames"]) else {}
            if not frame.get("image") or not true.get("measures") or frame["time_secs"] < last + every_secs:
                continue
            last = frame["time_secs"]
            rows.append(dict(
                image=frame["image"], world=np.array(frame["world"])[:, :3],
                joints=[true["joints3d"][n] for n in LANDMARKS], measures=[true["measures"].get(n, np.nan) for n in STORED],
                position=place, exercise=True, view=VIEWS.get(truth["view"], "end"), body="film-" + os.path.basename(name),
            ))
    found = {key: np.array([row[key] for row in rows]) for key in rows[0]}
    found["truth"] = truths(found["joints"], found["measures"], found["position"]).astype(np.float32)
    return found


def load(folder):
    """A dict of arrays, with `truth`, `view` and `body`."""
    found = {}
    keys = ["image", "world", "joints", "measures", "position", "exercise", "azimuth", "kind", "eye", "size"]
    for path in sorted(glob.glob(os.path.join(folder, "*-*.npz"))):
        if ".part" in path:
            continue
        with np.load(path) as data:
            for key in keys:
                found.setdefault(key, []).append(data[key])
            found.setdefault("body", []).append(np.full(len(data["kind"]), os.path.basename(path)[:-4]))
    found = {key: np.concatenate(value) for key, value in found.items()}
    found["truth"] = truths(found["joints"], found["measures"], found["position"]).astype(np.float32)
    found["view"] = view_of(found["azimuth"], found["position"])
    return found
