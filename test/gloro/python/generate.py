"""Writes the numbers that the tests compare with: what the Python library and Keras 2.15 compute.

Run with TensorFlow 2.15, with the repository's HEAD of gloro (github.com/klasleino/gloro) first on
PYTHONPATH, and the schedules.py and the network_layers.py of release 1.1.1 named as the arguments.
"""
import importlib.util
import json
import sys

import gloro
import numpy as np
import tensorflow as tf
from gloro import GloroNet
from gloro.layers import Conv2D, Dense, Flatten, Input, InvertibleDownsampling, LiResNetBlock, MinMax
from gloro.training import losses, metrics, schedules


def module(path):
    specification = importlib.util.spec_from_file_location('release', path)
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    return loaded


release = module(sys.argv[1])
release_layers = module(sys.argv[2])
# What the release's layers look for, and HEAD has dropped.
for name in ('MAIN_BRANCH', 'RESIDUAL_BRANCH', 'SKIP_BRANCH'):
    setattr(gloro.constants, name, name)


def write(name, value):
    with open(f'{name}.json', 'w') as file:
        json.dump(value, file, separators=(',', ':'))
        file.write('\n')


def schedule_cases():
    head = [
        'fixed', 'linear', 'linear_half', 'linear_decay', 'linear_decay_after_half', 'logarithmic',
        'logarithmic_half', 'decay', 'cos', '[0.1]-[1]', '[0.01]-log-[50%:1.1]',
        '[1.]-exp-[25%:0.1]-cos-[75%:0.5]-[0.2]', '[1][5:0.1][9:0.01]', '[0.5][10:1]-[1e-1]',
        '[2]-[33%:.5]-log-[20:1.5]-exp-[3]',
    ]
    one = [
        'linear_from_0.25', 'linear_half_from_0.25', 'decay_to_0.000001',
        'decay_after_half_to_0.000001', 'decay_until_half_to_0.000001',
    ]
    for library, texts in ((schedules, head), (release, one)):
        for text in texts:
            for duration, base in ((21, 1.), (40, 1.58), (33, 1e-3)):
                values = library.Schedule(text, duration, base).as_list()
                yield {'text': text, 'duration': duration, 'base': base,
                       'values': [float(f'{value:.9g}') for value in values]}


def per_example(loss, truth, y):
    return [float(tf.reduce_mean(loss.call(truth[i:i + 1], tf.constant(y[i:i + 1]))))
            for i in range(6)]


def loss_cases():
    random = np.random.default_rng(0)
    logits = random.normal(size=(6, 4)).astype('float32') * 2
    bottom = (logits.max(axis=1) + random.normal(size=6)).astype('float32')
    labels = (logits.argmax(axis=1) + np.array([0, 0, 0, 1, 2, 0])) % 4
    y = np.concatenate([logits, bottom[:, None]], axis=1)
    rows = []
    for text in ('crossentropy', 'trades_kl', 'trades_kl.1.5', 'trades_ce', 'trades_ce.0.3'):
        for prefix in ('', 'sparse_'):
            loss = losses.get(prefix + text)
            truth = labels[:, None] if prefix else np.eye(4, dtype='float32')[labels]
            rows.append({'config': prefix + text, 'perExample': per_example(loss, truth, y)})
    truth = labels[:, None]
    for temperature in (0.5, 3.):
        loss = losses.Crossentropy(sparse=True, temperature=temperature)
        rows.append({'config': {'name': 'crossentropy', 'temperature': temperature},
                     'perExample': per_example(loss, truth, y)})
    return {
        'logits': logits.tolist(), 'bottom': bottom.tolist(), 'labels': labels.tolist(),
        'losses': rows,
        'metrics': {name: [float(function(truth[i:i + 1], tf.constant(y[i:i + 1])))
                           for i in range(6)]
                    for name, function in (('cleanAccuracy', metrics.clean_acc_sparse),
                                           ('vra', metrics.vra_sparse),
                                           ('rejectionRate', metrics.rejection_rate))},
    }


