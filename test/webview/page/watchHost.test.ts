import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { watchHost } from "../../../webview/page/watchHost.js";

const longMs = 10_000;

/** A page whose host answers each question when `answer` is called; `told` is what the page was told. */
function page() {
  const told: boolean[] = [];
  const answers: (() => void)[] = [];
  let onVisibility: () => void = () => undefined;
  const seen = {
    visibilityState: "visible",
    addEventListener: (_: string, listener: () => void) => {
      onVisibility = listener;
    },
  };
  watchHost(
    () => new Promise((resolve) => answers.push(resolve)),
    (isAlive) => told.push(isAlive),
    seen,
  );
  return {
    told,
    asked: () => answers.length,
    pass: async (ms: number) => {
      mock.timers.tick(ms);
      await turn();
    },
    answer: async () => {
      answers.at(-1)?.();
      await turn();
    },
    show: (state: "visible" | "hidden") => {
      seen.visibilityState = state;
      onVisibility();
    },
  };
}

describe("watchHost", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("asks again and again while the host answers, and says nothing", async () => {
    const { told, asked, pass, answer } = page();
    for (let question = 1; question < 4; question++) {
      assert.equal(asked(), question);
      await answer();
      await pass(longMs);
    }
    assert.deepEqual(told, []);
  });

  it("tells once that no answer comes, and that one comes after all", async () => {
    const { told, asked, pass, answer } = page();
    await pass(longMs - 1);
    assert.deepEqual(told, []);
    await pass(1);
    await pass(longMs * 10);
    assert.deepEqual(told, [false]);
    assert.equal(asked(), 1);
    await answer();
    assert.deepEqual(told, [false, true]);
    await pass(longMs);
    assert.equal(asked(), 2);
  });

  it("asks nothing while the page is hidden, and at once when it is seen again", async () => {
    const { asked, pass, answer, show } = page();
    await answer();
    show("hidden");
    await pass(longMs * 10);
    assert.equal(asked(), 1);
    show("visible");
    assert.equal(asked(), 2);
    show("visible");
    assert.equal(asked(), 2);
  });
});
