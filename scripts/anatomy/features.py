"""What the network is told of a frame, and the plain measures that it corrects.

Inputs are BlazePose's answer: `image` n x 33 x 4 (x and y in pixels, z unused, visibility) and `world` n x 33 x 3
(metres, y down). Nothing here depends on the picture's size, on the body's place in it or on its scale. The vertical
does count: what is high and what is low is asked for, and cameras stand upright.
"""
import numpy as np

from graph import arccos, clip, concat, is_node, reshape, root, take, total, where

LEFT, RIGHT = 0, 1
NOSE, EARS = 0, (7, 8)
SHOULDER, ELBOW, WRIST = (11, 12), (13, 14), (15, 16)
HIP, KNEE, ANKLE, HEEL, TOES = (23, 24), (25, 26), (27, 28), (29, 30), (31, 32)
BODY = [NOSE, *EARS, *SHOULDER, *ELBOW, *WRIST, *HIP, *KNEE, *ANKLE, *HEEL, *TOES]
# Each of BlazePose's 33 points' counterpart on the other side.
MIRRORED = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9] + [i + 1 if i % 2 else i - 1 for i in range(11, 33)]
_LIMBS = [(SHOULDER, ELBOW), (ELBOW, WRIST), (SHOULDER, HIP), (HIP, KNEE), (KNEE, ANKLE), (HEEL, TOES), (SHOULDER, ANKLE)]
_LIMBS = [(a[s], b[s]) for a, b in _LIMBS for s in (0, 1)] + [SHOULDER, HIP, KNEE]
LIMB_STARTS, LIMB_ENDS = [a for a, _ in _LIMBS], [b for _, b in _LIMBS]
ANGLES = [(SHOULDER, HIP, KNEE), (HIP, KNEE, ANKLE), (SHOULDER, ELBOW, WRIST)]
LOWER_LEG = 0.8  # torso lengths, as in the product's foot height

# name, the most that it may be corrected by, its mirrored name, sign under mirroring
MEASURES = [
    ("hip_angle_left", 25.0, "hip_angle_right", 1),
    ("hip_angle_right", 25.0, "hip_angle_left", 1),
    ("knee_angle_left", 25.0, "knee_angle_right", 1),
    ("knee_angle_right", 25.0, "knee_angle_left", 1),
    ("hip_angle_signed", 25.0, "hip_angle_signed", 1),
    ("trunk_rotation", 45.0, "trunk_rotation", -1),
    ("foot_height_left", 0.5, "foot_height_right", 1),
    ("foot_height_right", 0.5, "foot_height_left", 1),
    ("pelvis_tilt", 25.0, "pelvis_tilt", -1),
    ("shoulder_tilt", 25.0, "shoulder_tilt", -1),
    ("knee_gap", 0.4, "knee_gap", 1),
    ("trunk_lean", 25.0, "trunk_lean", 1),
    ("trunk_sideways", 25.0, "trunk_sideways", -1),
    ("spine_flexion", 75.0, "spine_flexion", 1),
]
NAMES = [m[0] for m in MEASURES]
MOST = np.array([m[1] for m in MEASURES], np.float32)
MIRROR_INDEX = [NAMES.index(m[2]) for m in MEASURES]
MIRROR_SIGN = np.array([m[3] for m in MEASURES], np.float32)


def mirrored(image, world):
    """The frame of the mirrored body in a mirrored picture."""
    return (take(image, MIRRORED, 1) * np.array([-1, 1, 1, 1], np.float32),
            take(world, MIRRORED, 1) * np.array([-1, 1, 1], np.float32))


def at(points, index):
    return take(points, [index], 1)


def middle(points, pair):
    return (at(points, pair[0]) + at(points, pair[1])) * 0.5


def length(vectors):
    return root(total(vectors * vectors, 2) + 1e-9)


def part(vectors, axis):
    return take(vectors, [axis], 2)


def dot(a, b):
    return total(a * b, 2)


def cross_in_plane(a, b):
    return part(a, 0) * part(b, 1) - part(a, 1) * part(b, 0)


def cross(a, b):
    x, y, z = (part(a, i) for i in range(3))
    u, v, w = (part(b, i) for i in range(3))
    return concat([y * w - z * v, z * u - x * w, x * v - y * u], 2)


def angle(u, v):
    """Degrees between vectors, 0 to 180."""
    return arccos(clip(dot(u, v) / (length(u) * length(v)), -0.999999, 0.999999)) * (180 / np.pi)


