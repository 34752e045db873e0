import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { BRIER, close, MEAN_LOG, RUN } from './expected.mjs';
import { runExperiment } from './experiment.ts';

// A stand-in for the server, which keeps the scores that the client sends
const sent = [];
const server = createServer(async (request, response) => {
  const chunks = await request.toArray();
  const { batch = [] } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
  sent.push(...batch.map(({ body }) => body));
  response.writeHead(207, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ successes: batch.map(({ id }) => ({ id, status: 201 })), errors: [] }));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

const result = await runExperiment(`http://127.0.0.1:${server.address().port}`);
server.close();
server.closeAllConnections();

const scoreOf = (evaluations, name) => evaluations.find((evaluation) => evaluation.name === name)?.value;
BRIER.forEach((score, i) => {
  close(scoreOf(result.itemResults[i].evaluations, '1 - Brier'), score, `the Brier evaluator of item ${i}`);
});
const logs = result.itemResults.slice(0, 4).map(({ evaluations }) => scoreOf(evaluations, 'log score'));
close(
  logs.reduce((sum, score) => sum + score / 4, 0),
  MEAN_LOG,
  'the mean log evaluator',
);
assert.deepEqual(result.itemResults[4].evaluations, []);
for (const [name, value] of Object.entries(RUN)) close(scoreOf(result.runEvaluations, name), value, name);
assert.match(await result.format(), /Brier score/);
assert.equal(sent.filter(({ name }) => name === '1 - Brier').length, 4);
