"""Writes the numbers that the tests of GloroNet compare with: what release 1.1.1 of the Python library
computes. Run with TensorFlow 2.15 and gloro 1.1.1, with a GloRo Net file of the README's example (its f.h5)
named as the argument; see `readme` below.
"""
import json
import sys

import numpy as np
import tensorflow as tf
from gloro import GloroNet
from gloro.layers import MinMax
from gloro.training.callbacks import EpsilonScheduler
from tensorflow.keras.layers import Activation, Conv2D, Dense, Flatten, Input
from tensorflow.keras.models import Sequential, load_model


def rounded(array):
    return [float(f'{value:.9g}') for value in np.asarray(array, 'float64').ravel()]


def randomise(model, random):
    for layer in model.layers:
        layer.set_weights([random.normal(size=w.shape) * (0.5 if w.ndim > 1 else 0.2)
                           for w in layer.get_weights()])


def case(model, x, epsilon):
    net = GloroNet(model=model, epsilon=epsilon)
    # Absolute thresholds: as tight as float32 allows.
    net.refresh_iterates(convergence_threshold=1e-7, max_tries=200, batch_size=200)
    output = net(x).numpy()
    return {
        'model': json.loads(model.to_json()),
        'weights': {w.name.removesuffix(':0'): {'shape': list(w.shape), 'data': rounded(w)}
                    for w in model.weights},
        'x': {'shape': list(x.shape), 'data': rounded(x)},
        'epsilon': epsilon,
        'logits': rounded(net.predict_clean(x, verbose=0)),
        'output': rounded(output),
        'radius': rounded(net.certified_radius(x)),
        'lipschitzConstant': rounded(net.lipschitz_constant()),
        'subLipschitz': float(net._margin_layer._lc()),
    }


def mlp(random):
    x = z = Input(5)
    for units in (6, 7):
        z = Activation('relu')(Dense(units)(z))
    model = tf.keras.Model(x, Dense(3)(z))
    randomise(model, random)
    return case(model, random.uniform(size=(16, 5)).astype('float32'), 0.1)


def convolutions(random):
    model = Sequential([
        Input((7, 6, 2)),
        Conv2D(4, 3, padding='same', activation='relu'),
        Conv2D(6, (4, 3), strides=2, padding='same', use_bias=False),
        MinMax(),
        Conv2D(3, 2, padding='valid'),
        Activation('relu'),
        Flatten(),
        Dense(8, activation='relu'),
        Dense(4),
    ])
    randomise(model, random)
    return case(model, random.uniform(size=(9, 7, 6, 2)).astype('float32'), 0.01)


def readme(path, random):
    """The model of README.md, `Input(5)`, dense 6, relu, dense 7, relu, dense 3, trained and saved."""
    return case(load_model(path), random.uniform(size=(16, 5)).astype('float32'), 0.5)


def schedules():
    """The epsilon of each step, 4 steps an epoch."""
    sloping = ('linear', 'logarithmic_half', '[0.01]-log-[50%:1.1]-[1.1]')
    for interpolate, texts in ((True, sloping), (False, (*sloping, '[1][2:0.5]'))):
        for text in texts:
            scheduler = EpsilonScheduler(text, base_value=1.58, test_value=1.,
                                         interpolate=interpolate, verbose=False)
            scheduler.model = type('Net', (), {'epsilon': 1.58})()
            scheduler.params = {'steps': 4, 'epochs': 6}
            scheduler.on_train_begin()
            values = []
            for epoch in range(6):
                scheduler.on_epoch_begin(epoch)
                values.append([])
                for batch in range(4):
                    scheduler.on_train_batch_begin(batch)
                    values[-1].append(float(f'{scheduler.model.epsilon:.9g}'))
            yield {'text': text, 'interpolate': interpolate, 'values': values}


def write(name, value):
    with open(f'{name}.json', 'w') as file:
        json.dump(value, file, separators=(',', ':'))
        file.write('\n')


random = np.random.default_rng(3)
write('nets', {'mlp': mlp(random), 'convolutions': convolutions(random),
               'readme': readme(sys.argv[1], random)})
write('schedulers', list(schedules()))
