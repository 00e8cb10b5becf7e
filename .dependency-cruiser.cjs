/** Each folder, and the folders it may import. Whatever is not listed is forbidden. */
const mayImport = {
  gloro: [],
  threads: [],
  engine: ["gloro", "formats", "threads"],
  data: ["gloro", "threads"],
  formats: ["gloro", "threads"],
  certify: ["gloro", "threads"],
  verify: ["gloro", "formats", "certify"],
  runs: ["gloro", "data", "formats"],
  model: ["gloro", "engine", "data", "formats", "runs"],
  trainer: ["gloro", "engine", "data", "formats", "certify", "verify", "runs", "model"],
  cli: ["gloro", "engine", "data", "formats", "certify", "runs", "model", "trainer"],
  extension: ["gloro", "engine", "data", "formats", "certify", "runs", "model", "trainer"],
};

const oneWay = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports-one-way`,
  severity: "error",
  comment: `src/${folder} may import only from: ${["itself", ...allowed].join(", ")}.`,
  from: { path: `^src/${folder}/` },
  to: { path: "^(src|webview)/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle hides which of two files comes first.",
      from: {},
      // An import of types alone is gone at run time, and with it the cycle.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "method-runs-anywhere",
      severity: "error",
      comment: "The method runs in a browser too: no Node, no vscode.",
      from: { path: "^src/gloro/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "certificates-without-tfjs",
      severity: "error",
      comment: "A certificate may not rest on the code that trained: Float64, no TF.js.",
      from: { path: "^src/certify/" },
      to: { path: "node_modules/@tensorflow/", reachable: true },
    },
    {
      name: "verifies-by-its-own-path",
      severity: "error",
      comment:
        "A check may not rest on the code that it checks: words, and rounding outward, are all it shares.",
      from: { path: "^src/verify/" },
      to: {
        path: "^src/certify/",
        pathNot: "^src/certify/(layers|upperBound|affineBound|nextFloat)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "verifies-without-tfjs",
      severity: "error",
      comment: "A check may not rest on the code that trained.",
      from: { path: "^src/verify/" },
      to: { path: "node_modules/@tensorflow/", reachable: true },
    },
    {
      name: "vscode-only-in-extension",
      severity: "error",
      comment: "Only the extension host knows VS Code.",
      from: { pathNot: "^src/extension/" },
      to: { path: "^vscode$" },
    },
    {
      name: "webview-shares-only-messages",
      severity: "error",
      comment: "Browser code shares only message types with the host.",
      from: { path: "^webview/" },
      to: { path: "^src/", pathNot: "^src/[a-z/]+/messages\\.ts$" },
    },
    {
      name: "declared-dependencies",
      severity: "error",
      comment: "Every package used is a dependency in package.json.",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
