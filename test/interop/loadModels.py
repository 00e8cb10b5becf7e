"""Loads in Python what writeModels.ts wrote, and compares logits and bounds.

Run with TensorFlow 2.15 and either release of gloro first on PYTHONPATH; the arguments are the file and the
dialects to load. Each model is loaded from its config alone, and from an HDF5 file as Keras writes it.
"""
import json
import os
import sys
import tempfile

import gloro
import h5py
import numpy as np
import tensorflow as tf
from gloro.constants import GLORO_CUSTOM_OBJECTS

path, *dialects = sys.argv[1:]
TOLERANCE = 2e-5


def saved(model, folder):
    """The model as an HDF5 file in the layout of Keras 2.15."""
    file_name = os.path.join(folder, 'f.h5')
    with h5py.File(file_name, 'w') as file:
        file.attrs['model_config'] = json.dumps(model['topology'])
        groups = file.create_group('model_weights')
        # Keras asks the group too: weights without a version are taken for those of Keras 1.
        for holder in (file, groups):
            holder.attrs['keras_version'] = '2.15.0'
            holder.attrs['backend'] = 'tensorflow'
        names = [layer['name'] for layer in model['topology']['config']['layers']]
        groups.attrs['layer_names'] = names
        for name in names:
            own = [weight for weight in model['weights'] if weight['layer'] == name]
            group = groups.create_group(name)
            group.attrs['weight_names'] = [weight['name'] for weight in own]
            for weight in own:
                group[weight['name']] = array(weight)
    return file_name


def array(value):
    return np.array(value['data'], dtype='float32').reshape(value['shape'])


def from_config(model):
    loaded = tf.keras.models.model_from_json(
        json.dumps(model['topology']), custom_objects=GLORO_CUSTOM_OBJECTS)
    for layer in loaded.layers:
        layer.set_weights([array(each) for each in model['weights'] if each['layer'] == layer.name])
    return loaded


def from_file(model):
    with tempfile.TemporaryDirectory() as folder:
        return tf.keras.models.load_model(
            saved(model, folder), custom_objects=GLORO_CUSTOM_OBJECTS, compile=False)


def sub_lipschitz(loaded):
    net = gloro.GloroNet if hasattr(gloro, 'GloroNet') else gloro.models.GloroNet
    net = net(model=loaded, epsilon=.1)
    if hasattr(net, 'run_lc_to_convergence'):
        net.run_lc_to_convergence(threshold=0., max_tries=500)
        return float(net.sub_lipschitz)
    net.refresh_iterates(convergence_threshold=1e-7, max_tries=2000)
    return float(net._margin_layer._lc())


for model in json.load(open(path)):
    if model['dialect'] not in dialects:
        continue
    line = f"{model['name']} ({model['dialect']}):"
    for load in (from_config, from_file):
        loaded = load(model)
        found = loaded(array(model['x'])).numpy().ravel()
        difference = np.max(np.abs(found - model['logits']))
        assert difference < TOLERANCE, (line, load.__name__, difference)
        line += f' {load.__name__} logits to {difference:.1e};'
    if model['dialect'] != 'keras':
        bound, ours = sub_lipschitz(loaded), model['subLipschitz']
        # Python may take 1 for a gain below 1, never less than ours.
        assert abs(bound) > ours * (1 - 1e-3), (line, bound, ours)
        line += f' L_sub {bound:.6g}, ours {ours:.6g}'
    print(line)
