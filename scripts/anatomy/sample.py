#!/usr/bin/env python3
"""Draws single pictures of posed bodies, looks at them with BlazePose, and keeps its answers beside the truth.

    sample.py RENDERER MODELS OUT SEED COUNT [exercises | backs | films]

RENDERER is a folder with the modules that draw (body, motion, render, clips, make, random_clips); MODELS holds
the product's networks; OUT receives one `SEED-BODY.npz` for each of COUNT bodies, as README.md describes.
A body that is there already is not drawn again, so that the script can be stopped and started.

About half of the pictures show the exercises in any phase, half show poses far beyond them: a network that has seen
nothing but exercises takes a straight leg for a bent one. With `exercises`, most of them show those on the back, with
`backs` those on hands and knees. With `films`, they are single frames of films as `random_clips` would make them. Needs numpy, scipy, opencv, moderngl, onnxruntime.
"""
import functools
import math
import os
import sys
import time

import numpy as np

sys.path.insert(0, sys.argv[1] if len(sys.argv) > 1 else ".")
os.environ.setdefault("LP_NUM_THREADS", "1")
import body as body_module
import clips
import cv2
import make
import motion
import random_clips
from body import NECK, SPINE, TRUNK, Body, rx, ry, rz, unit
from motion import MAT, NW, QUAD, SUP, Quad, Stand, Supine, arm_ik, cols, leg_fk, side_of
from render import Camera, Scene

from look import Looker
from truth import LANDMARKS, PLACES, POSITIONS, STANDING, STORED

cv2.setNumThreads(1)
POSES_A_BODY = 14
# How often what is drawn. Families: supine, quadruped, upright, free. Supine exercises: bridge, rotation, pull, march, rest.
# Cameras: side, corner, end, any.
MIX = dict(
    family=[0.55, 0.16, 0.11, 0.18], supine=[0.3, 0.3, 0.18, 0.16, 0.06], exercise=0.72,
    cameras=[0.45, 0.33, 0.12, 0.10], rotation_cameras=[0.15, 0.35, 0.45, 0.05],
)
MORE_EXERCISES = dict(
    family=[0.88, 0.06, 0.0, 0.06], supine=[0.2, 0.4, 0.2, 0.16, 0.04], exercise=0.9,
    cameras=[0.4, 0.5, 0.05, 0.05], rotation_cameras=[0.15, 0.55, 0.27, 0.03],
)
if sys.argv[6:] == ["exercises"]:
    MIX = MORE_EXERCISES
if sys.argv[6:] == ["backs"]:
    MIX = dict(MORE_EXERCISES, family=[0.0, 0.94, 0.0, 0.06])
SIZES = [(640, 480), (640, 360), (512, 384), (480, 360), (480, 360), (384, 512)]

# Files are read once, not once a body.
body_module.target = functools.lru_cache(maxsize=600)(body_module.target)
_json = body_module.json.load
_read = {}


class CachedJson:
    @staticmethod
    def load(file):
        if file.name not in _read:
            _read[file.name] = _json(file)
        return _read[file.name]


body_module.json = CachedJson


def any_body(r):
    """Wider than the random clips: heavier, slimmer, older, taller."""
    spec = random_clips.body(r)
    spec["shape"].update(
        gender=float(np.clip(r.choice([0.0, 1.0]) + r.choice([0, 0, 1]) * r.normal(0, 0.25), 0, 1)),
        weight=float(r.uniform(0.2, 1.0)), muscle=float(r.uniform(0.3, 0.8)),
        height=float(r.uniform(0.25, 0.78)), age=int(r.integers(20, 82)),
    )
    loose = float(r.choice([0.004, 0.008, 0.012, 0.016, 0.022]))
    spec["cut"].update(
        hem=str(r.choice(["leggings", "shorts", "capri", "short"])), sleeve=float(r.uniform(0.03, 0.5)),
        shirt_loose=loose, pants_loose=float(r.choice([0.004, loose])), bald=bool(r.random() < 0.1),
    )
    return spec


