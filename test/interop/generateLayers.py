"""Writes test/gloro/keras/fixtures/layers_RELEASE.json: a model of every class that is read, from Python.

Run with TensorFlow 2.15 and either release of gloro first on PYTHONPATH; the argument is the file.
"""
import base64
import json
import sys

import gloro
import numpy as np
import tensorflow as tf
from gloro import layers as library

keras = tf.keras.layers
tf.keras.utils.set_random_seed(3)
is_release = hasattr(library, 'Bias')
initial = {'kernel_initializer': 'random_normal', 'bias_initializer': 'random_normal'}


def packed(values):
    return base64.b64encode(np.ascontiguousarray(values, dtype='<f4').tobytes()).decode()


x = y = keras.Input((6, 8, 3))
# An odd number of channels: pairs cross from one pixel to the next.
y = library.MinMax(absolute_value=True)(y) if is_release else library.MinMax()(y)
for activation in ('relu', 'elu', 'selu', 'tanh', 'sigmoid', 'hard_sigmoid', 'softplus', 'softsign'):
    y = keras.Conv2D(3, (2, 3), padding='same', activation=activation, use_bias=activation != 'elu',
                     kernel_initializer=tf.keras.initializers.Orthogonal(gain=4.))(y)
y = keras.LeakyReLU(.2)(keras.Activation('linear')(y))
y = keras.ReLU(negative_slope=.1)(keras.ELU(.6)(y))
y = keras.MaxPooling2D((2, 3), 1, 'same')(keras.AveragePooling2D(3, 1, 'same')(y))
y = library.Scaling(-.4)(library.InvertibleDownsampling((3, 2))(y))
a = keras.Conv2D(4, 3, strides=2, padding='same', **initial)(y)
b = keras.MaxPooling2D()(keras.Conv2D(4, 1, **initial)(y))
y = keras.Concatenate()([keras.Add()([a, b, a]), b])
y = keras.Flatten()(y)
if is_release:
    y = library.Bias(.3)(y)
    y = keras.Dense(4, **initial)(y)
else:
    y = library.Dense(4, lc_strategy='eigh', **initial)(y)
model = tf.keras.Model(x, y)
values = np.random.default_rng(5).normal(size=(3, 6, 8, 3)).astype('float32')
weights = [{'layer': layer.name, 'name': weight.name, 'shape': weight.shape.as_list(),
            'data': packed(weight.numpy())} for layer in model.layers for weight in layer.weights]
with open(sys.argv[1], 'w') as file:
    json.dump({'topology': json.loads(model.to_json()), 'weights': weights,
               'x': {'shape': values.shape, 'data': packed(values)},
               'logits': model(values).numpy().tolist()}, file, separators=(',', ':'))
    file.write('\n')
