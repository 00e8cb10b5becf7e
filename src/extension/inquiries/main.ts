import { describeFailure } from "../../trainer/describeFailure.js";
import { answers } from "./answers.js";
import type { FromInquiryProcess, ToInquiryProcess } from "./inquiries.js";

// The inquiry process: answers until the host lets go of it.
process.on("message", (message: ToInquiryProcess) => {
  void answer(message);
});
process.on("disconnect", () => {
  process.exit(0);
});

async function answer(message: ToInquiryProcess): Promise<void> {
  try {
    send({ id: message.id, type: "answer", answer: await ask(message) });
  } catch (error) {
    send({ id: message.id, type: "error", ...describeFailure(error) });
  }
}

function ask(message: ToInquiryProcess): Promise<unknown> {
  const tell = (news: unknown) => {
    send({ id: message.id, type: "news", news });
  };
  switch (message.kind) {
    case "engines":
      return answers.engines(message.question, tell);
    case "findings":
      return answers.findings(message.question, tell);
    case "newRun":
      return answers.newRun(message.question, tell);
    case "configOfRun":
      return answers.configOfRun(message.question, tell);
    case "modelConfig":
      return answers.modelConfig(message.question, tell);
    case "examineModel":
      return answers.examineModel(message.question, tell);
    case "certifyModel":
      return answers.certifyModel(message.question, tell);
    case "freezeModel":
      return answers.freezeModel(message.question, tell);
    case "unfreezeModel":
      return answers.unfreezeModel(message.question, tell);
    case "exportModel":
      return answers.exportModel(message.question, tell);
    default:
      return message satisfies never;
  }
}

function send(message: FromInquiryProcess): void {
  // A host that is gone needs no answer.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
