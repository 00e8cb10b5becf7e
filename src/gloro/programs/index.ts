export { converge, DivergedError } from "./converge.js";
export type { ConvergeOptions } from "./converge.js";
export { convergeIterates } from "./convergeIterates.js";
export type { ConvergeIteratesOptions } from "./convergeIterates.js";
export { evaluationStep } from "./evaluationStep.js";
export type { EvaluationStepOptions } from "./evaluationStep.js";
export { trainingStep } from "./trainingStep.js";
export type { TrainingStepOptions } from "./trainingStep.js";
