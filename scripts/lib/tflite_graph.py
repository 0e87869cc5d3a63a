"""Reads a TensorFlow Lite file as a plain graph: operators, shapes and constant tensors.

Knows nothing of ONNX. Only what the BlazePose files contain is understood; anything else is an error, because a
model that is silently read wrong would give wrong angles rather than no angles.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import tflite


class UnsupportedModel(Exception):
    """The file holds something that this reader or the conversion was not made for."""


_OPERATOR_NAMES = {code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)}

_OPTIONS = {
    "ADD": tflite.AddOptions,
    "CONCATENATION": tflite.ConcatenationOptions,
    "CONV_2D": tflite.Conv2DOptions,
    "DEPTHWISE_CONV_2D": tflite.DepthwiseConv2DOptions,
    "DEPTH_TO_SPACE": tflite.DepthToSpaceOptions,
    "MAX_POOL_2D": tflite.Pool2DOptions,
    "RESIZE_BILINEAR": tflite.ResizeBilinearOptions,
}

_ELEMENT_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
}

_INDEX_VECTORS = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}


@dataclass(frozen=True)
class Operator:
    """One step of the graph. `inputs` and `output` are tensor numbers, `options` is the schema's own table."""

    kind: str
    inputs: tuple[int, ...]
    output: int
    options: object


class TfliteGraph:
    """The single subgraph of a TensorFlow Lite file. Tensors are known by their number in the file."""

    def __init__(self, data: bytes):
        self._model = tflite.Model.GetRootAs(data, 0)
        if self._model.SubgraphsLength() != 1:
            raise UnsupportedModel(f"expected one subgraph, found {self._model.SubgraphsLength()}")
        self._graph = self._model.Subgraphs(0)
        self.inputs = [int(tensor) for tensor in self._graph.InputsAsNumpy()]
        self.outputs = [int(tensor) for tensor in self._graph.OutputsAsNumpy()]

    @cached_property
    def operators(self) -> list[Operator]:
        """All steps, in the file's order, which is an order they can be carried out in."""
        return [self._operator(self._graph.Operators(i)) for i in range(self._graph.OperatorsLength())]

    def readers(self, tensor: int) -> list[Operator]:
        """The steps that read a tensor."""
        return [operator for operator in self.operators if tensor in operator.inputs]

    def name(self, tensor: int) -> str:
        return self._graph.Tensors(tensor).Name().decode()

    def shape(self, tensor: int) -> list[int]:
        return [int(length) for length in self._graph.Tensors(tensor).ShapeAsNumpy()]

    def stored_value(self, tensor: int) -> np.ndarray | None:
        """The values that the file stores for a tensor, or None for one that is computed."""
        table = self._graph.Tensors(tensor)
        buffer = self._model.Buffers(table.Buffer())
        if not buffer.DataLength():
            return None
        if table.Type() not in _ELEMENT_TYPES:
            raise UnsupportedModel(f"tensor {tensor} has the unknown element type {table.Type()}")
        values = buffer.DataAsNumpy().view(_ELEMENT_TYPES[table.Type()])
        if table.Sparsity():
            return _densify(values, self.shape(tensor), table.Sparsity())
        return values.reshape(self.shape(tensor))

    def _operator(self, table) -> Operator:
        code = self._model.OperatorCodes(table.OpcodeIndex())
        # Files from before code 127 was passed hold the code in the deprecated field, later ones in the other.
        kind = _OPERATOR_NAMES[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        if table.OutputsLength() != 1:
            raise UnsupportedModel(f"{kind} has {table.OutputsLength()} outputs")
        options = _view(table.BuiltinOptions(), _OPTIONS[kind]) if kind in _OPTIONS else None
        return Operator(kind, tuple(int(tensor) for tensor in table.InputsAsNumpy()), int(table.Outputs(0)), options)


def _view(union, table_class):
    """Reads a flatbuffers union as the table that it is."""
    table = table_class()
    table.Init(union.Bytes, union.Pos)
    return table


def _densify(stored: np.ndarray, shape: list[int], sparsity) -> np.ndarray:
    """Spreads the stored non-zero values of a sparse tensor over a dense array.

    The format is a tree with one level per dimension, in `TraversalOrder`. A dense level has every index; a sparse
    (compressed row) level lists, per node of the level above, a segment of the indices that exist. The leaves, from
    left to right, are the stored values.
    """
    if sparsity.BlockMapLength():
        raise UnsupportedModel("block sparsity")
    # One row per node of the current level: the way down to it, and its position within the level.
    paths = np.zeros((1, 0), np.int64)
    positions = np.zeros(1, np.int64)
    for level in range(sparsity.TraversalOrderLength()):
        metadata = sparsity.DimMetadata(level)
        if metadata.Format() == tflite.DimensionType.DENSE:
            size = metadata.DenseSize()
            child_counts = np.full(len(positions), size)
            indices = np.tile(np.arange(size), len(positions))
            positions = np.repeat(positions * size, child_counts) + indices
        else:
            segments = _indices(metadata.ArraySegments(), metadata.ArraySegmentsType())
            listed = _indices(metadata.ArrayIndices(), metadata.ArrayIndicesType())
            starts = segments[positions]
            child_counts = segments[positions + 1] - starts
            first_child = np.cumsum(child_counts) - child_counts
            rank_in_segment = np.arange(child_counts.sum()) - np.repeat(first_child, child_counts)
            positions = np.repeat(starts, child_counts) + rank_in_segment
            indices = listed[positions]
        paths = np.column_stack([np.repeat(paths, child_counts, axis=0), indices])

    level_of_axis = np.argsort([sparsity.TraversalOrder(level) for level in range(len(shape))])
    dense = np.zeros(shape, stored.dtype)
    dense[tuple(paths[:, level] for level in level_of_axis)] = stored[positions]
    return dense


def _indices(union, vector_type: int) -> np.ndarray:
    return _view(union, _INDEX_VECTORS[vector_type]).ValuesAsNumpy().astype(np.int64)
