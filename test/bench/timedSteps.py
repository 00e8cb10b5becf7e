"""Times steps of PyTorch, for pytorchStep.py and liresnetStep.py."""
import json
import time
from math import prod

import torch
from torch.utils.flop_counter import FlopCounterMode

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
WARM_UP = 5


def convolution_backward_operations(
    gradient, x, filters, _bias, _stride, _padding, _dilation, transposed, _output, _groups, asked, out_shape
):
    """Of the gradients asked for; PyTorch's own count takes grouped convolutions, as in LiResNet's bounds, for whole ones."""
    return 2 * prod(x if transposed else gradient) * prod(filters[1:]) * sum(asked[:2])


COUNTED = {torch.ops.aten.convolution_backward: convolution_backward_operations}


def print_step_times(step, steps):
    """Takes steps, each timed until the device has done it, after some to warm up.

    Prints one JSON line: {"ms_per_step": {"median", "p10", "min"}, "multiply_adds", "device"}; the
    multiply-adds are those of convolutions and products, as PyTorch counts them.
    """
    with FlopCounterMode(display=False, custom_mapping=COUNTED) as counter:
        step()
    for _ in range(min(steps, WARM_UP) - 1):
        step()
    times = []
    for _ in range(steps):
        synchronise()
        begin = time.perf_counter()
        step()
        synchronise()
        times.append(1e3 * (time.perf_counter() - begin))
    measured = sorted(times)
    at = lambda share: measured[round(share * (len(measured) - 1))]
    print(
        json.dumps(
            {
                "ms_per_step": {"median": at(0.5), "p10": at(0.1), "min": measured[0]},
                "multiply_adds": counter.get_total_flops() // 2,
                "device": torch.cuda.get_device_name() if DEVICE.type == "cuda" else "cpu",
            }
        )
    )


def synchronise():
    if DEVICE.type == "cuda":
        torch.cuda.synchronize()
