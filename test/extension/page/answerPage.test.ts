import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import type { RunAction } from "../../../src/extension/dashboard/messages.js";
import type { FromPage, Reply } from "../../../src/extension/page/messages.js";
import { answerPage } from "../../../src/extension/page/answerPage.js";

/** A page whose "stop" fails, and what came of it. */
function page() {
  const replies: Reply[] = [];
  const done: string[] = [];
  const complaints: string[] = [];
  let receive: (message: FromPage<RunAction>) => unknown = () => undefined;
  answerPage<RunAction>(
    {
      onDidReceiveMessage: (listener) => {
        receive = listener;
      },
      postMessage: (reply) => Promise.resolve(replies.push(reply) > 0),
    },
    {
      ready: () => done.push("ready"),
      act: (action) => {
        if (action === "stop") throw new Error("No trainer has it.");
        return Promise.resolve(done.push(action));
      },
      save: ({ name }) => Promise.reject(new Error(`${name} cannot be written.`)),
    },
    (message) => complaints.push(message),
  );
  const send = async (message: FromPage<RunAction>) => {
    receive(message);
    await turn();
  };
  return { send, replies, done, complaints };
}

describe("answerPage", () => {
  it("carries out a request and replies to it by its number", async () => {
    const { send, replies, done } = page();
    await send({ type: "ready" });
    assert.deepEqual(replies, []);
    await send({ type: "request", id: 3, request: { type: "act", action: "openLog" } });
    assert.deepEqual(done, ["ready", "openLog"]);
    assert.deepEqual(replies, [{ type: "reply", id: 3, ok: true }]);
  });

  it("replies with the sentence of what failed, at once or later", async () => {
    const { send, replies, complaints } = page();
    const files = { name: "radii", contents: { svg: "", png: "", csv: "" } };
    await send({ type: "request", id: 0, request: { type: "act", action: "stop" } });
    await send({ type: "request", id: 1, request: { type: "save", files } });
    const messages = ["No trainer has it.", "radii cannot be written."];
    assert.deepEqual(
      replies,
      messages.map((message, id) => ({ type: "reply", id, ok: false, message })),
    );
    assert.deepEqual(complaints, messages);
  });
});
