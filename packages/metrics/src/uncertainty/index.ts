// Intervals of a share

export {
  clopperPearsonInterval,
  type Interval,
  jeffreysInterval,
  wilsonInterval,
} from './proportion-interval.js';

// Bootstrap

export {
  type BootstrapMethod,
  type BootstrapOptions,
  bootstrapInterval,
  bootstrapIntervals,
  type Estimate,
  type Metric,
} from './bootstrap.js';

// Bands of a reliability curve

export { consistencyBars, type SimulationOptions } from './consistency-bars.js';
export { type CorpBandOptions, type CorpPoint, corpBands } from './corp-bands.js';

// Comparison of two models

export { type AurocComparison, compareAurocs } from './compare-aurocs.js';
export {
  compareModels,
  type Difference,
  type McNemar,
  type ModelComparison,
  mcNemarTest,
} from './compare-models.js';
