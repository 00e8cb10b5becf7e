import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askAlone } from "../../../src/extension/inquiries/askAlone.js";
import { Inquirer } from "../../../src/extension/inquiries/inquirer.js";
import type { SampleFinding } from "../../../src/extension/samples/messages.js";
import { certifyFile } from "../../../src/trainer/certifyFile.js";
import { fixtureFile } from "../../cli/models/fixtureFile.js";
import { bytesOf, npyFile } from "../../data/arrayFiles.js";
import { readInputs, readOutputs } from "../../model/readFixture.js";
import { temporaryFolder } from "../../runs/temporaryFolder.js";

/** The inputs of a fixture as data; every second label is the class that Python predicts. */
async function dataOf(name: string): Promise<string> {
  const folder = join(temporaryFolder(), name);
  mkdirSync(folder);
  const { shape, data } = await readInputs(name);
  const labels = Int32Array.from(readOutputs(name).logits, (logits, example) => {
    const predicted = logits.indexOf(Math.max(...logits));
    return example % 2 === 0 ? predicted : (predicted + 1) % logits.length;
  });
  writeFileSync(join(folder, "x.npy"), npyFile("<f4", shape, bytesOf(data)));
  writeFileSync(join(folder, "y.npy"), npyFile("<i4", [labels.length], bytesOf(labels)));
  return folder;
}

async function explore(name: string, data: string) {
  const found: SampleFinding[] = [];
  const question = { file: fixtureFile(name), data };
  const onNews = (finding: SampleFinding) => found.push(finding);
  await askAlone("exploreSamples", question, { signal: new AbortController().signal, onNews });
  const types = found.map(({ type }) => type).filter((type) => type !== "activity");
  const [first] = found.flatMap((each) => (each.type === "samples" ? [each.samples] : []));
  const [proven] = found.flatMap((each) => (each.type === "proven" ? [each.certified] : []));
  return { types, samples: first!, proven: proven! };
}

describe("exploreSamples", () => {
  it("tells estimates as Python has them, then the radii that a certificate proves", async () => {
    for (const name of ["readme_mlp", "zoo"]) {
      const data = await dataOf(name);
      const { types, samples, proven } = await explore(name, data);
      assert.deepEqual(types, ["samples", "proven"]);
      const { certified, labels, predictions, count } = samples;
      assert.deepEqual([certified.isProven, proven.isProven], [false, true]);
      const python = readOutputs(name);
      assert.equal(count, python.logits.length);
      const { points } = await certifyFile(fixtureFile(name), { data });
      for (const [example, logits] of python.logits.entries()) {
        const told = `${name}, ${example}`;
        assert.equal(predictions[example], logits.indexOf(Math.max(...logits)), told);
        const radius = python.certified_radius[example]!;
        assert.ok(Math.abs(certified.radii[example]! - radius) < 1e-3 * radius + 1e-6, told);
        assert.equal(proven.radii[example], Math.max(0, points[example]!.certifiedRadius!), told);
        const isRight = labels[example] === predictions[example];
        assert.equal(isRight, example % 2 === 0);
        assert.ok(proven.rightRadii[example]! >= 0 === isRight, told);
        // The class that limits the radius is the one whose overtaking is the nearest.
        const j = predictions[example];
        const distances = python.lipschitz_constant[j]!.map((constant, i) =>
          i === j ? Infinity : (logits[j]! - logits[i]!) / constant,
        );
        assert.equal(proven.rivals[example], distances.indexOf(Math.min(...distances)), told);
      }
    }
  });

  it("tells of a relaxed net how many classes are certified, and as many at ε as Python", async () => {
    const name = "rtk3";
    const { samples, proven } = await explore(name, await dataOf(name));
    const { epsilon, guarantee } = readOutputs(name);
    const certified = Array.from(proven.radii).filter((radius) => radius > epsilon).length;
    const inPython = guarantee.filter((each) => each.some((holds) => Boolean(holds))).length;
    assert.ok(inPython > 0 && Math.abs(certified - inPython) <= 1, `${certified}, ${inPython}`);
    assert.ok(Array.from(proven.tops).some((top) => top > 1));
    assert.equal(samples.tile.channels, 1);
  });

  it("refuses data that do not fit the model", async () => {
    await assert.rejects(explore("zoo", await dataOf("readme_mlp")), /Name data that fit/);
  });
});

describe("sampleProbe", () => {
  const inquirer = new Inquirer();
  after(() => {
    inquirer.dispose();
  });

  it("finds, beyond what is certified, an input that is answered otherwise", async () => {
    const subject = { file: fixtureFile("readme_mlp"), data: await dataOf("readme_mlp") };
    const { proven } = await explore("readme_mlp", subject.data);
    let found = 0;
    for (const example of [0, 1, 2]) {
      const beyond = proven.radii[example]!;
      const target = { example, top: 1, beyond };
      const sample = await inquirer.ask("inspectSample", { ...subject, example });
      const attack = await inquirer.ask("attackSample", { ...subject, target });
      if (!attack.found) continue;
      found++;
      const { distance, image, logits } = attack.found;
      const moved = Math.hypot(...image.map((value, index) => value - sample.image[index]!));
      assert.ok(Math.abs(moved - distance) < 1e-5 && distance >= beyond, `${moved}, ${distance}`);
      assert.ok(image.every((value) => value >= 0 && value <= 1));
      const best = (values: Float32Array) => values.indexOf(Math.max(...values));
      assert.notEqual(best(logits), best(sample.logits));
    }
    assert.ok(found > 0);
  });

  it("gives tiles as bytes, and refuses an example that is not there", async () => {
    const data = await dataOf("zoo");
    const pixels = await inquirer.ask("samplePixels", { data, examples: [3, 1] });
    assert.ok(pixels instanceof Uint8Array && pixels.length === 2 * 12 * 12);
    const question = { file: fixtureFile("zoo"), data, example: 99 };
    await assert.rejects(inquirer.ask("inspectSample", question), /none of the number 99/);
  });
});
