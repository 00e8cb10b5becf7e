import { parentPort, workerData } from "node:worker_threads";
import type { Transferable } from "node:worker_threads";
import { GloroError } from "../../gloro/errors.js";
import { loadHdf5, unguessablePath } from "./hdf5Library.js";
import type { FromHdf5Worker, Hdf5Job } from "./hdf5Messages.js";
import { hdf5Refusal } from "./hdf5Refusal.js";
import { Hdf5Reader } from "./hdf5Reader.js";
import type { KerasLimits } from "./kerasLimits.js";
import { readKerasTree } from "./readKerasTree.js";
import { writeKerasTree } from "./writeKerasTree.js";

// The entry file of the thread that runs the HDF5 library on one file: see hdf5Messages.ts.
const port = parentPort;
if (port === null) throw new Error("hdf5Worker runs as a worker thread only.");
const job = workerData as Hdf5Job;
const say = (message: FromHdf5Worker, transfer: Transferable[] = []) => {
  port.postMessage(message, transfer);
};

const { ready, File } = await loadHdf5(job.limits.memoryBytes);
const module = await ready;
say({ kind: "ready" });
try {
  if (job.kind === "read") read(job.file, job.limits);
  else write(job);
} catch (error) {
  say({
    kind: "refused",
    reason: error instanceof GloroError ? error.message : hdf5Refusal(error, job.kind),
  });
}

function read(bytes: Uint8Array, limits: KerasLimits): void {
  const path = unguessablePath();
  const stream = module.FS.open(path, "w");
  // The last argument lends the bytes instead of copying them.
  module.FS.write(stream, bytes, 0, bytes.length, undefined, true);
  module.FS.close(stream);
  const file = module.open(path, module.H5F_ACC_RDONLY, false, -1, -1);
  const reader = new Hdf5Reader(module, file);
  const model = readKerasTree(reader, bytes.length, limits, (size) => {
    say({ kind: "sized", bytes: size });
  });
  say(
    { kind: "done", answer: model },
    model.weights.map(({ data }) => data.buffer as ArrayBuffer),
  );
}

function write({ model, limits }: Hdf5Job & { kind: "write" }): void {
  const path = unguessablePath();
  const file = new File(path, "w");
  writeKerasTree(file, model, limits);
  file.close();
  const bytes = new Uint8Array(module.FS.readFile(path));
  say({ kind: "done", answer: bytes }, [bytes.buffer]);
}
