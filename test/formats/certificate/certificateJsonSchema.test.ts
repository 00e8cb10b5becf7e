import assert from "node:assert/strict";
import { z } from "zod";
import { certificateJsonSchema } from "../../../src/formats/certificate/certificateJsonSchema.js";
import type { CertificateContent } from "../../../src/formats/certificate/certificateSchema.js";
import { certificateText } from "../../../src/formats/certificate/certificateText.js";

const digest = "0123456789abcdef".repeat(4);
const content: CertificateContent = {
  format: "gloro-certificate",
  version: 1,
  model: { name: "net.gloronet", sha256: digest },
  data: { name: "some images", sha256: digest, examples: 1 },
  epsilons: [0.3],
  assumptions: ["Sums are computed."],
  layers: [
    {
      name: "conv2d_1",
      kind: "conv2d",
      bound: 1.5,
      proof: { method: "torus", parameters: { sides: [16, 16], twists: [0, 0.5], sigma: 1.4 } },
      rounding: { magnitude: 3, offset: 0.5, additions: 9, roundings: 3 },
    },
  ],
  subLipschitz: 1.5,
  lipschitzConstants: [
    [-1, 2],
    [2, -1],
  ],
  inputs: [
    { logits: [1, NaN], prediction: -1, label: 0, radii: [0] },
    { logits: [1, 0], prediction: 0, label: 0, radii: [Infinity], lookedCloser: true },
  ],
  summary: { correct: 1, rejected: 1, robust: [1] },
};

describe("certificateJsonSchema", () => {
  const schema = z.fromJSONSchema(certificateJsonSchema());
  const accepts = (text: string) => schema.safeParse(JSON.parse(text)).success;
  const text = certificateText(content);

  it("takes a certificate as it is written, with what is not finite", () => {
    assert.match(text, /"radii":\["Infinity"\]/);
    assert.ok(accepts(text));
  });

  it("refuses a member that is missing, another one, and a value of another kind", () => {
    const altered: readonly [from: string | RegExp, to: string][] = [
      [/,"seal":.*\}/, "}"],
      ['"offset":0.5,', ""],
      ['"version":1', '"version":1,"other":2'],
      ['"rejected":1', '"rejected":-1'],
      ['"Infinity"', '"infinite"'],
      ['"torus"', '"gram"'],
      ['"sha256":"0', '"sha256":"x'],
    ];
    for (const [from, to] of altered) {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      assert.ok(!accepts(changed), to || String(from));
    }
  });
});
