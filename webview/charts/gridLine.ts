import type { Place, Shape } from "./scene.js";

const faint = 0.35;

/** A line to measure by; the one that values are counted from is plain to see. */
export function gridLine(from: Place, to: Place, isBase = false): Shape {
  const opacity = isBase ? 1 : faint;
  return { kind: "line", points: [from, to], stroke: "grid", width: 1, opacity };
}
