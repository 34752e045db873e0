// Figures
export { type LearningPoint, learningCurves } from './learning-curves.js';
export { type DiagramBin, type DiagramSeries, reliabilityDiagram } from './reliability-diagram.js';
export { type CurvePoint, rewardCurve } from './reward-curve.js';
// Rendering
export { toSvg } from './to-svg.js';
export { type CurveStep, trainingCurve } from './training-curve.js';
