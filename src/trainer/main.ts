import { ownEnd } from "./ownEnd.js";
import { protocolVersion } from "./protocol.js";
import type { FromTrainer, ToTrainer } from "./protocol.js";
import { StopSignal } from "./stopSignal.js";
import { describeFailure } from "./describeFailure.js";

// The trainer's process: `main FOLDER attached|detached`, started by startTrainer.
const [folder = "", attachment] = process.argv.slice(2);
const stop = new StopSignal();

process.on("message", ({ kind }: ToTrainer) => {
  if (kind === "now") ownEnd();
  stop.request();
});
process.on("disconnect", () => {
  if (attachment === "attached") stop.request();
});
process.on("SIGTERM", () => {
  // The second time asking has not helped.
  if (stop.isRequested()) ownEnd();
  stop.request();
});
// Ctrl-C and a closed terminal reach the whole group: the starter decides what they mean.
process.on("SIGINT", () => undefined);
process.on("SIGHUP", () => undefined);

await send({ type: "ready", protocol: protocolVersion, pid: process.pid });
try {
  // Loaded after the answer: the starter need not wait for the engine's libraries.
  const { train } = await import("./train.js");
  const how = await train({ folder, stop, report: (message) => void send(message) });
  await send({ type: "ended", how });
  process.exit(0);
} catch (error) {
  console.error(error);
  await send({ type: "failed", ...describeFailure(error) });
  process.exit(1);
}

/** Settles when the message is on its way, or when nobody is there to hear it. */
function send(message: FromTrainer): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || !process.send) resolve();
    else {
      process.send(message, undefined, undefined, () => {
        resolve();
      });
    }
  });
}
