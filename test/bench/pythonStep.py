"""Times a training step of the Python library gloro (release 1.1.1), for comparison.

Run by stepSpeed.bench.ts where GLORO_PYTHON names a Python with gloro and tensorflow-cpu==2.15.*.
Prints one JSON line: {"ms_per_step": {"median", "p10", "min"}}.
"""
import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from gloro import GloroNet
from gloro.layers import MinMax
from gloro.training import losses
from tensorflow.keras.layers import Conv2D, Dense, Flatten, Input

# (filters, kernel, stride) of each convolution, then the units of each dense layer.
ARCHITECTURES = {
    "cnn_2C2F": ([(16, 4, 2), (32, 4, 2)], [100]),
    "cnn_4C3F": ([(32, 3, 1), (32, 4, 2), (64, 3, 1), (64, 4, 2)], [512, 512]),
    "cnn_6C2F": ([(32, 3, 1), (32, 3, 1), (32, 4, 2), (64, 3, 1), (64, 3, 1), (64, 4, 2)], [512]),
    "cnn_8C2F": (
        [(64, 3, 1), (64, 3, 1), (64, 4, 2), (128, 3, 1), (128, 3, 1), (128, 4, 2), (256, 3, 1), (256, 4, 2)],
        [256],
    ),
}


def build(name, shape, classes):
    convolutions, units = ARCHITECTURES[name]
    x = z = Input(shape)
    for filters, kernel, stride in convolutions:
        z = Conv2D(filters, kernel, strides=stride, padding="same", kernel_initializer="orthogonal")(z)
        z = MinMax()(z)
    z = Flatten()(z)
    for width in units:
        z = Dense(width, kernel_initializer="orthogonal")(z)
        z = MinMax()(z)
    y = Dense(classes, kernel_initializer="orthogonal")(z)
    return GloroNet(x, y, epsilon=0.45, num_iterations=5)


class StepTimes(tf.keras.callbacks.Callback):
    """From the end of one step to the end of the next: what a user of fit() waits for."""

    def __init__(self):
        super().__init__()
        self.ends = []

    def on_train_batch_end(self, batch, logs=None):
        self.ends.append(time.perf_counter())


def main(name, shape, batch, steps, warm_up=5):
    shape = tuple(int(extent) for extent in shape.split(","))
    classes = 10
    net = build(name, shape, classes)
    net.compile(loss=losses.get("sparse_trades_kl.1.5"), optimizer=tf.keras.optimizers.Adam(1e-3))
    rng = np.random.default_rng(0)
    images = rng.random((batch, *shape), dtype=np.float32)
    labels = rng.integers(0, classes, batch).astype(np.int32)
    data = tf.data.Dataset.from_tensors((images, labels)).repeat(steps + warm_up)
    times = StepTimes()
    # Converging before and after is no part of a step; of cnn_8C2F it takes more than ten minutes.
    net.fit(data, epochs=1, verbose=0, update_iterates=False, callbacks=[times])
    measured = 1e3 * np.diff(times.ends)[warm_up - 1 :]
    print(
        json.dumps(
            {
                "ms_per_step": {
                    "median": float(np.median(measured)),
                    "p10": float(np.percentile(measured, 10)),
                    "min": float(np.min(measured)),
                }
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
