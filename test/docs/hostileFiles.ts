import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { writeKerasH5 } from "../../src/formats/keras/writeKerasH5.js";
import type { KerasWeight } from "../../src/gloro/keras/index.js";
import { kerasPath } from "../formats/fixtures.js";
import { archiveOf } from "../formats/gloronet/archive.js";
import type { Member } from "../formats/gloronet/archive.js";
import { kerasLayer, sequential } from "../gloro/keras/models.js";
import type { WrittenLayer } from "../gloro/keras/models.js";

/** Writes a hostile file into a folder, and gives its path. */
type Make = (folder: string) => Promise<string> | string;

const model = { name: "net/f.h5", content: readFileSync(kerasPath("float64")) };

const config = (text: string): Member => ({ name: "net/config.json", content: text });

function gloronet(bytes: () => Promise<Uint8Array>): Make {
  return async (folder) => {
    const path = join(folder, "net.gloronet");
    writeFileSync(path, await bytes());
    return path;
  };
}

const archive = (...members: Member[]) => gloronet(() => archiveOf(members));
const configured = (text: string) => archive(config(text), model);

function keras(name: string): Make {
  return (folder) => {
    const path = join(folder, "net.h5");
    copyFileSync(kerasPath(name), path);
    return path;
  };
}

interface Head {
  readonly units?: number;
  readonly inputs?: number[];
  readonly kernel?: number[];
}

/** A Keras file of a model with these layers before its head. */
function kerasModel(
  layers: WrittenLayer[],
  { units = 3, inputs = [4], kernel = [4, units] }: Head = {},
): Make {
  return async (folder) => {
    const path = join(folder, "net.h5");
    const size = kernel.reduce((product, side) => product * side, 1);
    const weights: KerasWeight[] = [
      { layer: "head", name: "head/kernel:0", shape: kernel, data: new Float32Array(size) },
    ];
    await writeKerasH5(path, {
      topology: sequential(inputs, layers, { units, use_bias: false }),
      layers: ["in", ...layers.map(({ config }) => String(config["name"])), "head"],
      weights,
    });
    return path;
  };
}

function tfjs(paths: string[], weight: object = {}, link?: string): Make {
  return (folder) => {
    const path = join(folder, "model.json");
    const described = { name: "head/kernel", shape: [4, 3], dtype: "float32", ...weight };
    const whole = {
      format: "layers-model",
      modelTopology: sequential([4], [], { use_bias: false }),
      weightsManifest: [{ paths, weights: [described] }],
    };
    writeFileSync(path, JSON.stringify(whole));
    writeFileSync(join(folder, "short.bin"), new Uint8Array(40));
    if (link !== undefined) {
      mkdirSync(join(folder, "..", "outside"), { recursive: true });
      const outside = join(folder, "..", "outside", link);
      writeFileSync(outside, new Uint8Array(48));
      symlinkSync(outside, join(folder, link));
    }
    return path;
  };
}

function safetensors(header: string, data = 0): Make {
  return (folder) => {
    const path = join(folder, "net.safetensors");
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    writeFileSync(path, Buffer.concat([length, Buffer.from(header), Buffer.alloc(data)]));
    return path;
  };
}

const link = { name: "net/f.h5", linkname: "/etc/passwd" };
const net = [config('{"epsilon": 0.5}'), model];

