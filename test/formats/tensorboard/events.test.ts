import assert from "node:assert/strict";
import {
  hyperParametersEvent,
  sessionStartEvent,
  summaryEvent,
  versionEvent,
} from "../../../src/formats/tensorboard/events.js";
import { doubles, inner, readMessage, summaryOf } from "./readEvents.js";

const event = (bytes: Uint8Array) => readMessage(Buffer.from(bytes));

describe("events", () => {
  it("begin with the version, and with a session where training goes on", () => {
    const version = event(versionEvent(12.5));
    assert.deepEqual([version.get(1), String(version.get(3)?.[0])], [[12.5], "brain.Event:2"]);
    const start = event(sessionStartEvent({ wallTime: 1, step: 300 }));
    assert.deepEqual(start.get(2), [300]);
    assert.deepEqual([...inner(start, 7)], [[1, [1]]]);
  });

  it("have scalars, counts between edges, and texts", () => {
    const summary = summaryOf(
      event(
        summaryEvent({ wallTime: 1, step: 7 }, [
          { tag: "loss", scalar: 0.5 },
          { tag: "diverged", scalar: NaN },
          { tag: "radii", histogram: { edges: [0, 0.1, 0.4], counts: [3, 1] } },
          { tag: "config", text: "ε = 0.3" },
        ]),
      ),
    );
    assert.deepEqual(summary.get("loss")?.get(2), [0.5]);
    assert.deepEqual(summary.get("diverged")?.get(2), [NaN]);
    const histogram = inner(summary.get("radii")!, 5);
    assert.deepEqual(
      [1, 2, 3, 4].map((field) => histogram.get(field)?.[0]),
      [0, 0.4, 4, 3 * 0.05 + 0.25],
    );
    assert.deepEqual(doubles(histogram.get(6)?.[0]), [0.1, 0.4]);
    assert.deepEqual(doubles(histogram.get(7)?.[0]), [3, 1]);
    const text = summary.get("config")!;
    assert.equal(String(inner(text, 8).get(8)?.[0]), "ε = 0.3");
    assert.equal(String(inner(text, 9, 1).get(1)?.[0]), "text");
  });

  it("have hyper-parameters of each type", () => {
    const given = { epsilon: 0.3, loss: "emma", tensorboard: true };
    const value = summaryOf(event(hyperParametersEvent(5, given))).get(
      "_hparams_/session_start_info",
    )!;
    const plugin = inner(value, 9, 1);
    assert.equal(String(plugin.get(1)?.[0]), "hparams");
    const entries = inner(plugin, 2, 3).get(1) ?? [];
    const read = entries.map((bytes) => {
      const entry = readMessage(bytes as Buffer);
      const [[field, [found]] = [0, []]] = [...inner(entry, 2)] as [number, unknown[]][];
      return [String(entry.get(1)?.[0]), field, String(found)];
    });
    assert.deepEqual(read, [
      ["epsilon", 2, "0.3"],
      ["loss", 3, "emma"],
      ["tensorboard", 4, "1"],
    ]);
  });
});