def turned(x, y):
    """Degrees from the direction of `x` towards `y`, -180 to 180."""
    unsigned = arccos(clip(x / root(x * x + y * y + 1e-9), -0.999999, 0.999999)) * (180 / np.pi)
    return where(y, unsigned, unsigned * -1.0)


def describe(image, world):
    """(features n x F, plain measures n x len(MEASURES))"""
    xy, seen = take(image, [0, 1], 2), take(image, [3], 2)
    core = [*SHOULDER, *HIP, *KNEE, *ANKLE]
    a, b = take(xy, core, 1), take(take(world, [0, 1], 2), core, 1)
    a, b = a - total(a, 1) * (1 / len(core)), b - total(b, 1) * (1 / len(core))
    scale = root(total(total(a * a, 1), 2) / (total(total(b * b, 1), 2) + 1e-6) + 1e-9)  # pixels a metre
    flat = (xy - middle(xy, HIP)) / scale
    space = world - middle(world, HIP)
    trunk = middle(flat, SHOULDER)
    long = length(trunk)
    up = trunk / long
    body_flat, body_space = take(flat, BODY, 1), take(space, BODY, 1)
    across = concat([part(up, 1) * -1.0, part(up, 0)], 2)
    parts = [body_flat, concat([dot(body_flat, across), dot(body_flat, up)], 2), body_space, take(seen, BODY, 1)]
    angles = []
    for points in (flat, space):
        limbs = take(points, LIMB_ENDS, 1) - take(points, LIMB_STARTS, 1)
        lengths = length(limbs)
        parts += [limbs / lengths, lengths]
        corners = take(points, [j[s] for _, j, _ in ANGLES for s in (LEFT, RIGHT)], 1)
        arms = [take(points, [limb[i][s] for limb in ANGLES for s in (LEFT, RIGHT)], 1) - corners for i in (0, 2)]
        angles.append(angle(*arms))
    flattened = lambda p: reshape(p, (0, -1) if is_node(p) else (len(p), -1))
    plain = plain_measures(flat, space, angles[0])
    base = concat([flattened(p) for p in plain], 1)
    # Degrees and torso lengths come to about the same size.
    numbers = base * np.where(MOST > 1, 1 / 90, 1).astype(np.float32)
    pieces = [up, long, *parts] + [a * (1 / 90) for a in angles]
    return concat([flattened(p) for p in pieces] + [numbers], 1), base


def plain_measures(flat, space, angles):
    """The measures as geometry has them, in the order of MEASURES."""
    left = at(space, SHOULDER[0]) + at(space, HIP[0]) - at(space, SHOULDER[1]) - at(space, HIP[1])
    trunk = middle(space, SHOULDER)
    front = cross(left, trunk)
    shoulders, knees = middle(flat, SHOULDER), middle(flat, KNEE)
    bent = angle(shoulders, knees)
    # Past straight where the hip lies beyond the line on the front side; which that is, the trunk's axes say.
    signed = where(cross_in_plane(shoulders, knees) * part(left, 2), bent, 360.0 - bent)
    knees = middle(space, KNEE)
    rotation = clip(turned(dot(knees, front) / length(front), dot(knees, left) / length(left)), -75.0, 75.0)
    shins = take(flat, KNEE, 1) - take(flat, ANKLE, 1)
    leg = total(length(shins), 1) * 0.5 + 0.05
    feet = (take(flat, HEEL, 1) + take(flat, TOES, 1)) * 0.5
    heights = clip(part(shoulders - feet, 1) / leg * LOWER_LEG, -3.0, 3.0)
    line = at(space, SHOULDER[0]) - at(space, SHOULDER[1])
    tilt = 90.0 - arccos(clip(part(line, 1) * -1.0 / length(line), -0.999999, 0.999999)) * (180 / np.pi)
    # The points in space are further from the pelvis' tilt than nothing is.
    level = part(line, 1) * 0.0
    gap = length(at(space, KNEE[0]) - at(space, KNEE[1])) / (length(trunk) + 0.05)
    # No points lie on the spine: plainly, it is straight.
    straight = level
    rise = part(trunk, 1) * -1.0
    # Level vectors to the front and to the left.
    flatten = np.array([1, 0, 1], np.float32)
    ahead, aside = front * flatten, left * flatten
    lean = turned(rise, dot(trunk, ahead) / length(ahead))
    sideways = turned(rise, dot(trunk, aside) / length(aside))
    return [take(angles, [0, 1, 2, 3], 1), signed, rotation, heights, level, tilt, gap, lean, sideways, straight]
