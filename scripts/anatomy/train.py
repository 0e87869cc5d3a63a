#!/usr/bin/env python3
"""Trains the anatomy network on what sample.py wrote, and writes it as ONNX.

    train.py DATA MODEL.onnx [--films FOLDER] [--epochs 100] [--members 3] [--hidden 224]

Bodies whose number divides by 6 are never trained on: they set the scale of the uncertainty and of the novelty
(every second of them) and give the errors that are printed (the others). Needs numpy, jax, scikit-learn, onnx.
"""
import argparse
import time

import jax
import jax.numpy as jnp
import numpy as np
from sklearn.cluster import MiniBatchKMeans

import export
from features import MIRROR_INDEX, MIRROR_SIGN, MOST, NAMES, describe, mirrored
from truth import PLANK, POSITIONS, load, load_films

LEAST_SPREAD = MOST / 50
BATCH = 512
AXES, CENTRES = 24, 256  # of the novelty score


def disturbed(image, world, r):
    """The same frames as a tracked film might have them: a little shaken and rolled, half of them mirrored."""
    n = len(image)
    image, world = image.copy(), world.copy()
    extent = np.linalg.norm(image[:, [11, 12], :2].mean(1) - image[:, [27, 28], :2].mean(1), axis=1)[:, None, None]
    size = r.exponential(0.018, (n, 1, 1))
    image[:, :, :2] += r.normal(0, 1, image[:, :, :2].shape) * size * extent
    world += r.normal(0, 1, world.shape) * size
    logit = np.log(np.clip(image[:, :, 3], 1e-4, 1 - 1e-4) / np.clip(1 - image[:, :, 3], 1e-4, 1))
    image[:, :, 3] = 1 / (1 + np.exp(-(logit + r.normal(0, 0.5, logit.shape))))
    roll = np.deg2rad(r.normal(0, 3, n))
    c, s = np.cos(roll), np.sin(roll)
    turn = np.stack([np.stack([c, -s], 1), np.stack([s, c], 1)], 1)
    image[:, :, :2] = image[:, :, :2] @ turn
    world[:, :, :2] = world[:, :, :2] @ turn
    flip = r.random(n) < 0.5
    other_image, other_world = mirrored(image[flip], world[flip])
    image[flip], world[flip] = other_image, other_world
    return image.astype(np.float32), world.astype(np.float32), flip


def turned_over(truth, flip):
    truth = truth.copy()
    truth[flip] = truth[flip][:, MIRROR_INDEX] * MIRROR_SIGN
    return truth


def start(key, sizes):
    params = []
    for a, b in zip(sizes, sizes[1:]):
        key, k = jax.random.split(key)
        params.append((jax.random.normal(k, (a, b)) * jnp.sqrt(2 / a) * (0.1 if b == sizes[-1] else 1), jnp.zeros(b)))
    return params


def answer(params, x, key=None):
    """(correction, log of the spread), both in units of the most that may be corrected."""
    for i, (w, b) in enumerate(params[:-1]):
        x = jax.nn.relu(x @ w + b)
        if key is not None:
            key, k = jax.random.split(key)
            x = x * jax.random.bernoulli(k, 0.93, x.shape) / 0.93
    out = x @ params[-1][0] + params[-1][1]
    m = len(MOST)
    return jnp.tanh(out[:, :m]), jnp.clip(out[:, m:], -4.5, 1.5)


def loss(params, x, wanted, known, key):
    correction, spread = answer(params, x, key)
    error = jnp.abs(wanted - correction)
    # The likelihood of a Laplace distribution, which takes outliers as they are, and a share of the plain error,
    # which keeps the middle honest where the spread is wide.
    nll = error * jnp.exp(-spread) + spread
    return jnp.sum(known * (nll + 2 * jnp.minimum(error, 1.5))) / jnp.sum(known)


@jax.jit
def step(params, moments, x, wanted, known, key, rate, count):
    value, grads = jax.value_and_grad(loss)(params, x, wanted, known, key)
    b1, b2 = 0.9, 0.99
    first = jax.tree.map(lambda m, g: b1 * m + (1 - b1) * g, moments[0], grads)
    second = jax.tree.map(lambda v, g: b2 * v + (1 - b2) * g * g, moments[1], grads)
    update = lambda p, m, v: p - rate * ((m / (1 - b1**count)) / (jnp.sqrt(v / (1 - b2**count)) + 1e-8) + 3e-4 * p)
    return jax.tree.map(update, params, first, second), (first, second), value


