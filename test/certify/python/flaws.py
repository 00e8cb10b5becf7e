"""Writes flaws.json: nets that release 1.1.1 of the Python library certifies wrongly, each with its claim
and an input that disproves it. Run with TensorFlow 2.15 and gloro 1.1.1.

Most nets are made in one way. A layer takes x to z and x' to z', further apart than x and x'; the head
reads along z - z' and puts its threshold just beyond z'. Where the library takes the layer's constant as
1, it certifies x in a ball that holds x', which is classified otherwise.
"""
import json

import numpy as np
import tensorflow as tf
from gloro import GloroNet
from tensorflow.keras import Model, Sequential
from tensorflow.keras import layers as kl

flaws = []


def numbers(array):
    return [float(value) for value in np.asarray(array, 'float64').ravel()]


def logits(model, x):
    return model(np.asarray([x], 'float32')).numpy()[0]


def without_values(config):
    """A config without the weights that an initialiser holds."""
    if isinstance(config, list):
        return [without_values(item) for item in config]
    if not isinstance(config, dict):
        return config
    return {key: None if key.endswith('_initializer') else without_values(value)
            for key, value in config.items()}


def record(name, model, x, other, change=None):
    net = GloroNet(model=model, epsilon=0.1)
    net.refresh_iterates(convergence_threshold=1e-4, max_tries=1000, batch_size=200)
    if change:
        net.freeze_lipschitz_constant(converge=False)
        change(net)
    x, other = np.asarray(x, 'float32'), np.asarray(other, 'float32')
    radius = float(net.certified_radius(np.asarray([x]))[0])
    bound = float(net._margin_layer._lc())
    distance = float(np.linalg.norm((x.astype('float64') - other).ravel()))
    net.epsilon = distance
    certified = bool(np.argmax(net(np.asarray([x])).numpy()[0]) < model.output_shape[-1])
    print(f'{name}: bound {bound:.6g}, radius {radius:.6g}, counterexample at {distance:.6g}, '
          f'{logits(model, x)} {logits(model, other)}, certified {certified}')
    flaws.append({
        'name': name,
        'topology': without_values(json.loads(model.to_json())),
        'weights': [
            {'layer': layer.name, 'name': w.name, 'shape': list(w.shape), 'data': numbers(w)}
            for layer in model.layers for w in layer.weights],
        # JSON has no NaN and no infinity.
        'bound': bound if np.isfinite(bound) else str(bound),
        'radius': radius if np.isfinite(radius) else str(radius),
        'certified': certified,
        'x': numbers(x),
        'counterexample': numbers(other),
    })


def readout(model, x, other, share=0.1):
    """The head along z - z', its threshold that share of the way from z' to z."""
    z, far = (model(np.asarray([v], 'float32')).numpy()[0].ravel().astype('float64')
              for v in (x, other))
    u = (z - far) / np.linalg.norm(z - far)
    threshold = u @ far + share * np.linalg.norm(z - far)
    return [np.stack([u, 0 * u], axis=1), np.array([-threshold, 0])]


def flaw(name, shape, layers, x, other, share=0.1, change=None):
    inner = Sequential([kl.Input(shape), *layers])
    head = kl.Dense(2, name='head')
    model = Sequential([*inner.layers, *([] if len(inner.output_shape) == 2 else [kl.Flatten()]), head])
    model.build((None, *shape))
    head.set_weights(readout(inner, x, other, share))
    record(name, model, x, other, change)


def functional(name, shape, build, x, other):
    inputs = kl.Input(shape)
    z = build(inputs)
    inner = Model(inputs, z)
    head = kl.Dense(2, name='head')
    model = Model(inputs, head(z))
    head.set_weights(readout(inner, x, other))
    record(name, model, x, other)


def constant(value):
    return tf.keras.initializers.Constant(value)


random = np.random.RandomState(3)
tf.random.set_seed(3)


def spread(scale, least=0.99):
    """A kernel with singular values from 1 down, and two inputs apart along the first."""
    u, _ = np.linalg.qr(random.normal(size=(8, 8)))
    v, _ = np.linalg.qr(random.normal(size=(8, 8)))
    kernel = u @ np.diag(np.linspace(1, least, 8)) @ v * scale
    return kernel.astype('float32'), u[:, 0] / np.linalg.norm(u[:, 0])


def dense(kernel, **options):
    return kl.Dense(kernel.shape[1], kernel_initializer=constant(kernel), use_bias=False, **options)


# 1 and 9. The power method comes from below, and stops once it moves by less than an absolute amount.
kernel, u = spread(1)
flaw('power iteration', (8,), [dense(kernel, name='layer')], 0 * u, u, share=1e-5)
kernel, u = spread(1e-3)
flaw('absolute threshold', (8,), [dense(kernel, name='layer')], 0 * u, u, share=1e-5)

# 2. Ties.
tied = Sequential([kl.Input((2,)), kl.Dense(3, name='head')])
tied.layers[-1].set_weights([np.array([[1, 0, 0], [0, 1, 0]]), np.zeros(3)])
record('tie', tied, [1, 1], [1, 1.01])

