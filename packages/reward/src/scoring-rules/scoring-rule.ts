import type { Probability } from '@echo/core';

/** Scores the report p when the outcome is 1 (right) or 0 (wrong), or a rate between. Proper when no report scores better in expectation than the truth. */
export type ScoringRule = (p: Probability, outcome: Probability) => number;