# ---------------------------------------------------------------- poses
def supine_pose(r, made):
    """An exercise on the back, in any phase, with one or both legs free at times."""
    q = {}
    kind = str(r.choice(["bridge", "rotation", "pull", "march", "rest"], p=MIX["supine"]))
    u = r.uniform
    if kind == "bridge":
        q = dict(theta=u(0, 46), arch=max(0, u(-20, 32)), drop=u(-16, 16) if r.random() < 0.4 else 0.0)
    elif kind == "rotation":
        turn = u(-80, 80)
        apart = u(-40, 40) if r.random() < 0.3 else 0.0
        q = dict(tau_l=turn, tau_r=np.clip(turn + apart, -80, 80), chest=u(-28, 28) if r.random() < 0.4 else 0.0)
    elif kind == "pull":
        for side in "lr":
            if r.random() < 0.65:
                q["kc_" + side] = u(0, 1.05)
                q["hold_" + side] = float(r.random() < 0.5) * min(1, q["kc_" + side] * 1.2)
            elif r.random() < 0.4:
                q["straight_" + side] = u(0, 1)
    elif kind == "march":
        for side in "lr":
            if r.random() < 0.7:
                q["m_" + side] = u(0, 45)
    q.update(rock=r.normal(0, 3), turn=r.normal(0, 12), nod=max(0, r.normal(0, 10)), breath=u(-1, 1),
             kneew=u(-0.06, 0.14))
    made.arms = str(r.choice(["side", "out", "belly"]))
    G, P = made.trunk(q)
    made.legs(G, P, q)
    free = [e for e in (".L", ".R") if r.random() < 0.22]
    for e in free:
        free_leg(r, made.B, G, P, e, "supine")
    made.arm_pose(G, P, q)
    if r.random() < 0.2:
        free_arm(r, made.B, G, P, str(r.choice([".L", ".R"])), "supine")
    return (G, P), kind


def quad_pose(r, made):
    u = r.uniform
    made.warm = np.array([made.p0, 0.0])
    q = dict(S=u(-45, 68), N=u(-38, 45), back=u(0, 34) if r.random() < 0.35 else 0.0,
             bend=u(0, 0.65) if r.random() < 0.35 else 0.0, prot=u(-8, 12), turn=r.normal(0, 8))
    G, P = made.pose(q)
    if r.random() < 0.3:
        e = str(r.choice([".L", ".R"]))
        free_leg(r, made.B, G, P, e, "quadruped")
    if r.random() < 0.25:
        free_arm(r, made.B, G, P, str(r.choice([".L", ".R"])), "quadruped")
    return G, P


def upright_pose(r, B):
    u = r.uniform
    seated = r.random() < 0.4
    made = Stand(B, heading=270, seated=0.44 + u(-0.06, 0.08) if seated else 0.0, step=0 if seated else u(0, 0.4),
                 stance=u(0.06, 0.2))
    q = dict(spine=u(-32, 25), twist=r.normal(0, 10), slat=r.normal(0, 9), hrot=r.normal(0, 25),
             hflex=u(-20, 45), hlat=r.normal(0, 14), retract=u(-8, 24), elev=max(0, u(-14, 18)),
             lean=u(-6, 16), crouch=u(0, 0.35) if r.random() < 0.25 and not seated else 0.0)
    for side in "lr":
        if r.random() < 0.75:
            how = str(r.choice(["bent_", "bent_", "onhead_", "behind_", "door_", "lap_" if seated else "bent_"]))
            q[how + side] = 1.0 if r.random() < 0.7 else u(0, 1)
    q["open"] = u(0, 26)
    return made.pose(q), "seated" if seated else "standing"


BASE = {
    "supine": SUP, "prone": QUAD, "quadruped": QUAD, "plank": QUAD,
    "standing": cols([-1, 0, 0], [0, 0, 1], [0, 1, 0]), "seated": cols([-1, 0, 0], [0, 0, 1], [0, 1, 0]),
}


def free_pose(r, B, position):
    """Every joint within its range on its own."""
    u, n = r.uniform, r.normal
    base = SUP @ ry(float(r.choice([-90, 90])) + n(0, 12)) if position == "side" else BASE[position]
    lean = {"supine": n(0, 9), "prone": n(0, 8), "side": n(0, 8), "quadruped": n(0, 12), "plank": -u(0, 35),
            "standing": u(-10, 95) if r.random() < 0.35 else n(0, 8), "seated": u(-40, 30)}[position]
    R = {}
    bend, twist, aside = u(-30, 60) if r.random() < 0.5 else n(0, 10), n(0, 12), n(0, 8)
    for name, w in zip(SPINE, [0.15, 0.2, 0.25, 0.22, 0.18]):
        R[name] = rx(bend * w) @ ry(twist * w) @ rz(aside * w)
    nod, turn, tilt = u(-35, 45), n(0, 25), n(0, 12)
    for name, w in zip(NECK, NW):
        R[name] = rx(nod * w) @ ry(turn * w) @ rz(tilt * w)
    for e in (".L", ".R"):
        R["clavicle" + e] = ry(side_of(e) * n(0, 8)) @ rz(side_of(e) * max(0, n(0, 8)))
    root = base @ rx(lean) @ ry(n(0, 10)) @ rz(n(0, 6))
    G, P = B.fk(R, np.array([0.0, 0.0, 1.0]), {"root": root}, only=TRUNK)
    alike = r.random() < 0.4
    for e in (".L", ".R"):
        free_leg(r, B, G, P, e, position)
    if alike:
        state = r.bit_generator.state
        for e in (".L", ".R"):
            r.bit_generator.state = state
            free_leg(r, B, G, P, e, position)
    for e in (".L", ".R"):
        free_arm(r, B, G, P, e, position)
    return G, P


