/**
 * Every elicitation method against a server with OpenAI's chat route that runs a language model:
 * `tsx openai-server.ts BASE_URL MODEL [TASKS] [LOG-PROBS yes|no]`.
 *
 * Prints the table of methods; fails when a call fails, or when a method is supported that should not be, or
 * the other way round.
 */
import assert from 'node:assert/strict';
import { createRng } from '@echo/core';
import { compareMethods, methodTable } from '@echo/eval';
import { openAICompatible } from '@echo/eval/openai';
import { sampleTasks } from '@echo/tasks';
import { builtinTasks } from '@echo/tasks/node';

const [baseUrl = '', model = '', count = '6', logProbs = 'yes'] = process.argv.slice(2);
const completer = openAICompatible({ baseUrl, model });
const tasks = sampleTasks(builtinTasks('dev'), Number(count), createRng(0));

const { rows } = await compareMethods(completer, tasks, {
  concurrency: 1,
  sampling: { maxTokens: 64, seed: 1 },
  summary: { resamples: 200 },
});
process.stdout.write(`${methodTable(rows)}\n`);
const needLogProbs = new Set(['confidence-expectation', 'sequence-likelihood', 'p-true']);
for (const { name, n, failed, unsupported, tokensPerQuestion } of rows) {
  assert.equal(failed, 0, `${name}: ${failed} calls failed`);
  const isExpected = needLogProbs.has(name.split('/')[0] ?? '') && logProbs === 'no';
  assert.equal(unsupported !== null, isExpected, `${name}: ${unsupported ?? 'should not be supported'}`);
  if (isExpected) continue;
  assert.equal(n, tasks.length);
  assert.ok((tokensPerQuestion ?? 0) > 0, `${name}: no tokens`);
}

let streamed = '';
for await (const piece of completer.stream?.([{ role: 'user', content: 'Count to three.' }], {
  maxTokens: 12,
  temperature: 0,
}) ?? [])
  streamed += piece;
assert.ok(streamed.length > 0, 'nothing was streamed');
