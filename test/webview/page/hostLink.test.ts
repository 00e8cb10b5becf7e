import assert from "node:assert/strict";
import type { RunAction, ToDashboard } from "../../../src/extension/dashboard/messages.js";
import type { FromPage } from "../../../src/extension/page/messages.js";
import { HostLink } from "../../../webview/page/hostLink.js";

function link() {
  const posted: FromPage<RunAction>[] = [];
  const received: ToDashboard[] = [];
  const made = new HostLink<RunAction, ToDashboard>(
    (message) => posted.push(message),
    (message) => received.push(message),
  );
  return { made, posted, received };
}

describe("HostLink", () => {
  it("settles each request by its own reply", async () => {
    const { made, posted } = link();
    const stopping = made.request({ type: "act", action: "stop" });
    const opening = made.request({ type: "act", action: "openLog" });
    assert.deepEqual(
      posted.map((message) => message.type === "request" && message.id),
      [0, 1],
    );
    made.receive({ type: "reply", id: 1, ok: true });
    made.receive({ type: "reply", id: 0, ok: false, message: "No trainer has it." });
    await opening;
    await assert.rejects(stopping, /^Error: No trainer has it\.$/);
  });

  it("hands on what is no reply", () => {
    const { made, posted, received } = link();
    made.ready();
    made.receive({ type: "opened", folder: "/runs/a" });
    made.receive({ type: "reply", id: 9, ok: true });
    assert.deepEqual(posted, [{ type: "ready" }]);
    assert.deepEqual(received, [{ type: "opened", folder: "/runs/a" }]);
  });
});
