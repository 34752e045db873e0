/**
 * A study of the rollouts each gradient estimator needs until held-out confidence is calibrated.
 *
 * The embedded policy, reward honest; everything but the estimator is the same. Every curve is appended to a
 * file as it is finished, and a curve that is there already is not made again.
 * Usage: pnpm benchmark sample-efficiency/study.ts [--seeds 1,2,3] [--steps 100] [--only name] [--out folder]
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBackend } from '@echo/compute/node';
import { createRng } from '@echo/core';
import { createEnvironment } from '@echo/env';
import { evalReport, evaluateAll } from '@echo/eval';
import { train } from '@echo/grpo';
import { loadNano } from '@echo/nano/node';
import { toSvg } from '@echo/plots/render';
import { presets } from '@echo/reward';
import { builtinTasks } from '@echo/tasks/node';
import { ESTIMATORS, type Estimator } from './estimators.js';
import { type Curve, curvesFigure, summaryTable } from './summary.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    steps: { type: 'string', default: '100' },
    only: { type: 'string' },
    out: { type: 'string', default: 'runs/sample-efficiency' },
  },
});
const steps = Number(values.steps);
const HELD_OUT = 500;
const PROMPTS = 32;
const GROUP = 4;
/** Steps between measurements. */
const EVERY = 10;

console.log((await loadBackend()).description);
const reward = presets.honest;
const dev = createRng('sample efficiency').shuffle(builtinTasks('dev'));
const [heldOut, tasks] = [dev.slice(0, HELD_OUT), dev.slice(HELD_OUT)];

mkdirSync(values.out, { recursive: true });
const file = join(values.out, 'curves.jsonl');
const curves: Curve[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Curve)
  : [];
for (const seed of values.seeds.split(',').map(Number)) {
  for (const estimator of ESTIMATORS.filter(
    ({ name }) => values.only === undefined || name === values.only,
  )) {
    if (curves.some((c) => c.estimator === estimator.name && c.seed === seed && c.steps === steps)) continue;
    const curve = await measured(estimator, seed);
    appendFileSync(file, `${JSON.stringify(curve)}\n`);
    curves.push(curve);
  }
}
const chosen = curves.filter((curve) => curve.steps === steps);
console.log(summaryTable(chosen));
writeFileSync(join(values.out, 'curves.svg'), await toSvg(curvesFigure(chosen)));

async function measured(estimator: Estimator, seed: number): Promise<Curve> {
  const policy = await loadNano({ seed, lora: { rank: 64, alpha: 64 } });
  const points: Curve['points'][number][] = [];
  const measure = async (step: number): Promise<void> => {
    const report = evalReport(
      await evaluateAll(policy, heldOut, { batchSize: PROMPTS * GROUP, failOnError: true }),
    );
    points.push({
      episodes: step * PROMPTS * GROUP,
      ece: report.ece.value ?? Number.NaN,
      brier: report.brier ?? Number.NaN,
      auroc: report.auroc ?? Number.NaN,
      accuracy: report.accuracy ?? Number.NaN,
    });
    console.log(estimator.name, seed, JSON.stringify(points.at(-1)));
  };
  try {
    await measure(0);
    const loop = train({
      policy,
      environment: () => createEnvironment({ tasks, reward }),
      reward,
      steps,
      seed,
      promptsPerStep: PROMPTS,
      groupSize: GROUP,
      learningRate: 1e-3,
      temperature: 0.8,
      topP: 1,
      maxTokens: 24,
      promptsPerMicroBatch: PROMPTS / 2,
      formatGuard: false,
      ...estimator.options({ reward, steps }),
    });
    for await (const { step } of loop) if (step % EVERY === 0 || step === steps) await measure(step);
  } finally {
    policy.dispose();
  }
  return { estimator: estimator.name, seed, steps, points };
}
