import { describeFailure } from "../describeFailure.js";
import { ownEnd } from "../ownEnd.js";
import type { ProbeAnswer, ProbeQuestion } from "./probe.js";

// The process that measures an engine: answers one question, and ends. Started by probeInProcess.
process.on("disconnect", ownEnd);
process.on("message", (question: ProbeQuestion) => {
  void answer(question);
});

async function answer(question: ProbeQuestion): Promise<void> {
  try {
    const { probe } = await import("./probe.js");
    send({ type: "measured", msPerStep: await probe(question) });
  } catch (error) {
    const [message = ""] = describeFailure(error).message.split("\n");
    send({ type: "failed", message });
  }
}

function send(message: ProbeAnswer): void {
  if (process.connected) process.send?.(message);
}
