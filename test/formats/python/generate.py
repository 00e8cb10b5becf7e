"""Writes what the tests of .gloronet files compare with: generate.py FIXTURES KERAS.

Run with h5py. FIXTURES holds *.gloronet; truth.json beside this script gets what h5py reads
from them, and the folder KERAS gets Keras files of rare and of hostile kinds.
"""
import io
import json
import pathlib
import sys
import tarfile

import h5py
import numpy as np

fixtures, keras = map(pathlib.Path, sys.argv[1:])


def hdf5_of(path):
    with tarfile.open(path) as archive:
        member = next(member for member in archive if member.name.endswith('.h5'))
        return archive.extractfile(member).read()


def described(path):
    with h5py.File(io.BytesIO(hdf5_of(path))) as file:
        groups = file['model_weights']
        layers = [str(name) for name in groups.attrs['layer_names']]
        weights = [
            [layer, str(name), np.asarray(groups[layer][name])]
            for layer in layers for name in groups[layer].attrs['weight_names']
        ]
        topology = json.loads(file.attrs['model_config'])
        return {
            'kerasVersion': file.attrs['keras_version'],
            'className': topology['class_name'],
            'layers': layers,
            # The sum in float64 sees every value; the ends see their order.
            'weights': [
                [layer, name, list(value.shape), float(value.astype('float64').sum()),
                 [float(x) for x in (*value.ravel()[:2], *value.ravel()[-2:])]]
                for layer, name, value in weights
            ],
        }


truth = {path.stem: described(path) for path in sorted(fixtures.glob('*.gloronet'))}
with open(pathlib.Path(__file__).parent / 'truth.json', 'w') as file:
    json.dump(truth, file, separators=(',', ':'))
    file.write('\n')

KERNEL = 'model_weights/dense/dense/kernel:0'
ordinary = hdf5_of(fixtures / 'readme_mlp.gloronet')


def variant(name):
    def write(change):
        path = keras / f'{name}.h5'
        path.write_bytes(ordinary)
        with h5py.File(path, 'a') as file:
            change(file, file['model_weights/dense/dense'])
    return write


def replaced(group, **how):
    value = group['kernel:0'][...]
    del group['kernel:0']
    group.create_dataset('kernel:0', **{'data': value, **how})


@variant('gzipShuffle')
def _(file, group):
    replaced(group, chunks=(2, 3), compression='gzip', shuffle=True)


@variant('float16')
def _(file, group):
    replaced(group, dtype='float16')


@variant('float64')
def _(file, group):
    replaced(group, dtype='>f8')


@variant('fixedStrings')
def _(file, group):
    names = np.array([bytes(name, 'utf8') for name in file['model_weights'].attrs['layer_names']])
    del file['model_weights'].attrs['layer_names']
    file['model_weights'].attrs['layer_names0'] = names[:4]
    file['model_weights'].attrs['layer_names1'] = names[4:]


@variant('integers')
def _(file, group):
    replaced(group, dtype='int32')


@variant('notANumber')
def _(file, group):
    group['kernel:0'][1, 2] = np.nan


@variant('infinite')
def _(file, group):
    group['kernel:0'][4, 5] = -np.inf


@variant('tooLargeForFloat32')
def _(file, group):
    replaced(group, data=np.full((5, 6), 1e300))


@variant('softLink')
def _(file, group):
    del group['kernel:0']
    group['kernel:0'] = h5py.SoftLink('/model_weights/dense_1/dense_1/kernel:0')


@variant('danglingSoftLink')
def _(file, group):
    del group['kernel:0']
    group['kernel:0'] = h5py.SoftLink('/nothing')


@variant('softLinkToGroup')
def _(file, group):
    file.move('model_weights/dense', 'elsewhere')
    file['model_weights/dense'] = h5py.SoftLink('/elsewhere')


@variant('externalLink')
def _(file, group):
    del group['kernel:0']
    group['kernel:0'] = h5py.ExternalLink('/etc/passwd', '/kernel')


