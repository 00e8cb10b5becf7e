import * as z from "zod";
import { mustBe } from "../mustBe.js";
import { count } from "./numbers.js";
import { strictObject } from "./strictObject.js";
import { text } from "./text.js";

const path = text("a path");

const filesSchema = strictObject({
  images: path.describe("A file of images, relative to the config's folder."),
  labels: path.describe("A file with their labels."),
});

const aShare = mustBe("a number between 0 and 1");

const partsSchema = strictObject({
  path: path.exactOptional().describe("mnist, or a file or folder."),
  train: filesSchema.exactOptional().describe("In place of path: the training split's files."),
  test: filesSchema.exactOptional().describe("The test split's files. Default: some are held out."),
  classes: count.exactOptional().describe("The number of classes. Default: the data tell."),
  testFraction: z
    .number(aShare)
    .gt(0, aShare)
    .lt(1, aShare)
    .exactOptional()
    .describe("The share held out for testing, where there is one split. Default: 0.1."),
}).refine(
  ({ path, train, test }) => (path === undefined ? train !== undefined : !train && !test),
  mustBe("an object with either path, or train and perhaps test"),
);

/** Where images and labels come from. */
export const dataSchema = z
  .union([path, partsSchema], mustBe('"mnist", a path, or an object with path or train'))
  .meta({
    description: "The data set: mnist, a path relative to the config's folder, or its parts.",
    examples: ["mnist", "data/cifar10", { path: "digits.npz", testFraction: 0.2 }],
  });

/** `data` of a config. */
export type ConfigData = z.output<typeof dataSchema>;
