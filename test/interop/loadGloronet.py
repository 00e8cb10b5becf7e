"""Loads .gloronet files with the Python library and prints what it makes of them.

Run with TensorFlow 2.15 and either release of gloro on PYTHONPATH: loadGloronet.py FILE.gloronet ...
Where NAME.npz and NAME.json lie in the folder $TRUTH (the fixtures' folder), logits are compared.
"""
import json
import os
import sys

import numpy as np
from gloro import GloroNet
from gloro.relaxations.models import AffinityGloroNet, RtkGloroNet
import tarfile


def config_of(path):
    with tarfile.open(path) as archive:
        name = next(name for name in archive.getnames() if name.endswith('.json'))
        return json.load(archive.extractfile(name))


def load(path):
    config = config_of(path)
    kind = AffinityGloroNet if 'affinity_sets' in config else RtkGloroNet if 'k' in config else GloroNet
    return kind, kind.load_model(path)


failed = 0
for path in sys.argv[1:]:
    name = os.path.basename(path).removesuffix('.gloronet')
    truth = os.path.join(os.environ.get('TRUTH', '.'), name)
    try:
        kind, net = load(path)
        print(f'{name}: {kind.__name__}, epsilon {float(net.epsilon)}', end='')
        if os.path.exists(f'{truth}.npz'):
            with open(f'{truth}.json') as file:
                logits = np.array(json.load(file)['logits'])
            found = net.f.predict(np.load(f'{truth}.npz')['x'], verbose=0)
            print(f', logits differ by {np.abs(found - logits).max():.2g}', end='')
        print()
    except Exception as error:
        failed += 1
        print(f'{name}: {type(error).__name__}: {str(error)[:300]}')
sys.exit(failed)