def fit(data, train, scaling, args, seed):
    r = np.random.default_rng(seed)
    mean, deviation = scaling
    # Each member misses some bodies, so that where bodies decide, the members disagree.
    bodies = np.unique(data["body"])
    train = train & ~np.isin(data["body"], r.choice(bodies, len(bodies) // 5, replace=False))
    image, world, truth = (data[k][train] for k in ("image", "world", "truth"))
    params = start(jax.random.PRNGKey(seed), [len(mean), args.hidden, args.hidden, 2 * len(MOST)])
    zeros = jax.tree.map(jnp.zeros_like, params)
    moments, count, key = (zeros, zeros), 0, jax.random.PRNGKey(seed + 1)
    steps = args.epochs * (len(image) // BATCH)
    began = time.time()
    for epoch in range(args.epochs):
        i, w, flip = disturbed(image, world, r)
        features, base = describe(i, w)
        x = np.clip((features - mean) / deviation, -8, 8).astype(np.float32)
        wanted = ((turned_over(truth, flip) - base) / MOST).astype(np.float32)
        known = np.isfinite(wanted).astype(np.float32)
        wanted = np.nan_to_num(wanted)
        order = r.permutation(len(x))
        values = []
        for k in range(0, len(x) - BATCH + 1, BATCH):
            count += 1
            rate = 2e-3 * min(1, count / 200) * 0.5 * (1 + np.cos(np.pi * count / steps))
            key, sub = jax.random.split(key)
            b = order[k : k + BATCH]
            params, moments, value = step(params, moments, x[b], wanted[b], known[b], sub, rate, count)
            values.append(value)
        if epoch % 10 == 0 or epoch == args.epochs - 1:
            print(f"member {seed} epoch {epoch} loss {float(np.mean(values)):.4f} {time.time() - began:.0f} s", flush=True)
    return [(np.asarray(w), np.asarray(b)) for w, b in params]


def novelty_space(x, r):
    """Principal axes of the features, each scaled to 1, and centres of the training data in them."""
    mean = x.mean(0)
    _, s, axes = np.linalg.svd(x[r.choice(len(x), min(len(x), 6000), replace=False)] - mean, full_matrices=False)
    axes = axes[:AXES].T / (s[:AXES] / np.sqrt(min(len(x), 6000)))
    points = (x - mean) @ axes
    centres = MiniBatchKMeans(CENTRES, n_init=3, random_state=0, batch_size=2048).fit(points).cluster_centers_
    return mean.astype(np.float32), axes.astype(np.float32), centres.astype(np.float32)


def report(data, rows, plain, value, spread, novelty):
    error = lambda a: np.abs(a - data["truth"][rows])
    before, after = error(plain), error(value)
    for k, name in enumerate(NAMES):
        for position in range(PLANK + 1):
            for view in ("side", "q34", "end"):
                i = (data["position"][rows] == position) & (data["view"][rows] == view) & np.isfinite(after[:, k])
                if i.sum() > 40:
                    within = (after[i, k] <= spread[i, k]).mean()
                    print(f"{name:18s} {POSITIONS[position]:11s} {view:5s} {i.sum():6d}  {before[i, k].mean():7.3f} -> "
                          f"{after[i, k].mean():7.3f}   stated {spread[i, k].mean():7.3f}, {within:.2f} within")
    print("novelty at 50, 90, 99 %:", np.percentile(novelty, [50, 90, 99]).round(2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("model")
    parser.add_argument("--films", help="a folder with films to be trained on as well")
    parser.add_argument("--every", type=float, default=0.2, help="seconds between the films' frames")
    parser.add_argument("--epochs", type=int, default=100)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--hidden", type=int, default=224)
    args = parser.parse_args()
    data = load(args.data)
    number = np.array([int(b.split("-")[1]) for b in data["body"]])
    if args.films:
        films = load_films(args.films, args.every)
        data = {key: np.concatenate([data[key], films[key]]) for key in films}
        number = np.concatenate([number, np.ones(len(films["body"]), int)])
    train, scale, test = number % 6 != 0, number % 12 == 0, number % 12 == 6
    bodies = lambda i: len(set(data["body"][i]))
    print(f"rows {train.sum()} {scale.sum()} {test.sum()}, bodies {bodies(train)} {bodies(scale)} {bodies(test)}", flush=True)
    data["image"], data["world"] = data["image"].astype(np.float32), data["world"].astype(np.float32)
    both = [np.concatenate(p) for p in zip((data["image"][train], data["world"][train]), mirrored(data["image"][train], data["world"][train]))]
    features, _ = describe(*both)
    scaling = features.mean(0), features.std(0) + 1e-3
    r = np.random.default_rng(0)
    x = np.clip((features - scaling[0]) / scaling[1], -8, 8)
    space = novelty_space(x, r)
    members = [fit(data, train, scaling, args, seed) for seed in range(args.members)]
    model = export.Model(scaling, members, space, np.ones(len(MOST), np.float32), np.float32(1))
    run = lambda rows: export.on_arrays(model, data["image"][rows], data["world"][rows])
    # Two thirds of the errors on bodies that were not trained on shall lie within the stated spread.
    _, value, spread, novelty = run(scale)
    ratio = np.abs(value - data["truth"][scale]) / spread
    model = model._replace(spread=np.nanpercentile(ratio, 68.3, axis=0).astype(np.float32),
                           far=np.float32(np.percentile(novelty, 99)))
    print("spread scaled by", dict(zip(NAMES, model.spread.round(2))), "novelty by", model.far)
    export.write(model, args.model)
    report(data, test, *run(test))


if __name__ == "__main__":
    main()