# 3. Tiny weights.
flaw('tiny weights', (2,), [dense(1e-4 * np.eye(2), name='layer')], [1, 1], [1, 0])
flaw('underflow', (2,), [dense(1e-16 * np.eye(2), name='layer')], [1, 1], [1, 0])

# 4. Overlapping max-pools, branches.
spike = np.zeros((5, 5, 1))
spike[2, 2] = 1
flaw('overlapping max-pool', (5, 5, 1), [kl.MaxPooling2D(3, 1, name='layer')], spike, 0 * spike)
functional('branches', (2,), lambda x: kl.Add(name='layer')(
    [dense(3 * np.eye(2), name='a')(x), dense(0.1 * np.eye(2), name='b')(x)]), [1, 1], [1, 0])

# 6. Windows that reach over the border.
corner = np.zeros((3, 3, 1))
corner[2, 2] = 1
flaw('average pooling at the border', (3, 3, 1),
     [kl.AveragePooling2D(2, 2, padding='same', name='layer')], corner, 0 * corner)

# 8. Layers that are taken as 1, or misunderstood.
flaw('LayerNormalization', (2,), [kl.LayerNormalization(name='layer')], [0.1, 0], [0, 0.1])
flaw('BatchNormalization', (2,), [kl.BatchNormalization(
    moving_variance_initializer=constant(0.01), name='layer')], [1, 1], [1, 0])
flaw('PReLU', (2,), [kl.PReLU(alpha_initializer=constant(3.), name='layer')], [0, 0], [-1, 0])
flaw('ReLU with a slope', (2,), [kl.ReLU(negative_slope=3., name='layer')], [0, 0], [-1, 0])
flaw('ReLU with a threshold', (2,), [kl.ReLU(threshold=1., name='layer')], [1.1, 0], [0.9, 0])
flaw('LeakyReLU', (2,), [kl.LeakyReLU(alpha=3., name='layer')], [0, 0], [-1, 0])
flaw('ELU', (2,), [kl.ELU(alpha=3., name='layer')], [0, 0], [-0.5, 0])
for name, x, other in (('selu', 0, -0.3), ('gelu', 2, 1), ('swish', 3, 1.5), ('exponential', 2, 1)):
    flaw(name, (1,), [kl.Activation(name, name='layer')], [x], [other], share=0.01)
    flaw(f'{name} of a layer', (1,), [dense(np.eye(1), activation=name, name='layer')],
         [x], [other], share=0.01)
pixel = np.ones((1, 1, 1))
flaw('UpSampling2D', (1, 1, 1), [kl.UpSampling2D(2, name='layer')], pixel, 0 * pixel)
flaw('Rescaling', (2,), [kl.Rescaling(3., name='layer')], [1, 1], [1, 0])
flaw('DepthwiseConv2D', (1, 1, 1), [kl.DepthwiseConv2D(
    1, depthwise_initializer=constant(3.), name='layer')], pixel, 0 * pixel)
flaw('nested model', (2,), [Sequential([kl.Input((2,)), dense(3 * np.eye(2))], name='layer')],
     [1, 1], [1, 0])
flaw('TimeDistributed', (1, 2), [kl.TimeDistributed(dense(3 * np.eye(2)), name='layer')],
     [[1, 1]], [[1, 0]])
twice = dense(3 * np.eye(2), name='layer')
functional('layer used twice', (2,), lambda x: twice(twice(x)), [1, 1], [1, 0])
functional('Multiply', (2,), lambda x: kl.Multiply(name='layer')([x, x]), [3, 0], [2, 0])
flaw('Conv2DTranspose', (1, 1, 1), [kl.Conv2DTranspose(
    1, 2, strides=2, padding='same', use_bias=False, kernel_initializer=constant(1.), name='layer')],
     pixel, 0 * pixel)


def edit_constant(net):
    net._margin_layer._hardcoded_lc.assign(0.1)


def set_weights(net):
    net.f.get_layer('layer').set_weights([3 * np.eye(2)])


kernel = dense(np.eye(2), name='layer')
flaw('edited constant', (2,), [kernel], [1, 1], [1, 0], change=edit_constant)


# The head is laid before the weights change: at three times the step, along the same direction.
def changed(name, change):
    layer = dense(np.eye(2), name='layer')
    head = kl.Dense(2, name='head')
    model = Sequential([kl.Input((2,)), layer, head])
    head.set_weights([np.array([[1, 0], [0, 0]]), np.array([-2.5, 0])])
    record(name, model, [1, 0], [0.8, 0], change)


changed('weights set after freezing', set_weights)

# NaN, overflow and equality.
flaw('overflow', (2,), [dense(1e20 * np.eye(2), name='layer')], [1, 1], [1, 0])
equal = Sequential([kl.Input((1,)), kl.Dense(2, name='head')])
equal.layers[-1].set_weights([np.array([[0, 1]]), np.zeros(2)])
record('equality', equal, [1], [0])

with open('flaws.json', 'w') as file:
    file.write('[' + ',\n'.join(json.dumps(flaw) for flaw in flaws) + ']\n')