/** A hostile file of each kind, by what docs/interop.md calls it. */
export const hostileFiles: Readonly<Record<string, Make>> = {
  "a member that leads out of the folder": archive({ name: "net/../../x.h5" }),
  "a member with an absolute path": archive({ name: "/etc/cron.d/x" }),
  "a symbolic link": archive({ ...link, type: "symlink" }),
  "a hard link": archive({ ...link, type: "link" }),
  "a pipe": archive({ name: "net/f.h5", type: "fifo" }),
  "a thousand members": archive(...Array.from({ length: 1000 }, (_, i) => ({ name: `net/${i}` }))),
  "two models": archive(...net, { name: "net/g.h5" }),
  "a gzip bomb": gloronet(async () =>
    gzipSync(Buffer.concat([gunzipSync(await archiveOf([])), Buffer.alloc(2 ** 26)])),
  ),
  "a file cut short": gloronet(async () => {
    const bytes = await archiveOf(net);
    return bytes.subarray(0, bytes.length / 2);
  }),
  "a flipped bit in the archive": gloronet(async () => {
    const bytes = await archiveOf(net);
    bytes[bytes.length - 8]! ^= 1;
    return bytes;
  }),
  "a flipped bit in the HDF5 file": archive(net[0]!, {
    ...model,
    content: Uint8Array.from(model.content, (byte, i) => (i === 8 ? byte ^ 1 : byte)),
  }),
  "another file by that name": gloronet(() => Promise.resolve(Buffer.from("MZ"))),
  "a negative ε": configured('{"epsilon": -0.5}'),
  "an absurd ε": configured('{"epsilon": 1e300}'),
  "an ε that is no number": configured('{"epsilon": NaN}'),
  "an unknown key in the config": configured('{"epsilon": 1, "callback": "os.system"}'),
  "a frozen constant of 0": configured('{"epsilon": 1, "_lc_frozen": true, "_hardcoded_lc": 0}'),
  "a billion power iterations": configured('{"epsilon": 1, "num_iterations": 1000000000}'),
  "a k of a million": configured('{"epsilon": 1, "k": 1000000}'),
  "an affinity set of a class that is none": configured(
    '{"epsilon": 1, "affinity_sets": [[0, 9e9]]}',
  ),

  "weights that claim terabytes": keras("claimsTerabytes"),
  "an HDF5 bomb": keras("claimsCompressed"),
  "one dataset under many names": keras("oneDatasetManyTimes"),
  "groups that lead in a circle": keras("cycle"),
  "a soft link in the HDF5 file": keras("softLink"),
  "an external link": keras("externalLink"),
  "weights in another file": keras("externalStorage"),
  "a virtual dataset": keras("virtualDataset"),
  "an HDF5 filter that is not known": keras("lzf"),
  "a weight that is NaN": keras("notANumber"),
  "a weight that is infinite": keras("infinite"),
  "a topology nested a thousand deep": keras("topologyDeep"),
  "shapes that do not fit": kerasModel([], { kernel: [4, 2] }),
  "a Lambda layer": kerasModel([kerasLayer("Lambda", "code", { function: ["4wEAAAA="] })]),
  "a layer class of one's own": kerasModel([kerasLayer("Evil>Layer", "mine")]),
  "a softmax at the end": kerasModel([kerasLayer("Softmax", "soft")]),
  "a million classes, claimed": kerasModel([], { units: 1_000_000, kernel: [4, 3] }),
  "a million classes": kerasModel([], { units: 1_000_000, inputs: [1], kernel: [1, 1_000_000] }),
  "images of a million pixels a side": kerasModel(
    [
      kerasLayer("MaxPooling2D", "small", { pool_size: 1_000_000, padding: "valid" }),
      kerasLayer("Flatten", "flat"),
    ],
    { inputs: [1_000_000, 1_000_000, 4], kernel: [4, 3] },
  ),

  "TF.js weights outside of the folder": tfjs(["../secret.bin"]),
  "TF.js weights behind a link": tfjs(["link.bin"], {}, "link.bin"),
  "TF.js weights cut short": tfjs(["short.bin"]),
  "TF.js weights that are quantised": tfjs(["short.bin"], { quantization: { dtype: "uint8" } }),

  "a safetensors header longer than its file": (folder) => {
    const path = join(folder, "net.safetensors");
    writeFileSync(path, Buffer.alloc(16, 255));
    return path;
  },
  "safetensors that overlap": safetensors(
    '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
    8,
  ),
  "PyTorch weights of another network": safetensors("{}"),
};