@variant('externalStorage')
def _(file, group):
    del group['kernel:0']
    group.create_dataset('kernel:0', (5, 6), 'f4', external=[('/etc/passwd', 0, 120)])


@variant('externalDevice')
def _(file, group):
    del group['kernel:0']
    group.create_dataset('kernel:0', (5, 6), 'f4', external=[('/dev/urandom', 0, 120)])


@variant('externalStandardInput')
def _(file, group):
    del group['kernel:0']
    group.create_dataset('kernel:0', (5, 6), 'f4', external=[('/proc/self/fd/0', 0, 120)])


@variant('virtualDataset')
def _(file, group):
    del group['kernel:0']
    layout = h5py.VirtualLayout((5, 6), 'f4')
    layout[:] = h5py.VirtualSource('/etc/passwd', 'x', (5, 6))
    group.create_virtual_dataset('kernel:0', layout)


@variant('lzf')
def _(file, group):
    replaced(group, compression='lzf')


@variant('fletcher32')
def _(file, group):
    replaced(group, fletcher32=True)


def never_written(group, shape, **how):
    del group['kernel:0']
    group.create_dataset('kernel:0', shape, 'f4', **how)


@variant('claimsGigabytes')
def _(file, group):
    never_written(group, (2 ** 14, 2 ** 13))


@variant('claimsTerabytes')
def _(file, group):
    never_written(group, (2 ** 20, 2 ** 20))


@variant('claimsCompressed')
def _(file, group):
    never_written(group, (2 ** 12, 2 ** 14), chunks=(64, 64), compression='gzip')


@variant('largeChunk')
def _(file, group):
    never_written(group, (5, 6), maxshape=(None, None), chunks=(2 ** 15, 2 ** 14))


@variant('oneDatasetManyTimes')
def _(file, group):
    replaced(group, data=np.ones((64, 64), 'f4'))
    names = [f'dense/kernel{i}:0' for i in range(20)]
    for name in names:
        file['model_weights/dense'][name] = group['kernel:0']
    file['model_weights/dense'].attrs['weight_names'] = np.array([bytes(n, 'utf8') for n in names])


@variant('cycle')
def _(file, group):
    file['model_weights/dense/again'] = file['model_weights']
    name = 'again/dense/' * 20 + 'dense/kernel:0'
    file['model_weights/dense'].attrs['weight_names'] = [name.encode()]


@variant('namesAbove')
def _(file, group):
    file['model_weights/dense'].attrs['weight_names'] = [b'../dense/kernel:0']


@variant('nameTwice')
def _(file, group):
    file['model_weights'].attrs['layer_names'] = [b'dense', b'dense']


@variant('weightMissing')
def _(file, group):
    del group['kernel:0']


@variant('groupForWeight')
def _(file, group):
    del group['kernel:0']
    group.create_group('kernel:0')


@variant('layerMissing')
def _(file, group):
    del file['model_weights/dense']


@variant('layerNamesMissing')
def _(file, group):
    del file['model_weights'].attrs['layer_names']


@variant('numbersForNames')
def _(file, group):
    file['model_weights'].attrs['layer_names'] = [1., 2.]


@variant('weightsOnly')
def _(file, group):
    del file.attrs['model_config']


@variant('noWeights')
def _(file, group):
    del file['model_weights']


@variant('weightsOutsideLayers')
def _(file, group):
    file['model_weights/top_level_model_weights'].attrs['weight_names'] = [b'own:0']


@variant('topologyNotJson')
def _(file, group):
    file.attrs['model_config'] = b'{"class_name": '


@variant('topologyNotFinite')
def _(file, group):
    file.attrs['model_config'] = b'{"class_name": "Sequential", "config": {"max_value": Infinity}}'


@variant('topologyDeep')
def _(file, group):
    file.attrs['model_config'] = b'[' * 5000 + b']' * 5000


@variant('topologyNotText')
def _(file, group):
    file.attrs['model_config'] = np.bytes_(b'{"a": "\xff\xfe"}')


@variant('emptyWeight')
def _(file, group):
    del group['kernel:0']
    group['kernel:0'] = h5py.Empty('f4')
