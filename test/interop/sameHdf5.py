"""Compares two Keras .h5 files object by object and attribute by attribute: sameHdf5.py ONE OTHER.

Run with h5py. Prints each difference and how many there are.
"""
import sys

import h5py
import numpy as np


def described(path):
    found = {}

    def describe(name, thing):
        if isinstance(thing, h5py.Dataset):
            plist = thing.id.get_create_plist()
            found[name] = ('dataset', thing.dtype.str, thing.shape, thing.maxshape, plist.get_layout(),
                           plist.get_nfilters(), thing[()].tobytes())
        else:
            found[name] = ('group',)
        for key, value in thing.attrs.items():
            attribute = thing.attrs.get_id(key)
            kind = attribute.get_type()
            text = kind.get_class() == h5py.h5t.STRING
            found[f'{name} @{key}'] = (
                kind.get_class(), attribute.shape, attribute.get_space().get_simple_extent_type(),
                text and (kind.is_variable_str(), kind.get_strpad(), kind.get_cset()),
                # How JSON is spaced is free.
                str(value).replace(' ', '') if key.endswith('_config') else np.asarray(value).tolist())

    with h5py.File(path) as file:
        describe('/', file)
        file.visititems(describe)
    return found


one, other = (described(path) for path in sys.argv[1:3])
different = [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]
for name in different:
    print(f'{name}: {str(one.get(name))[:200]} != {str(other.get(name))[:200]}')
print(f'{len(one)} things, {len(different)} different')
