import { z } from "zod";
import { certificateSchema, sha256 } from "./certificateSchema.js";

/** The JSON Schema of certificate files, for programs that read them. */
export function certificateJsonSchema(): Record<string, unknown> {
  const file = certificateSchema.extend({ seal: sha256 });
  return {
    title: "GloRo certificate",
    ...z.toJSONSchema(file, { io: "input", target: "draft-7" }),
  };
}
