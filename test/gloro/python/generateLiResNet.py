"""Writes a small LiResNet as hukkai/liresnet saves it, with inputs and the logits to expect.

Run with NumPy: python test/gloro/python/generateLiResNet.py FOLDER. The forward pass is that of the authors'
models/model.py in evaluation, in float64.
"""
import json
import os
import sys

import numpy as np

folder = sys.argv[1]
WIDTH, DEPTH, CLASSES, FEATURES, DENSE = 4, 2, 3, 12, 2
MID = 4  # 32x32 -> 16x16 -> 4x4
rng = np.random.default_rng(7)


def normal(*shape, scale=1.):
    return (rng.standard_normal(shape) * scale).astype('float32')


state = {
    'stem.0.weight': normal(WIDTH, 3, 5, 5, scale=.2),
    'stem.0.bias': normal(WIDTH, scale=.1),
    'stem.0.init_x': normal(1, 3, 32, 32),
    'conv.weights': normal(DEPTH, WIDTH, WIDTH, 3, 3, scale=.2),
    'conv.gamma': 1 + normal(DEPTH, WIDTH, 1, 1, 1, scale=.3),
    'conv.bias': normal(DEPTH, WIDTH, scale=.1),
    'conv.running_mean': normal(DEPTH, WIDTH, scale=.1),
    'neck.kernel': normal(WIDTH, WIDTH * 16, scale=.2),
    'neck.weight': normal(FEATURES, WIDTH * MID ** 2, scale=.2),
    'neck.bias': normal(FEATURES, scale=.1),
    'linear.weights': normal(DENSE, FEATURES, FEATURES, scale=.3),
    'linear.gamma': 1 + normal(DENSE, FEATURES, 1, scale=.3),
    'linear.bias': normal(DENSE, FEATURES, scale=.1),
    # Stale, as it is where the state was saved while training.
    'linear.eval_weight': np.zeros((DENSE, FEATURES, FEATURES), 'float32'),
    'head.weight': normal(CLASSES, FEATURES),
    'head.bias': normal(CLASSES, scale=.1),
}
parameters = {name: value.astype('float64') for name, value in state.items()}


def conv2d(x, weight, bias=0., stride=1, padding=0):
    """torch.nn.functional.conv2d, by its definition."""
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    size = weight.shape[-1]
    side = (x.shape[-1] - size) // stride + 1
    y = np.zeros((x.shape[0], weight.shape[0], side, side))
    for i in range(side):
        for j in range(side):
            window = x[:, :, i * stride:i * stride + size, j * stride:j * stride + size]
            y[:, :, i, j] = np.tensordot(window, weight, ([1, 2, 3], [1, 2, 3]))
    return y + np.reshape(bias, (1, -1, 1, 1))


def min_max(x):
    a, b = np.split(x, 2, axis=1)
    return np.concatenate([np.maximum(a, b), np.minimum(a, b)], axis=1)


def cholesky_orth(x):
    s = x @ x.T
    s = s + np.diag(s).mean() * 1e-3 * np.eye(len(s))
    return np.linalg.solve(np.linalg.cholesky(s), x)


def forward(x, use_lln):
    p = parameters
    x = min_max(conv2d(x - .5, p['stem.0.weight'], p['stem.0.bias'], stride=2, padding=2))
    identity = np.zeros((WIDTH, WIDTH, 3, 3))
    identity[:, :, 1, 1] = np.eye(WIDTH)
    for i in range(DEPTH):
        weight = identity + p['conv.weights'][i] * p['conv.gamma'][i] * DEPTH ** -.5
        bias = p['conv.bias'][i] - p['conv.running_mean'][i]
        x = min_max(conv2d(x, weight, bias, padding=1))
    kernel = cholesky_orth(p['neck.kernel']).reshape(WIDTH, WIDTH, 4, 4)
    x = conv2d(x, kernel, stride=4).reshape(len(x), -1)
    x = min_max(x @ cholesky_orth(p['neck.weight']).T + p['neck.bias'])
    for i in range(DENSE):
        residual = p['linear.weights'][i] * p['linear.gamma'][i] * DENSE ** -.5
        x = min_max(x @ cholesky_orth(np.eye(FEATURES) + residual).T + p['linear.bias'][i])
    head = p['head.weight']
    if use_lln:
        head = head / np.linalg.norm(head, axis=1, keepdims=True)
    return x @ head.T + p['head.bias']


def save(name, tensors):
    """The safetensors format, as safetensors.torch.save_file writes it."""
    header, data = {}, b''
    for key, value in sorted(tensors.items()):
        value = np.ascontiguousarray(value, dtype='<f4').reshape(np.shape(value))
        header[key] = {
            'dtype': 'F32',
            'shape': list(value.shape),
            'data_offsets': [len(data), len(data) + value.nbytes],
        }
        data += value.tobytes()
    text = json.dumps(header, separators=(',', ':')).encode()
    text += b' ' * (-len(text) % 8)
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(len(text).to_bytes(8, 'little') + text + data)


images = rng.uniform(size=(2, 3, 32, 32)).astype('float32')
save('weights.safetensors', state)
save('truth.safetensors', {
    # Channels last, as the network here takes them.
    'images': images.transpose(0, 2, 3, 1),
    'logits': forward(images.astype('float64'), use_lln=False),
    'logits_lln': forward(images.astype('float64'), use_lln=True),
})
