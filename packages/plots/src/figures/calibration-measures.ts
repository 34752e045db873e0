import type { Measure } from '../layout/interval-panels.js';
import { estimate } from '../text/format.js';

/** The measures of calibration and discrimination that every comparison begins with. */
export const CALIBRATION_MEASURES: readonly Measure<'ece' | 'brier' | 'auroc'>[] = [
  { key: 'ece', title: 'ECE (lower is better)', include: [0], within: [0, 1], number: estimate },
  { key: 'brier', title: 'Brier score (lower is better)', include: [0], within: [0, 1], number: estimate },
  {
    key: 'auroc',
    title: 'AUROC (higher is better)',
    include: [0.5],
    within: [0, 1],
    reference: 0.5,
    number: estimate,
  },
];
