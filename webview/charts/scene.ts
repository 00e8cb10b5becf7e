import type { Ink } from "./palette.js";

/** A place in pixels, from the upper left. */
export type Place = readonly [x: number, y: number];

/** What a drawing is made of. */
export type Shape =
  | {
      readonly kind: "rectangle";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Ink;
      readonly opacity?: number;
    }
  | {
      readonly kind: "line";
      readonly points: readonly Place[];
      readonly stroke: Ink;
      readonly width: number;
      readonly dash?: readonly number[] | undefined;
      readonly opacity?: number;
    }
  | {
      readonly kind: "dot";
      readonly at: Place;
      readonly radius: number;
      readonly fill: Ink;
    }
  | {
      readonly kind: "text";
      readonly at: Place;
      readonly text: string;
      readonly fill: Ink;
      readonly size: number;
      readonly anchor: "start" | "middle" | "end";
      readonly bold?: boolean;
    };

/** A drawing, painted on a canvas or written as SVG. Texts stand on their baseline. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}
