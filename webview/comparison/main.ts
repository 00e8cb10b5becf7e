import type { ComparisonAction, ToComparison } from "../../src/extension/comparison/messages.js";
import { startPage } from "../page/startPage.js";
import { ComparisonPage } from "./comparisonPage.js";

startPage<ComparisonAction, ToComparison>(
  "comparison",
  (root, surroundings) => new ComparisonPage(root, surroundings),
);
