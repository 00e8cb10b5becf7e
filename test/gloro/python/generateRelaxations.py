"""Writes relaxations.json: what the Python library computes for relaxed nets.

Run with h5py and NumPy; the argument is a folder with NAME.gloronet and NAME.json of each net below,
where NAME.json holds what the library gave for 64 inputs.
"""
import io
import json
import sys
import tarfile

import h5py
import numpy as np


def head_of(path):
    with tarfile.open(path) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith('f.h5'))
        with h5py.File(io.BytesIO(archive.extractfile(member).read()), 'r') as file:
            weights = file['model_weights']
            kernels = {}
            weights.visititems(lambda name, item: kernels.update({name: np.array(item)})
                               if isinstance(item, h5py.Dataset) and 'kernel' in name else None)
    with open(path.replace('.gloronet', '.json')) as file:
        last = json.load(file)['layers'][-1][1]
    return next(kernel for name, kernel in kernels.items() if name.startswith(f'{last}/'))


def short(values):
    return [float(f'{value:.9g}') for value in values]


def net(name, relaxation):
    path = f'{sys.argv[1]}/{name}.gloronet'
    with open(path.replace('.gloronet', '.json')) as file:
        given = json.load(file)
    kernel = head_of(path)
    return {
        'name': name, 'relaxation': relaxation, 'epsilon': given['epsilon'],
        'subLipschitz': given['sub_lipschitz'],
        'headKernel': {'shape': list(kernel.shape), 'values': short(kernel.ravel())},
        'logits': [short(row) for row in given['logits']],
        'bottom': short([row[-1] for row in given['pred']]),
        'guarantee': given['guarantee'],
        'loosest': [int(row[-1]) for row in given['pred_top_k']],
    }


nets = [
    net('rtk3', {'kind': 'rtk', 'k': 3}),
    net('pypi_rtk3', {'kind': 'rtk', 'k': 3}),
    net('affinity', {'kind': 'affinity', 'sets': 'AffinitySet: [\n  [0, 1]\n  [2, 3, 4]]'}),
]
with open('relaxations.json', 'w') as file:
    json.dump(nets, file, separators=(',', ':'))
    file.write('\n')
