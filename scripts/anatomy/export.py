"""The whole of what the product runs, from landmarks to corrected measures: on arrays, and as an ONNX file."""
from typing import Any, NamedTuple

import numpy as np

from features import MIRROR_INDEX, MIRROR_SIGN, MOST, NAMES, describe, mirrored
from graph import Graph, Node, clip, concat, exp, least, relu, reshape, root, size, take, tanh, total


LARGE = 2000  # numbers of a matrix of weights, at least


class Model(NamedTuple):
    scaling: Any  # mean and deviation of the features
    members: Any  # of each, the layers' weights and biases
    space: Any  # of the novelty: mean, axes, centres
    spread: Any  # what each stated spread is multiplied by
    far: Any  # the distance that counts as 1


def network(model, x):
    """(correction n x K x members, spread likewise), in units of the most that may be corrected."""
    corrections, spreads = [], []
    k = len(MOST)
    for layers in model.members:
        h = x
        for w, b in layers[:-1]:
            h = relu(h @ w + b)
        out = h @ layers[-1][0] + layers[-1][1]
        corrections.append(tanh(take(out, list(range(k)), 1)))
        spreads.append(exp(clip(take(out, list(range(k, 2 * k)), 1), -4.5, 1.5)))
    return corrections, spreads


def mean(parts):
    result = parts[0]
    for part in parts[1:]:
        result = result + part
    return result * (1 / len(parts))


def one_way(model, image, world):
    """(plain, corrected, spread, distance) of frames as they are."""
    features, base = describe(image, world)
    x = clip((features - model.scaling[0]) / model.scaling[1], -8.0, 8.0)
    corrections, spreads = network(model, x)
    correction = mean(corrections)
    # Where the members disagree, none of them knows.
    apart = mean([size(c - correction) for c in corrections])
    spread = mean(spreads) + apart
    centre, axes, centres = model.space
    p = (x - centre) @ axes
    # |p - c|^2 = p.p - 2 p.c + c.c
    square = least(total(p * p, 1) - (p @ np.ascontiguousarray(2 * centres.T)) + (centres * centres).sum(1)[None], 1)
    return base, base + correction * MOST, spread * MOST * model.spread, root(clip(square, 0.0, 1e9)) * (1 / model.far)


def both_ways(one, other):
    """The mean of a frame's answer and its mirrored frame's answer turned back, so that sides are treated alike."""
    back = lambda v, sign: take(v, MIRROR_INDEX, 1) * sign
    ones = np.ones(len(MOST), np.float32)
    signs = (MIRROR_SIGN, MIRROR_SIGN, ones)
    plain, value, spread = ((a + back(b, sign)) * 0.5 for a, b, sign in zip(one[:3], other[:3], signs))
    return plain, value, spread, (one[3] + other[3]) * 0.5


def on_arrays(model, image, world):
    one, other = one_way(model, image, world), one_way(model, *mirrored(image, world))
    plain, value, spread, novelty = both_ways(one, other)
    return plain, value, spread, novelty[:, 0]


def halved(graph):
    """Stores large matrices with half the digits, and has the runtime widen them once, as it loads."""
    from onnx import TensorProto, helper, numpy_helper

    casts = []
    for place, tensor in enumerate(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size > LARGE:
            stored = tensor.name + "_halved"
            casts.append(helper.make_node("Cast", [stored], [tensor.name], to=TensorProto.FLOAT))
            graph.initializer[place].CopyFrom(numpy_helper.from_array(values.astype(np.float16), stored))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)


def write(model, path):
    """Inputs: image 1 x 33 x 4, world 1 x 33 x 3. Outputs: plain, value and spread 1 x K, novelty 1 x 1."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    g = Graph()
    image, world = Node(g, "image"), Node(g, "world")
    other_image, other_world = mirrored(image, world)
    together = one_way(model, concat([image, other_image], 0), concat([world, other_world], 0))
    answers = both_ways([take(v, [0], 0) for v in together], [take(v, [1], 0) for v in together])
    names = ["plain", "value", "spread", "novelty"]
    shapes = [[1, len(MOST)]] * 3 + [[1, 1]]
    nodes = [helper.make_node(op, inputs, [out], **attributes) for op, inputs, out, attributes in g.nodes]
    nodes += [helper.make_node("Identity", [a.name], [n]) for a, n in zip(answers, names)]
    info = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    graph = helper.make_graph(
        nodes, "anatomy", [info("image", [1, 33, 4]), info("world", [1, 33, 3])],
        [info(n, s) for n, s in zip(names, shapes)],
        [numpy_helper.from_array(v, n) for n, v in g.constants.items()],
    )
    halved(graph)
    file = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="holdfast")
    helper.set_model_props(file, {"measures": ",".join(NAMES)})
    onnx.checker.check_model(file)
    onnx.save(file, path)
