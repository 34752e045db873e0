import assert from 'node:assert/strict';
import { BRIER, close, MEAN_BRIER, MEAN_LOG } from './expected.mjs';
import { itemsOfWorkflow, ofAgent, ofWorkflow } from './runs.ts';

close(ofWorkflow.scores.brier, MEAN_BRIER, 'the mean Brier scorer of a workflow');
close(ofWorkflow.scores['log-score'], MEAN_LOG, 'the mean log scorer of a workflow');
assert.equal(ofWorkflow.verdict, 'passed');
assert.deepEqual(ofWorkflow.summary.notScorable, { brier: 1, 'log-score': 1 });
const scores = itemsOfWorkflow.flatMap(({ score }) => (score === undefined ? [] : [score]));
scores.sort().forEach((score, i) => {
  close(score, BRIER.toSorted()[i], `the Brier scorer of item ${i}`);
});
assert.ok(itemsOfWorkflow.some(({ reason }) => reason === 'stated 60 %, incorrect'));
close(ofAgent.scores.brier, MEAN_BRIER, 'the mean Brier scorer of an agent');
