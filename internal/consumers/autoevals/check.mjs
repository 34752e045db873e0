import assert from 'node:assert/strict';
import { BRIER, close, MEAN_BRIER, MEAN_LOG } from './expected.mjs';
import { experiment, pairing } from './experiment.ts';

const { scores } = experiment.summary;
close(scores['1 - Brier'].score, MEAN_BRIER, 'the mean Brier scorer of Braintrust');
close(scores['log score'].score, MEAN_LOG, 'the mean log scorer of Braintrust');
BRIER.forEach((score, i) => {
  close(experiment.results[i].scores['1 - Brier'], score, `the Brier scorer of item ${i}`);
});
assert.equal(experiment.results[4].scores['1 - Brier'], null);
close(pairing.score, MEAN_BRIER, 'the pairing of autoevals');