def optimizer_cases():
    random = np.random.default_rng(1)
    start = random.normal(size=3).astype('float32')
    gradients = random.normal(size=(5, 3)).astype('float32') * np.array([1, 1e-3, 10], 'float32')
    rates = [0.01, 0.01, 0.02, 0.005, 0.01]
    configs = [
        ({'name': 'adam'}, tf.keras.optimizers.Adam()),
        ({'name': 'adam', 'beta1': 0.8, 'beta2': 0.95, 'epsilon': 1e-3},
         tf.keras.optimizers.Adam(beta_1=0.8, beta_2=0.95, epsilon=1e-3)),
        ({'name': 'sgd'}, tf.keras.optimizers.SGD()),
        ({'name': 'sgd', 'momentum': 0.9}, tf.keras.optimizers.SGD(momentum=0.9)),
        ({'name': 'sgd', 'momentum': 0.9, 'nesterov': True},
         tf.keras.optimizers.SGD(momentum=0.9, nesterov=True)),
        ({'name': 'adamw'}, tf.keras.optimizers.AdamW()),
        ({'name': 'adamw', 'weightDecay': 0.3, 'beta1': 0.8},
         tf.keras.optimizers.AdamW(weight_decay=0.3, beta_1=0.8)),
        # Keras has no momentum decay: its 0.96^t is that of PyTorch for a decay of 1.
        ({'name': 'nadam', 'momentumDecay': 1, 'epsilon': 1e-7}, tf.keras.optimizers.Nadam()),
        ({'name': 'sgd', 'clipNorm': 2.5}, tf.keras.optimizers.SGD(global_clipnorm=2.5)),
        ({'name': 'adam', 'clipValue': 0.4}, tf.keras.optimizers.Adam(clipvalue=0.4)),
    ]
    cases = []
    for config, optimizer in configs:
        variable = tf.Variable(start)
        optimizer.build([variable])
        path = []
        for rate, gradient in zip(rates, gradients):
            optimizer.learning_rate = rate
            optimizer.apply_gradients([(tf.constant(gradient), variable)])
            path.append(variable.numpy().tolist())
        cases.append({'config': config, 'path': path})
    return {'start': start.tolist(), 'gradients': gradients.tolist(), 'rates': rates,
            'cases': cases}


def network_case():
    random = np.random.default_rng(2)
    x = Input((6, 6, 2))
    z = MinMax()(Conv2D(4, 4, strides=2, padding='same')(x))
    z = MinMax()(Conv2D(6, 2, padding='valid')(z))
    z = MinMax()(Dense(8)(Flatten()(z)))
    y = Dense(3)(z)
    net = GloroNet(x, y, epsilon=0.03)
    weights = {}
    counts = {}
    for layer in net.f.layers:
        kind = {'Conv2D': 'conv2d', 'Dense': 'dense'}.get(type(layer).__name__)
        if kind:
            counts[kind] = counts.get(kind, 0) + 1
            values = [np.round(random.normal(size=w.shape) * 0.4, 2) for w in layer.get_weights()]
            layer.set_weights(values)
            for part, value in zip(('kernel', 'bias'), values):
                weights[f'{kind}_{counts[kind]}/{part}'] = value.ravel().tolist()
    images = np.round(random.uniform(size=(5, 6, 6, 2)), 3).astype('float32')
    for _ in range(200):
        net.run_lc_to_convergence(threshold=0., max_tries=10)
    output = net(images).numpy()
    return {
        'weights': weights, 'images': images.ravel().tolist(), 'epsilon': 0.03,
        'logits': output[:, :-1].tolist(), 'bottom': output[:, -1].tolist(),
        'radius': net.certified_radius(images).tolist(),
        'lipschitzConstant': net.lipschitz_constant().numpy().tolist(),
        'subLipschitz': float(net.sub_lipschitz),
    }


