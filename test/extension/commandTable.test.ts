import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { commandTable } from "../../src/extension/commands/commandTable.js";
import { runFolderOf, runFoldersOf } from "../../src/extension/runs/runFolderOf.js";

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8")) as unknown;
const menuItem = z.object({ command: z.string(), when: z.string().optional() });
const { contributes } = z
  .object({
    contributes: z.object({
      commands: z.array(
        z.object({ command: z.string(), title: z.string(), enablement: z.string().optional() }),
      ),
      menus: z.record(z.string(), z.array(menuItem)),
      walkthroughs: z.array(
        z.object({
          steps: z.array(
            z.object({
              id: z.string(),
              media: z.object({ svg: z.string() }),
              completionEvents: z.array(z.string()),
            }),
          ),
        }),
      ),
      viewsWelcome: z.array(z.object({ contents: z.string() })),
    }),
  })
  .parse(read("package.json"));
const texts = z.record(z.string(), z.string()).parse(read("package.nls.json"));

describe("commandTable", () => {
  it("has the commands of package.json, and no other", () => {
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(declared.sort(), Object.keys(commandTable).sort());
  });

  it("agrees with package.json on what needs trust and what the palette offers", () => {
    const hidden = (contributes.menus["commandPalette"] ?? [])
      .filter(({ when }) => when === "false")
      .map(({ command }) => command);
    for (const [id, { needsTrust, inPalette }] of Object.entries(commandTable)) {
      const declared = contributes.commands.find(({ command }) => command === id);
      assert.equal(declared?.enablement === "isWorkspaceTrusted", needsTrust, id);
      assert.equal(!hidden.includes(id), inPalette, id);
    }
  });

  it("has every command that a menu or a welcome view names", () => {
    const inMenus = Object.values(contributes.menus).flat();
    const links = Object.entries(texts)
      .filter(([key]) => /^(welcome|walkthrough)\./.test(key))
      .flatMap(([, text]) => [...text.matchAll(/\(command:(gloro\.\w+)\)/g)])
      .map(([, command = ""]) => command);
    assert.ok(links.includes("gloro.train"));
    for (const command of [...inMenus.map((item) => item.command), ...links]) {
      assert.ok(command in commandTable, command);
    }
  });

  it("has a picture for each step of the walkthrough, and something that completes it", () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.equal(steps.length, 5);
    for (const { id, media, completionEvents } of steps) {
      assert.ok(existsSync(media.svg), media.svg);
      assert.ok(completionEvents.length > 0, id);
    }
  });

  it("has a text for each %key% of package.json, and none for others", () => {
    const used = [...readFileSync("package.json", "utf8").matchAll(/"%([\w.]+)%"/g)];
    assert.deepEqual([...new Set(used.map(([, key]) => key))].sort(), Object.keys(texts).sort());
  });

  it("takes a run's folder from a path or a tree item, and from nothing else", () => {
    assert.equal(runFolderOf("/r"), "/r");
    assert.equal(runFolderOf({ kind: "run", folder: "/r" }), "/r");
    assert.equal(runFolderOf({ file: "/r/best.gloronet", run: { folder: "/r" } }), "/r");
    for (const other of [undefined, null, "r", { folder: 3 }, { path: "/r" }]) {
      assert.equal(runFolderOf(other), undefined);
    }
  });

  it("takes the folders of several runs from what is selected, or is given as a list", () => {
    const [a, b] = [{ folder: "/a" }, { folder: "/b" }];
    assert.deepEqual(runFoldersOf(a, undefined), ["/a"]);
    assert.deepEqual(runFoldersOf(a, [a, { kind: "group" }, b]), ["/a", "/b"]);
    assert.deepEqual(runFoldersOf({ kind: "remove", folders: ["/a", "/b", 3] }, undefined), [
      "/a",
      "/b",
    ]);
    assert.deepEqual(runFoldersOf(undefined, undefined), []);
  });
});
