export type { Translate } from "../runs/translate.js";