def free_leg(r, B, G, P, e, position):
    u, n = r.uniform, r.normal
    lowest = min(P["root"][2], P["upperleg01" + e][2], P["spine01"][2])
    for _ in range(30):
        straight = r.random() < 0.35
        knee = u(0, 14) if straight else u(0, 148)
        if position in ("standing", "plank"):
            hip = u(-18, 20) if straight or r.random() < 0.4 else u(-15, 118)
        elif position == "seated":
            hip = u(45, 118)
        elif position == "quadruped":
            hip = u(-15, 60) if straight else u(55, 125)
        elif position == "prone":
            hip = u(-25, 15)
        else:
            hip = u(-12, 95) if straight else u(-15, 132)
        leg_fk(B, G, P, e, hip, knee, abd=np.clip(n(0, 13), -18, 40), foot_pf=u(-15, 45))
        turn_leg(B, G, P, e, n(0, 14))
        if position not in ("supine", "prone", "side"):
            return
        if min(P["lowerleg01" + e][2], P["foot" + e][2]) > lowest - (0.06 if r.random() < 0.9 else 0.35):
            return


def turn_leg(B, G, P, e, degrees):
    """Turns a leg about its thigh."""
    hip = P["upperleg01" + e]
    axis = unit(P["lowerleg01" + e] - hip)
    turned = motion.Rot.from_rotvec(axis * math.radians(degrees)).as_matrix()
    for bone in ("upperleg01", "upperleg02", "lowerleg01", "lowerleg02", "foot"):
        G[bone + e] = turned @ G[bone + e]
        P[bone + e] = hip + turned @ (P[bone + e] - hip)


def free_arm(r, B, G, P, e, position):
    s = side_of(e)
    trunk = G["spine01"]
    reach = B.L["uarm"] + B.L["farm"]
    # Of the trunk: to its side, along it, to its front.
    if position in ("quadruped", "plank") and r.random() < 0.75:
        way = np.array([s * r.normal(0.05, 0.12), r.normal(0, 0.15), 1.0])
        length = r.uniform(0.8, 0.99)
    else:
        way = np.array([s * r.normal(0.35, 0.6), r.normal(-0.5, 0.7), r.normal(0.3, 0.5)])
        length = r.uniform(0.35, 0.99)
    wrist = P["upperarm01" + e] + trunk @ unit(way) * reach * length
    if position in ("supine", "prone", "side"):
        wrist[2] = max(wrist[2], min(P["root"][2], P["spine01"][2]) - 0.03)
    pole = trunk @ np.array([s, r.normal(-0.3, 0.4), r.normal(-0.5, 0.5)])
    fingers = unit(wrist - P["upperarm01" + e])
    arm_ik(B, G, P, e, wrist, pole, fingers, unit(np.cross(fingers, trunk @ np.array([0.2, 0.9, 0.3]))))


def to_floor(B, G, P):
    lowest = B.skin(G, P, B.grp["all"])[:, 2].min()
    for bone in P:
        P[bone] = P[bone] + [0, 0, MAT - lowest]


