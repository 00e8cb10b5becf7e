import * as z from "zod";
import { configKeys } from "./config.js";

/** The JSON Schema of config files, with which an editor completes, explains and checks them. */
export function configJsonSchema(): Record<string, unknown> {
  return {
    title: "GloRo training config",
    allowComments: true,
    allowTrailingCommas: true,
    ...z.toJSONSchema(configKeys, { io: "input", target: "draft-7" }),
  };
}
