"""Writes test/gloro/keras/fixtures: models that the Python library saved, and what it computes for them.

The first argument is a folder of NAME.gloronet, NAME.npz and NAME.json as the Python library gave them, the
second the folder to write to. Needs h5py and numpy.
"""
import base64
import io
import json
import pathlib
import sys
import tarfile

import h5py
import numpy as np

ROWS = 2
TOPOLOGY_ONLY = ('mnist_2c2f_frozen',)

source, target = map(pathlib.Path, sys.argv[1:])


def packed(values):
    return base64.b64encode(np.ascontiguousarray(values, dtype='<f4').tobytes()).decode()


def saved_model(path):
    with tarfile.open(path) as tar:
        member = next(each for each in tar if each.name.endswith('/f.h5'))
        with h5py.File(io.BytesIO(tar.extractfile(member).read())) as file:
            groups = file['model_weights']
            return json.loads(file.attrs['model_config']), [
                {'layer': layer, 'name': name, 'shape': groups[layer][name].shape,
                 'data': packed(groups[layer][name])}
                for layer in groups.attrs['layer_names']
                for name in groups[layer].attrs['weight_names']
            ]


for path in sorted(source.glob('*.gloronet')):
    topology, weights = saved_model(path)
    truth = json.loads(path.with_suffix('.json').read_text())
    fixture = {'topology': topology, 'subLipschitz': truth['sub_lipschitz']}
    if path.stem not in TOPOLOGY_ONLY:
        x = np.load(path.with_suffix('.npz'))['x'][:ROWS]
        fixture |= {'weights': weights, 'x': {'shape': x.shape, 'data': packed(x)},
                    'logits': truth['logits'][:ROWS]}
    text = json.dumps(fixture, separators=(',', ':'))
    (target / f'{path.stem}.json').write_text(text + '\n')
