import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fromPromptfoo } from '@echo/metrics/adapters';
import promptfoo from 'promptfoo';
import { inCode } from './calibration.ts';
import { BRIER, close, MEAN_LOG, RUN } from './expected.mjs';

const { stdout } = spawnSync(
  process.execPath,
  [
    'node_modules/promptfoo/dist/src/entrypoint.js',
    'eval',
    '--no-cache',
    '--no-write',
    '--output=results.json',
  ],
  { encoding: 'utf8' },
);
const file = JSON.parse(readFileSync('results.json', 'utf8'));
const results = file.results.results.toSorted((a, b) => a.testIdx - b.testIdx);
BRIER.forEach((score, i) => {
  close(results[i].namedScores['1 - Brier'], score, `the Brier assertion of test ${i}`);
});
const logs = results.slice(0, 4).map(({ namedScores }) => namedScores['log score']);
close(
  logs.reduce((sum, score) => sum + score / 4, 0),
  MEAN_LOG,
  'the mean log assertion',
);
assert.deepEqual(
  results.map(({ success }) => success),
  [true, true, false, true, false],
  'a threshold above the score fails, and so does a reply that cannot be read',
);

// Figures of the run, which the hook leaves in the metrics of the prompt
const { namedScores } = file.results.prompts[0].metrics;
for (const [name, value] of Object.entries(RUN)) close(namedScores[name], value, name);
assert.match(stdout, /n 4, accuracy 50\.0 %/);

// The file again, by the adapter
const predictions = fromPromptfoo(file, { confidence: (result) => result.namedScores.confidence });
assert.deepEqual(predictions.map(({ confidence }) => confidence).sort(), [0.3, 0.6, 0.8, 0.9]);

const summary = await promptfoo.evaluate(
  {
    prompts: ['{{question}}'],
    providers: ['file://provider.ts'],
    tests: [{ vars: { question: 'Who wrote Emma?', expected: 'Jane Austen' }, assert: [inCode] }],
  },
  { cache: false },
);
close(summary.results[0].score, BRIER[2], 'the Brier assertion in code');