def layer_cases():
    random = np.random.default_rng(3)
    keras = tf.keras.layers
    x = np.round(random.normal(size=(1, 4, 6, 4)), 2)
    for layer, config in (
        (keras.AveragePooling2D(), {'kind': 'averagePooling2d'}),
        (keras.AveragePooling2D(3, 2, 'same'),
         {'kind': 'averagePooling2d', 'poolSize': 3, 'strides': 2, 'padding': 'same'}),
        (keras.MaxPooling2D(), {'kind': 'maxPooling2d'}),
        (keras.MaxPooling2D((2, 3), 1, 'same'),
         {'kind': 'maxPooling2d', 'poolSize': [2, 3], 'strides': 1, 'padding': 'same'}),
        (release_layers.MinMax(absolute_value=True), {'kind': 'minMax', 'absoluteValue': True}),
        (InvertibleDownsampling((2, 3)), {'kind': 'invertibleDownsampling', 'poolSize': [2, 3]}),
        (LiResNetBlock(3, residual_scale=.6), {'kind': 'liResNetBlock', 'residualScale': .6}),
        (LiResNetBlock((2, 4), use_bias=False, use_affine=False),
         {'kind': 'liResNetBlock', 'kernelSize': [2, 4], 'useBias': False, 'useAffine': False}),
        (keras.LeakyReLU(), {'kind': 'leakyRelu'}),
        (keras.ELU(.7), {'kind': 'elu', 'alpha': .7}),
        *((keras.Activation(name), {'kind': kind}) for name, kind in (
            ('linear', 'linear'), ('relu', 'relu'), ('selu', 'selu'), ('tanh', 'tanh'),
            ('sigmoid', 'sigmoid'), ('hard_sigmoid', 'hardSigmoid'), ('softplus', 'softplus'),
            ('softsign', 'softsign'))),
    ):
        layer(x)
        weights = {}
        for weight in layer.trainable_weights:
            value = np.round(random.normal(size=weight.shape) * .5, 2)
            weight.assign(value)
            part = weight.name.split('/')[-1].split(':')[0].replace('conv_kernel', 'kernel')
            weights[f'it/{part}'] = value.ravel().tolist()
        yield {'config': config, 'input': x.ravel().tolist(), 'inputShape': x.shape,
               'weights': weights, 'output': [float(f'{value:.7g}') for value in np.array(layer(x)).ravel()]}


def resnet_block_cases():
    names = {'filters': 'filters', 'kernel_sizes': 'kernelSizes', 'stride1': 'stride1',
             'depth': 'depth', 'identity_skip': 'identitySkip', 'activation': 'activation',
             'use_invertible_downsample': 'useInvertibleDownsampling',
             'use_fixup_weight_and_bias': 'useFixup'}
    for options in (
        {'filters': 6},
        {'filters': [4, 6, 8], 'activation': 'tanh'},
        {'filters': 4, 'stride1': 1, 'identity_skip': True},
        {'filters': [3, 2, 2], 'kernel_sizes': 3, 'depth': 3, 'use_fixup_weight_and_bias': True},
        {'filters': [4, 2], 'kernel_sizes': [3, 1], 'stride1': 1, 'use_fixup_weight_and_bias': True},
        {'filters': 8, 'use_invertible_downsample': True, 'use_fixup_weight_and_bias': True},
    ):
        block = release_layers.ResnetBlock(**options)
        x = tf.keras.layers.Input((8, 8, 4))
        layers = tf.keras.Model(x, block(x)).layers
        yield {
            'options': {names[key]: value for key, value in options.items()},
            'layers': [{
                'name': layer.name.replace(block._block_name, ''),
                'outputShape': layer.output_shape[1:],
                'weights': [weight.shape.as_list() for weight in layer.trainable_weights],
            } for layer in layers if layer.name.startswith(block._block_name)],
        }


write('schedules', list(schedule_cases()))
write('losses', loss_cases())
write('optimizers', optimizer_cases())
write('network', network_case())
write('layers', list(layer_cases()))
write('resnetBlocks', list(resnet_block_cases()))
