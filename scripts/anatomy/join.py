#!/usr/bin/env python3
"""Joins anatomy networks that were trained apart, on different bodies, into one that answers their mean.

    join.py OUT.onnx ONE.onnx OTHER.onnx...

Where they disagree, none of them knows: half of what lies between an answer and the mean is added to the spread. A body
is as new to all of them as to the one that knows it best.
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, compose, helper, numpy_helper

LARGE = 2000  # numbers of a matrix of weights, at least
ANSWERS = ["plain", "value", "spread", "novelty"]


def halved(graph):
    """Stores the weights with half the digits, and has the runtime widen them once, as it loads."""
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


def main():
    out, paths = sys.argv[1], sys.argv[2:]
    parts = [compose.add_prefix(onnx.load(path), f"part{k}_") for k, path in enumerate(paths)]
    graph = onnx.GraphProto(name="anatomy")
    for part in parts:
        halved(part.graph)
        # All read the same landmarks.
        for node in part.graph.node:
            for place, name in enumerate(node.input):
                if name.split("_", 1)[-1] in ("image", "world"):
                    node.input[place] = name.split("_", 1)[-1]
        graph.node.extend(part.graph.node)
        graph.initializer.extend(part.graph.initializer)
    add = lambda op, inputs, outputs: graph.node.append(helper.make_node(op, inputs, outputs))
    each = lambda answer: [f"part{k}_{answer}" for k in range(len(parts))]
    add("Mean", each("plain"), ["plain"])
    add("Mean", each("value"), ["value"])
    add("Min", each("novelty"), ["novelty"])
    for k in range(len(parts)):
        add("Sub", [f"part{k}_value", "value"], [f"apart{k}"])
        add("Abs", [f"apart{k}"], [f"distance{k}"])
    add("Mean", [f"distance{k}" for k in range(len(parts))], ["distance"])
    graph.initializer.append(numpy_helper.from_array(np.float32(0.5), "half"))
    add("Mul", ["distance", "half"], ["doubt"])
    add("Mean", each("spread"), ["stated"])
    add("Add", ["stated", "doubt"], ["spread"])
    info = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
    measures = len(next(p.value for p in parts[0].metadata_props if p.key == "measures").split(","))
    graph.input.extend([info("image", [1, 33, 4]), info("world", [1, 33, 3])])
    graph.output.extend([info(name, [1, 1 if name == "novelty" else measures]) for name in ANSWERS])
    model = helper.make_model(graph, opset_imports=parts[0].opset_import, ir_version=9, producer_name="holdfast")
    helper.set_model_props(model, {p.key: p.value for p in parts[0].metadata_props})
    onnx.checker.check_model(model)
    onnx.save(model, out)


if __name__ == "__main__":
    main()
