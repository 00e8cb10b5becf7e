/** Prints the table "Bounds against the truth" of docs/soundness.md: `npm run bounds:table`. */
import { measureAll, samples } from "./boundsAgainstTruth.js";

const above = (ratio: number) => `${(100 * Math.max(0, ratio - 1)).toPrecision(2)}%`;

console.log("| layers | count | method | mean above the norm | worst |");
console.log("| --- | --: | --- | --: | --: |");
for (const sample of samples) {
  const { ratios, methods } = measureAll(sample);
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const worst = Math.max(...ratios);
  const figures = [sample.kind, sample.count, methods.join(", "), above(mean), above(worst)];
  console.log(`| ${figures.join(" | ")} |`);
}
