"""Loads the .gloronet files that writeNets.ts wrote and compares what the Python library computes.

Run with TensorFlow 2.15 and one release of gloro: loadNets.py FOLDER (its subfolder of that release).
Prints a row of a Markdown table for each file.
"""
import glob
import json
import os
import sys
import tarfile

import numpy as np
from gloro import GloroNet
from gloro.relaxations.models import AffinityGloroNet, RtkGloroNet


def array(entry):
    return np.array(entry['data'], dtype='float64').reshape(entry['shape'])


def config_of(path):
    with tarfile.open(path) as archive:
        name = next(name for name in archive.getnames() if name.endswith('.json'))
        return json.load(archive.extractfile(name))


def relative(found, expected):
    scale = np.maximum(np.abs(expected), 1e-6)
    return float(np.max(np.abs(found - expected) / scale))


failed = 0
for path in sorted(glob.glob(os.path.join(sys.argv[1], '*.gloronet'))):
    name = os.path.basename(path).removesuffix('.gloronet')
    truth = json.load(open(path.replace('.gloronet', '.json')))
    config = config_of(path)
    kind = AffinityGloroNet if 'affinity_sets' in config else RtkGloroNet if 'k' in config else GloroNet
    try:
        net = kind.load_model(path)
        x = array(truth['x']).astype('float32')
        logits = np.abs(net.f.predict(x, verbose=0) - array(truth['logits'])).max()
        row = [name, kind.__name__, f'{logits:.1e}']
        if kind is GloroNet:
            if not config.get('_lc_frozen'):
                (net.refresh_iterates if hasattr(net, 'refresh_iterates') else net.run_lc_to_convergence)()
            ours = array(truth['lipschitz_constant'])
            theirs = np.array(net.lipschitz_constant())
            off = ~np.eye(len(ours), dtype=bool)
            row.append(f'{np.mean(theirs[off] / ours[off]):.5f}')
            radii = np.array(net.certified_radius(x))
            row.append(f'{np.mean(radii / array(truth["certified_radius"])):.5f}')
        else:
            found = net.predict(x, verbose=0)
            row += ['', f'⊥ agrees: {bool(np.all(found.argmax(1) == array(truth["output"]).argmax(1)))}']
        print('| ' + ' | '.join(row) + ' |')
    except Exception as error:
        failed += 1
        print(f'| {name} | {kind.__name__} | {type(error).__name__}: {str(error)[:160]} | | |')
sys.exit(failed)
