import { Worker } from "node:worker_threads";
import type { Transferable } from "node:worker_threads";
import { threadEntry } from "../../threads/threadEntry.js";
import { GloronetError } from "../gloronetError.js";
import type { FromHdf5Worker, Hdf5Answers, Hdf5Job } from "./hdf5Messages.js";

const startMilliseconds = 60_000;
/** Slower than any disk or inflation on a busy machine: only a hang takes longer. */
const bytesPerMillisecond = 25_000;
const heapMegabytes = 256;

/**
 * Runs the HDF5 library on one file, in a thread of its own that is gone afterwards: a file can make
 * the library write over its own memory, and the next file must not meet that.
 *
 * @param transfer buffers of the job that the thread takes over
 * @throws GloronetError when the file is refused, takes too long, or makes the library abort
 */
export async function hdf5Thread<K extends Hdf5Job["kind"]>(
  job: Hdf5Job & { readonly kind: K },
  where: string,
  transfer: Transferable[] = [],
): Promise<Hdf5Answers[K]> {
  const { url, execArgv } = threadEntry(import.meta.url, "hdf5Worker");
  const worker = new Worker(url, {
    workerData: job,
    transferList: transfer,
    execArgv,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  });
  const deadline = new Deadline();
  try {
    return await new Promise<Hdf5Answers[K]>((resolve, reject) => {
      let isReady = false;
      const refuse = (found: string) => {
        reject(new GloronetError(where, found));
      };
      const died = (reason: string) => {
        refuse(
          isReady
            ? `the HDF5 library gave up on it (${reason}): it is damaged, or too large.`
            : `the HDF5 library could not be started (${reason}). Install this program anew.`,
        );
      };
      const lateAfter = (milliseconds: number, doing: string) => {
        deadline.set(milliseconds, () => {
          refuse(`${doing} took longer than ${Math.round(milliseconds / 1000)} s.`);
        });
      };
      lateAfter(startMilliseconds, "starting the HDF5 library");
      worker.on("message", (message: FromHdf5Worker) => {
        switch (message.kind) {
          case "ready":
            isReady = true;
            lateAfter(allowance(job), job.kind === "read" ? "reading its structure" : "writing it");
            break;
          case "sized":
            lateAfter(
              job.limits.structureMilliseconds + message.bytes / bytesPerMillisecond,
              "reading its weights",
            );
            break;
          case "refused":
            refuse(message.reason);
            break;
          case "done":
            resolve(message.answer as Hdf5Answers[K]);
            break;
          default:
            message satisfies never;
        }
      });
      worker.on("error", (error) => {
        died(error.message);
      });
      worker.on("exit", (code) => {
        died(`exit code ${code}`);
      });
    });
  } finally {
    deadline.clear();
    await worker.terminate();
  }
}

function allowance(job: Hdf5Job): number {
  const { structureMilliseconds } = job.limits;
  if (job.kind === "read") return structureMilliseconds;
  const bytes = job.model.weights.reduce((sum, { data }) => sum + data.byteLength, 0);
  return structureMilliseconds + bytes / bytesPerMillisecond;
}

class Deadline {
  private timer: NodeJS.Timeout | undefined;

  set(milliseconds: number, late: () => void): void {
    this.clear();
    this.timer = setTimeout(late, milliseconds);
  }

  clear(): void {
    clearTimeout(this.timer);
  }
}
