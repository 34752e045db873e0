import type { Probability } from '@echo/core';

/**
 * A scoring rule: the score of the report p when the outcome is 1 (correct), 0 (incorrect) or a rate between.
 *
 * Proper when no report has a higher expected score than the truth.
 */
export type ScoringRule = (p: Probability, outcome: Probability) => number;
