import { parentPort, workerData } from "node:worker_threads";
import * as ort from "onnxruntime-node";
import { mapEntries } from "../../gloro/mapEntries.js";
import { fromOrt, toOrt } from "./hostTensors.js";
import type { SessionReply, SessionRequest, SessionThreadData } from "./sessionMessages.js";
import { sessionOptions } from "./sessionOptions.js";

// The entry file of the threads that run programs beside each other: see sessionThreads.ts.
const port = parentPort;
if (port === null) throw new Error("sessionWorker runs as a worker thread only.");
const { threads } = workerData as SessionThreadData;

interface Held {
  readonly session: ort.InferenceSession;
  state: Record<string, ort.Tensor>;
}
const programs = new Map<string, Held>();

async function answer(request: SessionRequest): Promise<void> {
  const { program } = request;
  if (request.kind === "forget") {
    await programs.get(program)?.session.release();
    programs.delete(program);
    return;
  }
  const { call } = request;
  try {
    const outputs = await run(request);
    port?.postMessage({ call, outputs } satisfies SessionReply);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    port?.postMessage({ call, error: words } satisfies SessionReply);
  }
}

async function run({
  program,
  model,
  state,
  inputs,
}: Extract<SessionRequest, { kind: "run" }>): Promise<Record<string, ReturnType<typeof fromOrt>>> {
  if (model) {
    await programs.get(program)?.session.release();
    const session = await ort.InferenceSession.create(model, sessionOptions(threads));
    programs.set(program, { session, state: {} });
  }
  const held = programs.get(program);
  if (!held) throw new Error(`The thread was never given the program "${program}".`);
  if (state) held.state = mapEntries(state, toOrt);
  const results = await held.session.run({ ...held.state, ...mapEntries(inputs, toOrt) });
  return mapEntries(results, fromOrt);
}

// One after the other: a session that is being made answers none of the calls behind it.
let last = Promise.resolve();
port.on("message", (request: SessionRequest) => {
  last = last.then(() => answer(request));
});
