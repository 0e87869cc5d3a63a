"""BlazePose on one picture, as the product runs it: detector, region, landmark network, heat maps."""
import math
import os

import cv2
import numpy as np
import onnxruntime as ort

DETECTOR, LANDMARKS = 224, 256
LEAST_SCORE, LEAST_PRESENCE = 0.5, 0.5
MARGIN = 1.25
# Of BlazePose's 33 points: each one's counterpart on the other side.
MIRRORED = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9] + [i + 1 if i % 2 else i - 1 for i in range(11, 33)]


def sigmoid(v):
    return 1 / (1 + np.exp(-np.clip(v, -80, 80)))


def anchors():
    out = []
    for stride, n in ((8, 2), (16, 2), (32, 6)):
        k = math.ceil(DETECTOR / stride)
        y, x = np.mgrid[:k, :k]
        out.append(np.repeat(np.stack([(x + 0.5) / k, (y + 0.5) / k], -1).reshape(-1, 2), n, 0))
    return np.concatenate(out).astype(np.float32)


def crop(picture, region, side, border):
    cx, cy, size, rotation = region
    c, s = math.cos(rotation) * size / side, math.sin(rotation) * size / side
    m = np.array([[c, -s, cx - side / 2 * (c - s)], [s, c, cy - side / 2 * (s + c)]])
    return cv2.warpAffine(picture, m, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=border)


def region_of(centre, on_circle):
    turned = math.pi / 2 - math.atan2(-(on_circle[1] - centre[1]), on_circle[0] - centre[0])
    turned -= 2 * math.pi * math.floor((turned + math.pi) / (2 * math.pi))
    return float(centre[0]), float(centre[1]), 2 * MARGIN * math.hypot(*(on_circle - centre)), turned


class Looker:
    def __init__(self, models, name="blazepose-full-no-mask.onnx"):
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        load = lambda file: ort.InferenceSession(os.path.join(models, file), options, providers=["CPUExecutionProvider"])
        self.detector, self.network, self.anchors = load("blazepose-detector.onnx"), load(name), anchors()
        self.heat = np.mgrid[:64, :64]

    def detect(self, picture):
        """The region of the surest body; None where there is none."""
        h, w = picture.shape[:2]
        side = max(h, w)
        small = crop(picture, (w / 2, h / 2, side, 0.0), DETECTOR, cv2.BORDER_CONSTANT)
        boxes, scores = self.detector.run(None, {"input_1": (small.astype(np.float32) * np.float32(2 / 255) - 1)[None]})
        score = sigmoid(scores[0, :, 0])
        best = score >= LEAST_SCORE
        if not best.any():
            return None
        b = boxes[0] / DETECTOR
        centre, half = b[:, :2] + self.anchors, b[:, 2:4] / 2
        points = b[:, 4:8].reshape(-1, 2, 2) + self.anchors[:, None]
        k = int(np.argmax(score))
        lo, hi = centre - half, centre + half
        overlap = np.prod(np.maximum(np.minimum(hi, hi[k]) - np.maximum(lo, lo[k]), 0), 1)
        union = np.prod(hi - lo, 1) + np.prod(hi[k] - lo[k]) - overlap
        same = best & (overlap / np.maximum(union, 1e-12) > 0.3)
        p = (points[same] * score[same][:, None, None]).sum(0) / score[same].sum()
        p = (p - 0.5) * side + [w / 2, h / 2]
        return region_of(p[0], p[1])

    def read(self, picture, region):
        """(image 33x4, world 33x3, the next region, presence)."""
        x = crop(picture, region, LANDMARKS, cv2.BORDER_REPLICATE).astype(np.float32) * np.float32(1 / 255)
        out = dict(zip([o.name for o in self.network.get_outputs()], self.network.run(None, {"input_1": x[None]})))
        points = out["Identity"].reshape(39, 5)
        heat = out["Identity_3"][0].transpose(2, 0, 1)
        p = points[:, :2] / LANDMARKS
        for i in range(35):
            column, row = int(p[i, 0] * 64), int(p[i, 1] * 64)
            if 0 <= column < 64 and 0 <= row < 64:
                x0, x1, y0, y1 = max(0, column - 3), min(64, column + 4), max(0, row - 3), min(64, row + 4)
                s = sigmoid(heat[i, y0:y1, x0:x1])
                if s.max() >= 0.5:
                    p[i] = s.sum(0) @ np.arange(x0, x1) / 64 / s.sum(), s.sum(1) @ np.arange(y0, y1) / 64 / s.sum()
        cx, cy, size, rotation = region
        c, s = math.cos(rotation), math.sin(rotation)
        turn = np.array([[c, s], [-s, c]])
        flat = (p[:35] - 0.5) @ turn * size + [cx, cy]
        world = out["Identity_4"].reshape(39, 3)[:33].copy()
        world[:, :2] = world[:, :2] @ turn
        image = np.concatenate([flat[:33], points[:33, 2:3] / LANDMARKS * size, sigmoid(points[:33, 3:4])], 1)
        return image, world, region_of(flat[33], flat[34]), float(out["Identity_1"].ravel()[0])

    def look(self, picture, flat, r):
        """What a film would have of the picture: its answer in the detector's region, as in a first frame; about where
        that answer says that the body is, as in the next ones; and that of the mirrored picture, turned back.

        Where the detector finds nobody, the region is made of the true points (x, y of 33), as if the body
        had been followed there.
        """
        found = self.detect(picture)
        detected = found is not None
        if not detected:
            hip, shoulder = flat[[23, 24], :2].mean(0), flat[[11, 12], :2].mean(0)
            up = (shoulder - hip) / (np.linalg.norm(shoulder - hip) + 1e-6)
            found = region_of(hip, hip + up * np.linalg.norm(flat[:, :2] - hip, axis=1).max() * 1.05)
        image, world, tracked, presence = self.read(picture, found)
        if presence < LEAST_PRESENCE or tracked[2] < 20:
            return []
        rows = [dict(image=image, world=world, kind=0, detected=detected, presence=presence)]
        w = picture.shape[1]
        for kind in (1, 2):
            a, b = r.normal(0, 0.015, 2) * tracked[2]
            seen = picture
            region = (tracked[0] + a, tracked[1] + b, tracked[2] * math.exp(r.normal(0, 0.04)), tracked[3] + r.normal(0, 0.04))
            if kind == 2:
                seen = np.ascontiguousarray(picture[:, ::-1])
                region = (w - region[0], region[1], region[2], -region[3])
                seen = cv2.convertScaleAbs(seen, alpha=r.uniform(0.7, 1.2), beta=r.uniform(-12, 12))
                _, packed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, int(r.integers(25, 80))])
                seen = cv2.imdecode(packed, cv2.IMREAD_COLOR)
            image, world, _, presence = self.read(seen, region)
            if presence < LEAST_PRESENCE:
                continue
            if kind == 2:
                image, world = image[MIRRORED].copy(), world[MIRRORED].copy()
                image[:, 0], world[:, 0] = w - image[:, 0], -world[:, 0]
            rows.append(dict(image=image, world=world, kind=kind, detected=detected, presence=presence))
        return rows
