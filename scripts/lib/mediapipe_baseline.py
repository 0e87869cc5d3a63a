#!/usr/bin/env python3
"""Runs MediaPipe's pose estimation over a video and prints what it took, as JSON. Used by scripts/bench."""

import json
import sys
import time

import cv2
import mediapipe


def main():
    # The full model, tracking from picture to picture: what holdfast does for the bridge without the silhouette, for
    # cat and cow with it.
    segmentation = "--segmentation" in sys.argv
    pose = mediapipe.solutions.pose.Pose(
        model_complexity=1, enable_segmentation=segmentation, static_image_mode=False
    )
    started = time.perf_counter()
    video = cv2.VideoCapture(sys.argv[1])
    frames = bodies = 0
    while True:
        decoded, picture = video.read()
        if not decoded:
            break
        result = pose.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        frames += 1
        bodies += result.pose_landmarks is not None
    print(json.dumps({"frames": frames, "bodies": bodies, "secs": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
