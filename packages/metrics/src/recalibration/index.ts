// Maps

export { applyRecalibration, type IdentityMap, type Recalibration } from './recalibration.js';
export { recalibrationFromJson } from './recalibration-from-json.js';

// Choice of a map

export { type BestRecalibration, type FitBestOptions, fitBest, type HeldOutGain } from './fit-best.js';

// Parametric fits

export { type BetaMap, fitBeta } from './beta.js';
export { fitLogistic, fitPlatt, type PlattMap } from './platt.js';
export { fitTemperature, type TemperatureMap } from './temperature.js';

// Fits by bins and order

export { type BayesianBinningMap, fitBayesianBinning } from './bayesian-binning.js';
export { fitHistogram, type HistogramMap } from './histogram.js';
export { applyIsotonic, fitIsotonic, type IsotonicMap } from './isotonic.js';
export { applyVennAbers, fitVennAbers, type VennAbersMap, type VennAbersPrediction } from './venn-abers.js';
