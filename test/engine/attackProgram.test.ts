import { createEngine } from "../../src/engine/index.js";
import { attackObjectives } from "../../src/gloro/attacks/objectives.js";
import { attackStep } from "../../src/gloro/programs/index.js";
import { runEagerly } from "../gloro/eager.js";
import { randomState } from "../gloro/state.js";
import { assertSameTensors } from "./assertSame.js";
import { exampleNetworks } from "./exampleNetworks.js";
import { engineTolerance, installedEngines, networksFor } from "./installedEngines.js";
import { floats, seededTensors } from "./seededTensors.js";

const batchSize = 9;

for (const name of installedEngines)
  describe(`the engine ${name}`, () => {
    for (const networkName of networksFor(name))
      for (const objective of attackObjectives)
        it(`takes an attack's step as TF.js does: ${networkName}, ${objective}`, async () => {
          const network = exampleNetworks[networkName]!;
          const program = attackStep({ network, objective, batchSize, range: [0, 1] });
          const state = randomState(network, 3);
          const perExample = (value: number) => floats([batchSize], Array(batchSize).fill(value));
          const classes = (mask: number[]) =>
            floats([batchSize, 3], Array.from({ length: batchSize }, () => mask).flat());
          const inputs = {
            ...seededTensors(program.inputs, 7),
            radii: perExample(0.4),
            stepSizes: perExample(0.3),
            top: classes([0, 1, 0]),
            rivals: classes([1, 0, 1]),
          };
          const loaded = await (await createEngine(name, { threads: 1 })).load([program], state);
          try {
            const outputs = await loaded.run(program.name, inputs);
            const eager = runEagerly(program, state, inputs);
            assertSameTensors(outputs, eager.outputs, networkName, engineTolerance[name]);
          } finally {
            await loaded.dispose();
          }
        });
  });
