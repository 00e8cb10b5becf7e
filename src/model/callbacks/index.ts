export type { Callback, FitContext } from "./callback.js";
export { EpsilonScheduler, LearningRateScheduler, TradesScheduler } from "./schedulers.js";
export type { SchedulerOptions } from "./schedulers.js";
export { UpdatePowerIterates } from "./updatePowerIterates.js";
export type { UpdatePowerIteratesOptions } from "./updatePowerIterates.js";
