"""The grammar model's time beside what ONNX Runtime needs for the same tokens, and that beside int8 matrices alone.

The matrices are those of the model: an ONNX graph with a single MatMulInteger for each shape, and as many tokens as the
text's paragraphs have. Its best over some numbers of rows is what the machine can do (its peak).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

_PEAK_ROWS = (128, 256, 512)


def rows(texts: Sequence[str]) -> list[list[str]]:
    """The table: what, CPU s for the text, ratio to the line below. Raises ImportError without onnx."""
    import numpy as np
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper

    from tqcheck import shipped
    from tqcheck.grammar.encode import encode
    from tqcheck.grammar.shipped import WEIGHTS, ShippedModel

    folder = shipped.path("grammar/en")
    model = ShippedModel(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3

    def session(source: Any) -> Any:
        return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])

    def integer(inner: int, columns: int) -> Any:
        weights = np.random.default_rng(8).integers(-127, 127, (inner, columns), dtype=np.int8)
        graph = helper.make_graph(
            [helper.make_node("MatMulInteger", ["a", "b"], ["c"])],
            "matrix",
            [helper.make_tensor_value_info("a", TensorProto.UINT8, ["rows", inner])],
            [helper.make_tensor_value_info("c", TensorProto.INT32, ["rows", columns])],
            [onnx.numpy_helper.from_array(weights, "b")],
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        return session(made.SerializeToString())

    graph = onnx.load(folder / WEIGHTS).graph
    weights = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    shapes = Counter(weights[node.input[1]] for node in graph.node if node.op_type == "MatMulInteger")
    encoded = encode(model._tokenizer, list(texts))
    fed = [
        {
            "input_ids": text.ids[None],
            "token_type_ids": text.types[None],
            "attention_mask": np.ones_like(text.ids)[None],
        }
        for text in encoded
        if 2 < len(text.ids) <= 386
    ]
    kept = [text for text, found in zip(texts, encoded, strict=True) if 2 < len(found.ids) <= 386]
    tokens = [len(entry["input_ids"][0]) for entry in fed]
    runtime = session(str(folder / WEIGHTS))
    matrices = {shape: integer(*shape) for shape in shapes}
    inputs = {
        (shape, count): np.random.default_rng(count).integers(0, 255, (count, shape[0]), dtype=np.uint8)
        for shape in shapes
        for count in {*tokens, *_PEAK_ROWS}
    }

    def alone() -> None:
        for entry in fed:
            runtime.run(["logits"], entry)

    def products() -> None:
        for count in tokens:
            for shape, number in shapes.items():
                for _ in range(number):
                    matrices[shape].run(["c"], {"a": inputs[shape, count]})

    ours, theirs, plain = _least(lambda: model.words(kept), alone, products)
    operations = 2 * sum(tokens) * sum(number * inner * columns for (inner, columns), number in shapes.items())
    peak = 0.0
    for shape in shapes:
        for count in _PEAK_ROWS:

            def many(shape: tuple[int, int] = shape, count: int = count) -> None:
                for _ in range(20):
                    matrices[shape].run(["c"], {"a": inputs[shape, count]})

            (taken,) = _least(many)
            peak = max(peak, 20 * 2 * count * shape[0] * shape[1] / taken)
    least = operations / peak
    return [
        ["tqcheck's model, with tokens and decisions", f"{ours:.3f}", f"{ours / theirs:.2f}"],
        ["ONNX Runtime for the same tokens", f"{theirs:.3f}", f"{theirs / plain:.2f}"],
        ["its int8 matrices alone, a MatMulInteger each", f"{plain:.3f}", f"{plain / least:.2f}"],
        [f"the same at the int8 peak ({peak / 1e9:,.0f} GOPS on one core)", f"{least:.3f}", ""],
    ]


def _least(*functions: Callable[[], object], times: int = 5) -> list[float]:
    """CPU seconds of each, the best of some turns after a first."""
    taken: list[list[float]] = []
    for _ in range(times + 1):
        turn = []
        for function in functions:
            begun = time.process_time()
            function()
            turn.append(time.process_time() - begun)
        taken.append(turn)
    return [min(turns) for turns in zip(*taken[1:], strict=True)]
