"""The same arithmetic on numpy arrays and, written down, as an ONNX graph.

An operation on arrays gives an array; on a `Node` it adds the ONNX operator to the graph that is being written. So
what is trained and what is exported are one text.
"""
import numpy as np


class Node:
    """A value of the graph that is being written."""

    def __init__(self, graph, name):
        self.graph, self.name = graph, name

    def _with(self, op, other, turned=False):
        a, b = self, self.graph.value(other)
        return self.graph.add(op, [b, a] if turned else [a, b])

    def __add__(self, other):
        return self._with("Add", other)

    def __radd__(self, other):
        return self._with("Add", other)

    def __sub__(self, other):
        return self._with("Sub", other)

    def __rsub__(self, other):
        return self._with("Sub", other, turned=True)

    def __mul__(self, other):
        return self._with("Mul", other)

    def __rmul__(self, other):
        return self._with("Mul", other)

    def __truediv__(self, other):
        return self._with("Div", other)

    def __matmul__(self, other):
        return self._with("MatMul", other)


class Graph:
    """Collects operators and constants."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], {}, 0

    def name(self, kind):
        self.count += 1
        return f"{kind}_{self.count}"

    def value(self, thing, dtype=np.float32):
        if isinstance(thing, Node):
            return thing
        name = self.name("c")
        self.constants[name] = np.asarray(thing, dtype)
        return Node(self, name)

    def add(self, op, inputs, **attributes):
        name = self.name(op.lower())
        self.nodes.append((op, [i.name for i in inputs], name, attributes))
        return Node(self, name)


def is_node(x):
    return isinstance(x, Node)


def take(x, indices, axis):
    """The parts of an axis."""
    if is_node(x):
        return x.graph.add("Gather", [x, x.graph.value(indices, np.int64)], axis=axis)
    return np.take(x, indices, axis)


def total(x, axis):
    """The sum along an axis, which stays with length 1."""
    if is_node(x):
        return x.graph.add("ReduceSum", [x, x.graph.value([axis], np.int64)], keepdims=1)
    return x.sum(axis, keepdims=True)


def least(x, axis):
    if is_node(x):
        return x.graph.add("ReduceMin", [x, x.graph.value([axis], np.int64)], keepdims=1)
    return x.min(axis, keepdims=True)


def concat(parts, axis):
    node = next((p for p in parts if is_node(p)), None)
    if node is not None:
        return node.graph.add("Concat", [node.graph.value(p) for p in parts], axis=axis)
    return np.concatenate(parts, axis)


def reshape(x, shape):
    if is_node(x):
        return x.graph.add("Reshape", [x, x.graph.value(shape, np.int64)])
    return x.reshape(shape)


def where(condition, a, b):
    """`a` where `condition` is above 0, else `b`."""
    if is_node(condition):
        g = condition.graph
        return g.add("Where", [g.add("Greater", [condition, g.value(0.0)]), g.value(a), g.value(b)])
    return np.where(condition > 0, a, b)


def _one(op, function):
    def apply(x):
        return x.graph.add(op, [x]) if is_node(x) else function(x)

    return apply


root = _one("Sqrt", np.sqrt)
arccos = _one("Acos", np.arccos)
tanh = _one("Tanh", np.tanh)
exp = _one("Exp", np.exp)
relu = _one("Relu", lambda x: np.maximum(x, 0))
size = _one("Abs", np.abs)


def clip(x, low, high):
    if is_node(x):
        return x.graph.add("Clip", [x, x.graph.value(low), x.graph.value(high)])
    return np.clip(x, low, high)