# ---------------------------------------------------------------- cameras
def any_camera(r, position, pose_kind, middle, size):
    lying = position in ("supine", "quadruped", "prone", "side", "plank")
    ahead = 0.0 if lying else 90.0  # the direction of the head, or of the front
    # A turn of the knees is seen best from the head, all else from the side.
    often = MIX["rotation_cameras" if pose_kind == "rotation" else "cameras"]
    kind = r.choice(["side", "corner", "end", "any"], p=often)
    if kind == "side":
        azimuth = ahead + r.choice([-90, 90]) + r.uniform(-20, 20)
    elif kind == "corner":
        azimuth = ahead + r.choice([-90, 90]) + r.choice([-1, 1]) * r.uniform(20, 60)
    elif kind == "end":
        azimuth = ahead + r.choice([0, 0, 0, 180]) * (1 if lying else 0) + r.uniform(-30, 30)
    else:
        azimuth = r.uniform(0, 360)
    if lying:
        height = r.uniform(0.9, 1.9) if kind == "end" else r.uniform(0.2, 1.3)
    else:
        height = r.uniform(0.5, 1.7)
    narrow = size[0] < size[1]
    field = r.uniform(44, 60) if narrow else r.uniform(50, 78)
    distance = r.uniform(1.9, 3.0) * (60 / field) * (1.35 if narrow else 1.0)
    if not lying:
        distance *= 1.15
    distance = min(distance, 4.2)
    a = math.radians(azimuth)
    eye = np.array([middle[0] + math.cos(a) * distance, middle[1] + math.sin(a) * distance, height])
    across = np.array([-math.sin(a), math.cos(a), 0.0])
    at = middle + across * r.normal(0, 0.1) + [0, 0, r.normal(0, 0.08)]
    roll = r.normal(0, 2.5)
    return Camera(eye, at, *size, field, roll), azimuth, roll


def release(scene):
    """Gives a scene's buffers back; it is not used again."""
    for thing in vars(scene).values():
        if hasattr(thing, "release") and thing is not scene.c:
            thing.release()


# ---------------------------------------------------------------- frames of films
FILMED = {
    "bridge": 0.18, "cat_cow": 0.22, "lower_trunk_rotation": 0.16, "knee_to_chest": 0.2, "marches": 0.12,
    "thoracic_extension": 0.04, "scapular_squeeze": 0.03, "levator_stretch": 0.03, "doorway_pec": 0.02,
}
FRAMES_A_FILM = 11
CORNERS = 0.5  # of the films of exercises that can be seen from there
OTHER_BACKS = 0.35  # of the frames on hands and knees, with back and neck on their own


def one_film(seed, number, looker, out):
    r = np.random.default_rng([seed, number, 1])
    exercise = str(r.choice(list(FILMED), p=list(FILMED.values())))
    views = random_clips.VIEWS[exercise]
    view = "q34" if "q34" in views and r.random() < CORNERS else str(r.choice([v for v in views if v != "q34"] or views))
    spec = random_clips.body(r) if r.random() < 0.6 else any_body(r)
    variant = str(r.choice(random_clips.VARIANTS[exercise]))
    light = str(r.choice(list(clips.LIGHTS)))
    size = [(640, 480), (640, 480), (854, 480), (960, 540)][int(r.integers(4))]
    clip = dict(
        ex=exercise, seed=int(r.integers(1 << 30)), light=light, motion=random_clips.motion(r, exercise, variant),
        **random_clips.camera(r, exercise, view),
    )
    B = Body(**spec["shape"], look=spec["cut"])
    program = clips.program(B, clip)
    cam = Camera(*clips.camera(clip, program["centre"]), *size, clip["hfov"], clip["roll"])
    scene = Scene(dict(clips.room(clip), **program.get("scene", {})), cam, program["centre"])
    scene.set_body(B, spec["look"])
    sway = make.sway(clip["seed"], 6)
    still = lambda t, i=0: 0.0
    G, P = program["pose"](program["q"](program.get("rest_t", 0.0), still))
    V = B.skin(G, P)
    rest = make.joints(B, G, P, V)
    scene.draw(V, B.normals(V), 0, show=False)
    rows = []
    for t in np.sort(r.uniform(program["t0"], program["dur"], FRAMES_A_FILM)):
        q = program["q"](t, sway)
        if exercise == "cat_cow" and r.random() < OTHER_BACKS:
            q.update(S=r.uniform(-45, 68), N=r.uniform(-38, 45))
        G, P = program["pose"](q)
        V = B.skin(G, P)
        picture = scene.draw(V, B.normals(V), t, follow=0.5 * (P["root"] + P["spine01"]))
        picture = scene.post(picture, t, clips.LIGHTS[light].get("post", {}))
        J = make.joints(B, G, P, V)
        truth = make.measures(B, G, P, J, rest, exercise)
        joints = np.array([J[name] for name in LANDMARKS])
        flat = np.array([cam.project(p) for p in joints])
        common = dict(
            joints=joints, flat=flat, measures=[truth.get(m, np.nan) for m in STORED], position=PLACES.get(exercise, STANDING),
            exercise=True, azimuth=clip["az"], eye=cam.eye - [*program["centre"], 0], size=size,
        )
        rows += [dict(common, **seen) for seen in looker.look(picture, flat, r)]
    release(scene)
    return keep(rows, out, seed, number)


