import type { Certificate, CertifiedExample, CertifiedModel } from "../trainer/certificate.js";

/**
 * A certificate for other programs (docs/cli.md): `model` and `inputs` have the words and the forms of the
 * Python library, so that one program reads both.
 */
export function certificateDocument({ model, points, ...rest }: Certificate): object {
  return {
    ...rest,
    proof: undefined,
    model: modelDocument(model, rest.epsilon),
    inputs: points.map(inputDocument),
  };
}

function modelDocument(
  { lipschitzConstant, subLipschitz, layers }: CertifiedModel,
  epsilon: number,
): object {
  return {
    lipschitz_constant: lipschitzConstant,
    sub_lipschitz: subLipschitz,
    epsilon,
    layers: layers.map(({ name, kind, bound, estimate, method, rounding }) => ({
      name,
      kind,
      bound: bound ?? null,
      estimate,
      method,
      ...(rounding && { rounding }),
    })),
  };
}

function inputDocument({
  logits,
  prediction,
  label,
  certifiedRadius,
  estimatedRadius,
  guarantee,
}: CertifiedExample): object {
  return {
    logits,
    prediction,
    label,
    certified_radius: certifiedRadius ?? null,
    estimated_radius: estimatedRadius,
    ...(guarantee && { guarantee: guarantee.map(Number) }),
  };
}
