import type { EngineReport } from "../../engine/engine.js";
import type { ConfigProblem } from "../../runs/configProblem.js";
import type { Inquiries, InquiryKind, News } from "./inquiries.js";

type Answers = {
  readonly [K in InquiryKind]: (
    question: Inquiries[K]["question"],
    tell: (news: News<K>) => void,
  ) => Promise<Inquiries[K]["answer"]>;
};

/** Who answers what; each loads what it needs when it is first asked. */
export const answers: Answers = {
  engines,
  installTensorflow: async ({ cuda }, tell) => {
    const { installTensorflow } = await import("../../engine/tensorflow/install/install.js");
    // A host that waits no more ends this process: what downloads for it must end too.
    const ended = new AbortController();
    process.once("SIGTERM", () => process.exit());
    process.once("exit", () => {
      ended.abort();
    });
    const { version } = await installTensorflow({ cuda, onProgress: tell, signal: ended.signal });
    return { version };
  },
  findings: async ({ text, file }) => {
    const { configFindings } = await import("../../runs/configFindings.js");
    // Only a config that names an engine waits for the engines' libraries.
    const reports = /"engine"/.test(text) ? (await engines()).reports : [];
    return configFindings(text, file, (config) => engineProblems(config, reports));
  },
  newRuns: async (question) => {
    const { newRuns } = await import("./newRuns.js");
    return newRuns(question);
  },
  configOfRun: async ({ folder }) => {
    const { openRun } = await import("../../runs/runFolder.js");
    const { shortConfig } = await import("../../runs/shortConfig.js");
    return `${JSON.stringify(shortConfig(openRun(folder).config), null, 2)}\n`;
  },
  modelConfig: async ({ file }) => {
    const { readGloronetConfig } = await import("../../formats/gloronet/readGloronet.js");
    return readGloronetConfig(file);
  },
  describeModel: async ({ file }) => {
    const { describeModel } = await import("./describeModel.js");
    return describeModel(file);
  },
  examineModel: async ({ file }, tell) => {
    const { examineModel } = await import("./examineModel.js");
    await examineModel(file, tell);
    return null;
  },
  certifyModel: async ({ file, data, radii, out }, tell) => {
    const [{ certifyFile }, { certificateView }] = await Promise.all([
      import("../../trainer/certifyFile.js"),
      import("./certificateView.js"),
    ]);
    return certificateView(await certifyFile(file, { data, epsilons: radii, out, report: tell }));
  },
  saveCertificate: async ({ file, out }) => {
    const [{ readFile }, { replaceFile }] = await Promise.all([
      import("node:fs/promises"),
      import("../../formats/replaceFile.js"),
    ]);
    replaceFile(out, await readFile(file));
    return null;
  },
  readCertificate: async ({ file }) => {
    const { certificateFileView } = await import("./certificateFileView.js");
    return certificateFileView(file);
  },
  verifyCertificate: async ({ certificate, model, data }, tell) => {
    const [{ verifyFile }, { verificationView }] = await Promise.all([
      import("../../trainer/verifyFile.js"),
      import("./verificationView.js"),
    ]);
    return verificationView(await verifyFile({ certificate, model, data, report: tell }));
  },
  exploreSamples: async (question, tell) => {
    const { exploreSamples } = await import("./exploreSamples.js");
    await exploreSamples(question, tell);
    return null;
  },
  samplePixels: async ({ data, examples }) => (await sampleProbe()).pixels(data, examples),
  inspectSample: async ({ example, ...subject }) => (await sampleProbe()).inspect(subject, example),
  attackSample: async ({ target, ...subject }) => (await sampleProbe()).attack(subject, target),
  evaluateModel: async ({ file, data }) => {
    const { evaluateFile } = await import("../../trainer/evaluateFile.js");
    return evaluateFile(file, { data });
  },
  attackModel: async ({ file, data, limit }, onProgress) => {
    const { attackFile } = await import("../../trainer/attackFile.js");
    const { inputs, ...attack } = await attackFile(file, { data, limit, onProgress });
    const broken = attack.certificates.broken.map((example) => {
      const { radius = NaN, smallest = NaN } = inputs[example] ?? {};
      return { example, radius, smallest };
    });
    return { ...attack, broken };
  },
  freezeModel: async ({ file, out }) => {
    const { freezeNet } = await import("../../model/files/refreezeNet.js");
    const { frozen } = await freezeNet(file, out);
    return { frozen };
  },
  unfreezeModel: async ({ file, out }) => {
    const { unfreezeNet } = await import("../../model/files/refreezeNet.js");
    await unfreezeNet(file, out);
    return null;
  },
  exportModel: async ({ file, to, out }) => {
    const { exportNet } = await import("../../model/files/exportNet.js");
    await exportNet(file, { to, out });
    return null;
  },
};

async function sampleProbe() {
  const { sampleProbe } = await import("./sampleProbe.js");
  return sampleProbe;
}

async function engines(): Promise<Inquiries["engines"]["answer"]> {
  const [{ defaultEngine, describeEngines, engineNames }, { latestChoice }] = await Promise.all([
    import("../../engine/index.js"),
    import("../../trainer/engineChoice/choiceMemory.js"),
  ]);
  const choice = latestChoice();
  const used = engineNames.find((name) => name === choice?.name) ?? defaultEngine;
  return { reports: await describeEngines(), used, ...(choice && { choice }) };
}

function engineProblems(config: unknown, reports: readonly EngineReport[]): ConfigProblem[] {
  if (typeof config !== "object" || config === null || !("engine" in config)) return [];
  const report = reports.find(({ name }) => name === config.engine);
  if (!report || report.available) return [];
  const runs = reports.filter(({ available }) => available).map(({ name }) => name);
  return [
    {
      path: ["engine"],
      message: `The engine ${report.name} does not run on this machine: ${report.why ?? report.detail} Those that do: ${["auto", ...runs].join(", ")}.`,
    },
  ];
}