def keep(rows, out, seed, number):
    """Writes what was seen of a body; returns how many rows."""
    if not rows:
        return 0
    arrays = {key: np.array([row[key] for row in rows]) for key in rows[0]}
    small = {k: v.astype(np.float32) if v.dtype == np.float64 else v for k, v in arrays.items()}
    path = os.path.join(out, f"{seed}-{number:05d}.npz")
    np.savez_compressed(path + ".part.npz", **small)
    os.replace(path + ".part.npz", path)
    return len(rows)


# ---------------------------------------------------------------- one body
def one_body(seed, number, looker, out):
    r = np.random.default_rng([seed, number])
    spec = any_body(r)
    B = Body(**spec["shape"], look=spec["cut"])
    family = str(r.choice(["supine", "quad", "upright", "free"], p=MIX["family"]))
    made = None
    if family == "supine":
        made = Supine(B, knee=r.uniform(50, 130), stance=r.uniform(0.05, 0.2), kc_flex=r.uniform(105, 132))
    elif family == "quad":
        made = Quad(B, hands=r.uniform(0.12, 0.24), knees=r.uniform(0.08, 0.2))
    size = SIZES[int(r.integers(len(SIZES)))]
    light = str(r.choice(list(clips.LIGHTS)))
    rows = []
    scene, room_azimuth = None, 0.0
    for k in range(POSES_A_BODY):
        pose_kind = "exercise"
        if family == "supine" and r.random() < MIX["exercise"]:
            (G, P), pose_kind = supine_pose(r, made)
            position = "supine"
        elif family == "quad" and r.random() < 0.75:
            (G, P), position = quad_pose(r, made), "quadruped"
        elif family == "upright" and r.random() < 0.75:
            (G, P), position = upright_pose(r, B)
        else:
            pose_kind = "free"
            position = str(r.choice(POSITIONS, p=[0.4, 0.12, 0.16, 0.12, 0.07, 0.06, 0.07]))
            G, P = free_pose(r, B, position)
            to_floor(B, G, P)
        V = B.skin(G, P)
        if V[:, 2].min() < -0.06:
            continue
        middle = 0.5 * (V.min(0) + V.max(0))
        cam, azimuth, roll = any_camera(r, position, pose_kind, middle, size)
        new_scene = scene is None or k % 7 == 0
        # The room stands behind the body as its first camera sees it: for the next ones, the body turns.
        aim = azimuth if new_scene else room_azimuth
        turn = rz(aim - azimuth)
        for bone in P:
            G[bone], P[bone] = turn @ G[bone], middle + turn @ (P[bone] - middle)
        V = middle + (V - middle) @ turn.T
        cam = Camera(middle + turn @ (cam.eye - middle), middle + turn @ (cam.at - middle), *size, cam.hfov, roll)
        if new_scene:
            room_azimuth = azimuth
            room = clips.room(dict(seed=int(seed * 100003 + number * 31 + k), light=light))
            if scene is not None:
                release(scene)
            scene = Scene(dict(room, matbox=None if position in ("standing", "seated") else (0.08, 0, 1.83, 0.62)), cam, middle)
            scene.set_body(B, spec["look"])
        scene.cam = cam
        scene._bg = None
        picture = scene.draw(V, B.normals(V), 0.0, follow=middle)
        picture = scene.post(picture, r.uniform(0, 9), clips.LIGHTS[light].get("post", {}))
        J = make.joints(B, G, P, V)
        truth = make.measures(B, G, P, J, J)
        joints = np.array([J[name] for name in LANDMARKS])
        flat = np.array([cam.project(p) for p in joints])
        seen = looker.look(picture, flat, r)
        common = dict(
            joints=joints, flat=flat, measures=[truth[m] for m in STORED], position=POSITIONS.index(position),
            exercise=pose_kind != "free", azimuth=azimuth, eye=cam.eye - middle, size=size,
        )
        rows += [dict(common, **s) for s in seen]
    if scene is not None:
        release(scene)
    return keep(rows, out, seed, number)


def main():
    _, models, out, seed, count, *_ = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    looker = Looker(models)
    draw = one_film if sys.argv[6:] == ["films"] else one_body
    begun, total = time.time(), 0
    for number in range(int(count)):
        if os.path.exists(os.path.join(out, f"{seed}-{number:05d}.npz")):
            continue
        try:
            total += draw(int(seed), number, looker, out)
        except Exception as error:  # one odd body is no reason to stop
            print("FAILED", number, repr(error), flush=True)
        print(f"body {number}: {total} rows, {(time.time() - begun):.0f} s", flush=True)


if __name__ == "__main__":
    main()
