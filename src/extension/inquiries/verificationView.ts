import type { Verification } from "../../trainer/verifyFile.js";
import type { VerificationView } from "../certificates/messages.js";

const mostFailures = 10;
/** Layers' names, which the file chooses, are in the sentences. */
const longestText = 500;

/** What became of a certificate's claims, as a report shows it. */
export function verificationView({
  model,
  data,
  isVerified,
  claims,
}: Verification): VerificationView {
  return {
    model,
    data,
    isVerified,
    claims: claims.map(({ claim, failures }) => ({
      claim: shortened(claim),
      failures: failures.slice(0, mostFailures).map(shortened),
      more: Math.max(0, failures.length - mostFailures),
    })),
  };
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
