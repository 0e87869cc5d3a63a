#!/usr/bin/env python3
"""Converts a BlazePose model from TensorFlow Lite to ONNX, whole or cut to some of its outputs.

    convert.py pose.tflite pose.onnx [--outputs NAME,NAME]

The same input gives the same bytes, on any machine: `models/models.toml` pins the sha256 of every result. Names of
tensors and constants, the order of nodes and the declared producer are part of those bytes, so renaming any of them
means pinning new sums.

TensorFlow Lite stores pictures with the channels last, ONNX computes with the channels first. The converted graph
keeps the outer shapes of the original (a transposition at each four-dimensional input and output) and is
channels-first within.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

from tflite_graph import Operator, TfliteGraph, UnsupportedModel

OPSET = 17
IR_VERSION = 8

TO_CHANNELS_FIRST = [0, 3, 1, 2]
TO_CHANNELS_LAST = [0, 2, 3, 1]

CONVOLUTIONS = ("CONV_2D", "DEPTHWISE_CONV_2D")


class Conversion:
    """One graph on its way to ONNX: nodes and constants are added in the order in which they are first needed."""

    def __init__(self, graph: TfliteGraph):
        self.graph = graph
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, np.ndarray] = {}
        self.names: dict[int, str] = {}  # what a computed tensor is called in the ONNX graph
        self.unpacked: dict[int, np.ndarray] = {}  # values of tensors that only unpack a constant
        self.folded_pads: dict[int, np.ndarray] = {}  # padding left to the convolutions that read the tensor

    def run(self) -> onnx.ModelProto:
        for tensor in self.graph.inputs:
            self._add_input(tensor)
        for operator in self.graph.operators:
            convert = getattr(self, f"_convert_{operator.kind.lower()}", None)
            if convert is None:
                raise UnsupportedModel(f"operator {operator.kind}")
            convert(operator)
        for tensor in self.graph.outputs:
            self._add_output(tensor)
        return self._model()

    # The graph's border.

    def _add_input(self, tensor: int):
        self.names[tensor] = f"t{tensor}"
        self._add_node("Transpose", [self.graph.name(tensor)], self.names[tensor], perm=TO_CHANNELS_FIRST)

    def _add_output(self, tensor: int):
        shape, source, name = self.graph.shape(tensor), self.names[tensor], self.graph.name(tensor)
        if len(shape) != 4:
            self._rename(source, name)
        elif shape[3] == 1 or shape[1] == shape[2] == 1:
            # With one channel or one pixel both orders are the same in memory.
            self._add_node("Reshape", [source, self._constant(f"shape_o{tensor}", np.array(shape))], name)
        else:
            self._add_node("Transpose", [source], name, perm=TO_CHANNELS_LAST)

    def _model(self) -> onnx.ModelProto:
        def describe(tensor: int) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(self.graph.name(tensor), TensorProto.FLOAT, self.graph.shape(tensor))

        graph = helper.make_graph(
            self.nodes,
            "blazepose",
            [describe(tensor) for tensor in self.graph.inputs],
            [describe(tensor) for tensor in self.graph.outputs],
            [numpy_helper.from_array(value, name) for name, value in self.constants.items()],
        )
        return helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=IR_VERSION,
            producer_name="blazepose-convert",
        )

    # Building blocks.

    def _add_node(self, kind: str, inputs: list[str], output: str, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))

    def _add_result(self, kind: str, inputs: list[str], operator: Operator, activation: int = 0, **attributes):
        """Adds the node that computes an operator's output, then the activation that the operator has built in."""
        output = self.names[operator.output] = f"t{operator.output}"
        if activation == tflite.ActivationFunctionType.NONE:
            self._add_node(kind, inputs, output, **attributes)
        elif activation == tflite.ActivationFunctionType.RELU6:
            self._add_node(kind, inputs, output + "_", **attributes)
            bounds = [self._constant("zero", np.float32(0)), self._constant("six", np.float32(6))]
            self._add_node("Clip", [output + "_", *bounds], output)
        else:
            raise UnsupportedModel(f"activation {activation} of {operator.kind}")

    def _constant(self, name: str, value: np.ndarray) -> str:
        """Adds a constant once. Half-precision weights are widened: half-precision arithmetic is slow on processors."""
        if name not in self.constants:
            value = np.ascontiguousarray(value)
            self.constants[name] = value.astype(np.float32) if value.dtype == np.float16 else value
        return name

    def _weight(self, tensor: int, axes: list[int] | None = None) -> str:
        value = self._value(tensor)
        return self._constant(f"w{tensor}", value if axes is None else value.transpose(axes))

    def _value(self, tensor: int) -> np.ndarray:
        value = self.unpacked[tensor] if tensor in self.unpacked else self.graph.stored_value(tensor)
        if value is None:
            raise UnsupportedModel(f"tensor {tensor} should be constant")
        return value

    def _rename(self, old: str, new: str):
        for node in self.nodes:
            for names in (node.input, node.output):
                for i, name in enumerate(names):
                    if name == old:
                        names[i] = new

    def _same_padding(self, tensor: int, kernel: list[int], strides: list[int]) -> np.ndarray:
        """Padding that gives ceil(size / stride) results: top, left, bottom, right, the odd pixel at the far end."""
        sizes = self.graph.shape(tensor)[1:3]
        total = [
            max((-(-size // stride) - 1) * stride + width - size, 0)
            for size, stride, width in zip(sizes, strides, kernel)
        ]
        return np.array([amount // 2 for amount in total] + [amount - amount // 2 for amount in total])

    # One method per TensorFlow Lite operator.

    def _convert_dequantize(self, operator: Operator):
        self.unpacked[operator.output] = self._value(operator.inputs[0])

    # The reader has already made sparse weights dense, so that what unpacks them has nothing left to do.
    _convert_densify = _convert_dequantize

    def _convert_pad(self, operator: Operator):
        source, amounts = operator.inputs
        padding = self._value(amounts).reshape(-1, 2)[TO_CHANNELS_FIRST]  # a row per axis: before, after
        readers = self.graph.readers(operator.output)
        only_unpadded_convolutions = all(
            reader.kind in CONVOLUTIONS and reader.options.Padding() == tflite.Padding.VALID for reader in readers
        )
        if only_unpadded_convolutions and not padding[:2].any():
            self.names[operator.output] = self.names[source]
            self.folded_pads[operator.output] = padding[2:].T.ravel()
        else:
            pads = self._constant(f"pads{operator.output}", padding.T.ravel().astype(np.int64))
            self._add_result("Pad", [self.names[source], pads], operator)

    def _convert_conv_2d(self, operator: Operator):
        source, weight, bias = operator.inputs
        options = operator.options
        depthwise = operator.kind == "DEPTHWISE_CONV_2D"
        if options.DilationHFactor() != 1 or options.DilationWFactor() != 1:
            raise UnsupportedModel("dilated convolution")
        if depthwise and options.DepthMultiplier() != 1:
            raise UnsupportedModel("depthwise convolution with a depth multiplier")
        # Out, height, width, in; of a depthwise one: 1, height, width, channels. Channels first in both.
        channels, kernel = self._value(weight).shape[3 if depthwise else 0], list(self._value(weight).shape[1:3])
        strides = [options.StrideH(), options.StrideW()]
        pads = np.zeros(4, np.int64) + self.folded_pads.get(source, 0)
        if options.Padding() == tflite.Padding.SAME:
            pads = pads + self._same_padding(source, kernel, strides)
        self._add_result(
            "Conv",
            [
                self.names[source],
                self._weight(weight, [3, 0, 1, 2] if depthwise else [0, 3, 1, 2]),
                self._weight(bias),
            ],
            operator,
            options.FusedActivationFunction(),
            kernel_shape=kernel,
            strides=strides,
            pads=pads.tolist(),
            group=channels if depthwise else 1,
        )

    _convert_depthwise_conv_2d = _convert_conv_2d

    def _convert_add(self, operator: Operator):
        left, right = operator.inputs
        if self.graph.shape(left) != self.graph.shape(right):
            raise UnsupportedModel("addition of different shapes")
        inputs, activation = [self.names[left], self.names[right]], operator.options.FusedActivationFunction()
        if activation == tflite.ActivationFunctionType.NONE:
            self._add_result("Add", inputs, operator)
            return
        # The activation is bound to a convolution that changes nothing: ONNX Runtime can compute with blocks of
        # channels from one convolution to the next, but not an activation that stands alone, before and after which
        # it would rearrange the whole picture. That took a tenth of the time.
        channels = self.graph.shape(operator.output)[3]
        ones = self._constant(f"ones{channels}", np.ones((channels, 1, 1, 1), np.float32))
        total = f"t{operator.output}_sum"
        self._add_node("Add", inputs, total)
        self._add_result("Conv", [total, ones], operator, activation, kernel_shape=[1, 1], group=channels)

    def _convert_max_pool_2d(self, operator: Operator):
        (source,), options = operator.inputs, operator.options
        kernel = [options.FilterHeight(), options.FilterWidth()]
        strides = [options.StrideH(), options.StrideW()]
        same = options.Padding() == tflite.Padding.SAME
        self._add_result(
            "MaxPool",
            [self.names[source]],
            operator,
            options.FusedActivationFunction(),
            kernel_shape=kernel,
            strides=strides,
            pads=self._same_padding(source, kernel, strides).tolist() if same else [0, 0, 0, 0],
        )

    def _convert_resize_bilinear(self, operator: Operator):
        source, size = operator.inputs
        options = operator.options
        doubled = [2 * length for length in self.graph.shape(source)[1:3]]
        if not options.HalfPixelCenters() or options.AlignCorners() or self._value(size).tolist() != doubled:
            raise UnsupportedModel("bilinear resizing other than doubling about half-pixel centres")
        self._add_result(
            "Resize",
            [self.names[source], "", self._constant("scale2", np.float32([1, 1, 2, 2]))],
            operator,
            mode="linear",
            coordinate_transformation_mode="half_pixel",
        )

    def _convert_depth_to_space(self, operator: Operator):
        block = operator.options.BlockSize()
        self._add_result("DepthToSpace", [self.names[operator.inputs[0]]], operator, blocksize=block, mode="DCR")

    def _convert_reshape(self, operator: Operator):
        tensor = operator.inputs[0]
        before, after = self.graph.shape(tensor), self.graph.shape(operator.output)
        if len(before) != 4 or len(after) >= 4:
            raise UnsupportedModel(f"reshaping {before} to {after}")
        source = self.names[tensor]
        if before[1] * before[2] > 1:
            # More than one pixel: the values have to be listed channels last, as the original does.
            source = f"t{operator.output}_nhwc"
            self._add_node("Transpose", [self.names[tensor]], source, perm=TO_CHANNELS_LAST)
        shape = self._constant("shape_" + "_".join(map(str, after)), np.array(after))
        self._add_result("Reshape", [source, shape], operator)

    def _convert_concatenation(self, operator: Operator):
        if len(self.graph.shape(operator.output)) != 3:
            raise UnsupportedModel("concatenation of pictures")
        inputs = [self.names[tensor] for tensor in operator.inputs]
        options = operator.options
        self._add_result("Concat", inputs, operator, options.FusedActivationFunction(), axis=options.Axis())

    def _convert_logistic(self, operator: Operator):
        self._add_result("Sigmoid", [self.names[operator.inputs[0]]], operator)


def keep_outputs(model: onnx.ModelProto, wanted: list[str]):
    """Cuts a graph to some outputs: what only the others need is not computed any more."""
    graph = model.graph
    unknown = set(wanted) - {output.name for output in graph.output}
    if unknown:
        raise UnsupportedModel(f"there is no output {', '.join(sorted(unknown))}")

    needed, nodes = set(wanted), []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            nodes.append(node)
            needed.update(node.input)
    _replace(graph.output, [output for output in graph.output if output.name in wanted])
    _replace(graph.node, nodes[::-1])
    _replace(graph.initializer, [constant for constant in graph.initializer if constant.name in needed])


def _replace(repeated, kept: list):
    kept = [type(item).FromString(item.SerializeToString()) for item in kept]  # clearing frees the originals
    del repeated[:]
    repeated.extend(kept)


def main():
    parser = argparse.ArgumentParser(description="Converts a BlazePose model from TensorFlow Lite to ONNX.")
    parser.add_argument("source", type=Path, help="the .tflite file")
    parser.add_argument("target", type=Path, help="the .onnx file to write")
    parser.add_argument("--outputs", metavar="NAMES", help="keep these outputs only, separated by commas")
    arguments = parser.parse_args()

    try:
        model = Conversion(TfliteGraph(arguments.source.read_bytes())).run()
        if arguments.outputs:
            keep_outputs(model, arguments.outputs.split(","))
    except UnsupportedModel as problem:
        sys.exit(f"{arguments.source}: cannot be converted: {problem}")
    onnx.checker.check_model(model, full_check=True)
    arguments.target.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
