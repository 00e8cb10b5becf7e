import { describeFailure } from "../../trainer/describeFailure.js";
import { answers } from "./answers.js";
import type { FromInquiryProcess, InquiryKind, ToInquiryProcess } from "./inquiries.js";

// The inquiry process: answers until the host lets go of it.
process.on("message", (message: ToInquiryProcess) => {
  void answer(message);
});
process.on("disconnect", () => {
  process.exit(0);
});

async function answer<K extends InquiryKind>(message: ToInquiryProcess<K>): Promise<void> {
  const { id, kind, question } = message;
  const tell = (news: unknown) => {
    send({ id, type: "news", news });
  };
  try {
    send({ id, type: "answer", answer: await answers[kind](question, tell) });
  } catch (error) {
    send({ id, type: "error", ...describeFailure(error) });
  }
}

function send(message: FromInquiryProcess): void {
  // A host that is gone needs no answer.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
