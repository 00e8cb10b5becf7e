"""Times the training step of stepSpeed.bench.ts written by hand in PyTorch, for comparison.

Run by stepSpeed.bench.ts and gpuSpeed.bench.ts where GLORO_TORCH names a Python with torch, on a GPU where that
has CUDA. Channels last, eager (on a CPU torch.compile gains nothing here): five power iterations a layer without gradient, the loss
sparse_trades_kl on [y, y_bottom] with the norms in its gradient, Adam, the metrics.
Prints the JSON line of timedSteps.py.
"""
import sys

import torch
import torch.nn.functional as F

from timedSteps import DEVICE, print_step_times

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
ITERATIONS = 5
EPSILON, LAMBDA = 0.3, 1.5


def minmax(x):
    # Pairs of neighbouring channels.
    pairs = x.unflatten(1, (-1, 2))
    return torch.stack((pairs.amin(2), pairs.amax(2)), 2).flatten(1, 2)


class Convolution:
    def __init__(self, channels, filters, kernel, stride, extent):
        self.w = torch.nn.init.orthogonal_(torch.empty(filters, channels, kernel, kernel))
        self.w = self.w.to(memory_format=torch.channels_last)
        self.b = torch.zeros(filters)
        # 3x3 at stride 1 and 4x4 at stride 2: "same" is one zero on each side.
        self.options = {"stride": stride, "padding": 1}
        self.iterate = torch.randn(1, channels, extent, extent).to(memory_format=torch.channels_last)

    def forward(self, x):
        return F.conv2d(x, self.w, self.b, **self.options)

    def linear(self, x):
        return F.conv2d(x, self.w, None, **self.options)

    def adjoint(self, y):
        return F.conv_transpose2d(y, self.w, None, **self.options)


class Dense:
    def __init__(self, features, units):
        self.w = torch.nn.init.orthogonal_(torch.empty(units, features))
        self.b = torch.zeros(units)
        self.iterate = torch.randn(1, features)

    def forward(self, x):
        return F.linear(x.flatten(1), self.w, self.b)

    def linear(self, x):
        return F.linear(x, self.w)

    def adjoint(self, y):
        return y @ self.w


def build(name, shape, classes):
    convolutions, units = ARCHITECTURES[name]
    extent, _, channels = shape
    layers = []
    for filters, kernel, stride in convolutions:
        layers.append(Convolution(channels, filters, kernel, stride, extent))
        channels, extent = filters, extent // stride
    features = channels * extent * extent
    for width in units:
        layers.append(Dense(features, width))
        features = width
    return layers, Dense(features, classes)


def step(layers, head, optimizer, x, labels):
    with torch.no_grad():
        for layer in layers:
            v = layer.iterate
            for _ in range(ITERATIONS):
                v = layer.adjoint(layer.linear(v))
                v = v / v.norm()
            layer.iterate = v
    y = x
    for layer in layers:
        y = minmax(layer.forward(y))
    y = head.forward(y)
    lipschitz = torch.stack([layer.linear(layer.iterate).norm() / layer.iterate.norm() for layer in layers]).prod()
    best, winner = y.max(1, keepdim=True)
    difference = (head.w[winner[:, 0]][:, None, :] - head.w[None]).square().sum(2).clamp_min(1e-12).sqrt()
    margins = y + EPSILON * lipschitz * difference
    bottom = margins.scatter(1, winner, -torch.inf).amax(1, keepdim=True)
    # KL of softmax([y, y_bottom]) from softmax(y) extended with 0, as src/gloro/losses/terms.ts has it.
    divergence = F.softplus(bottom[:, 0] - y.logsumexp(1))
    loss = (F.cross_entropy(y, labels, reduction="none") + LAMBDA * divergence).mean()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        right = winner[:, 0] == labels
        rejected = bottom[:, 0] >= best[:, 0]
        metrics = (right.float().mean(), (right & ~rejected).float().mean(), rejected.float().mean())
    return loss.item(), [metric.item() for metric in metrics]


def main(name, shape, batch, steps):
    shape = tuple(int(extent) for extent in shape.split(","))
    torch.manual_seed(0)
    torch.set_default_device(DEVICE)
    # As LiResNet's authors train: TF32 where the card has it, and cuDNN's fastest algorithms.
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.backends.cudnn.benchmark = True
    layers, head = build(name, shape, 10)
    parameters = [tensor.requires_grad_() for layer in (*layers, head) for tensor in (layer.w, layer.b)]
    optimizer = torch.optim.Adam(parameters, lr=1e-3)
    images = torch.rand(batch, shape[2], *shape[:2], device="cpu").to(memory_format=torch.channels_last)
    labels = torch.randint(0, 10, (batch,), device="cpu")
    # Batches come from the processor's memory, as in training.
    print_step_times(lambda: step(layers, head, optimizer, images.to(DEVICE), labels.to(DEVICE)), steps)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
