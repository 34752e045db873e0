import { describe, expect, test } from 'vitest';
import * as autoevals from '../autoevals/index.js';
import * as evalite from '../evalite/index.js';
import { brierScore, logLoss } from '../index.js';
import * as langfuse from '../langfuse/index.js';
import * as mastra from '../mastra/index.js';
import * as promptfoo from '../promptfoo/index.js';
import * as vitestEvals from '../vitest-evals/index.js';
import type { ScorerOptions } from './item-scorer.js';

interface Reply {
  readonly output: unknown;
}

/** What a scorer finds in an output: the score, or what stands for none. */
type Score = (output: unknown, options?: ScorerOptions<Reply>) => Promise<number | null | undefined>;

/** The module of Mastra, as far as a scorer's steps need it. */
const mastraEvals = {
  createScorer: (config: { id: string }) => ({ steps: [] as Step[], ...config, ...builder }),
  notScorable: (reason?: string) => ({ reason }),
};
type Step = (context: unknown) => unknown;
type Builder = { steps: Step[] };
const builder = {
  preprocess: addStep,
  generateScore: addStep,
  generateReason: addStep,
};
function addStep(this: Builder, step: Step) {
  this.steps.push(step);
  return this;
}

async function runMastra(scorer: Builder, output: unknown): Promise<number | undefined> {
  const [preprocess, generateScore] = scorer.steps as [Step, Step];
  const preprocessStepResult = await preprocess({ run: { output } });
  if ('reason' in (preprocessStepResult as object)) return undefined;
  return generateScore({ results: { preprocessStepResult } }) as number;
}

const TOOLS: readonly [tool: string, brier: Score, log: Score, unread: unknown][] = [
  [
    'autoevals',
    async (output, options) => (await autoevals.brierScorer(options)({ output })).score,
    async (output, options) => (await autoevals.logScorer(options)({ output })).score,
    null,
  ],
  [
    'evalite',
    async (output, options) => (await evalite.brierScorer(options).scorer({ input: '', output })).score,
    async (output, options) => (await evalite.logScorer(options).scorer({ input: '', output })).score,
    0,
  ],
  [
    'vitest-evals',
    async (output, options) => (await vitestEvals.brierScorer(options).assess({ input: '', output })).score,
    async (output, options) => (await vitestEvals.logScorer(options).assess({ input: '', output })).score,
    null,
  ],
  [
    'mastra',
    (output, options) => runMastra(mastra.brierScorer(mastraEvals, options as object), output),
    (output, options) => runMastra(mastra.logScorer(mastraEvals, options as object), output),
    undefined,
  ],
  [
    'langfuse',
    async (output, options) => (await langfuse.brierScorer(options)({ input: '', output }))[0]?.value,
    async (output, options) => (await langfuse.logScorer(options)({ input: '', output }))[0]?.value,
    undefined,
  ],
  [
    'promptfoo',
    async (output, options) => (await promptfoo.brierScorer(options)(output)).score,
    async (output, options) => (await promptfoo.logScorer(options)(output)).score,
    0,
  ],
];

describe.each(TOOLS)('%s', (_, brier, log, unread) => {
  test('scores an object, its JSON text, and a grade', async () => {
    expect(await brier({ confidence: 0.8, correct: true })).toBeCloseTo(0.96, 12);
    expect(await brier('{ "confidence": 0.8, "correct": false }')).toBeCloseTo(0.36, 12);
    expect(await brier({ confidence: 0.8, correct: 0.5 })).toBeCloseTo(0.91, 12);
    expect(await log({ confidence: 0.8, correct: true })).toBeCloseTo(1 + Math.log(0.8) / Math.log(1000), 12);
    expect(await log({ confidence: 1, correct: false })).toBeCloseTo(0, 12);
  });

  test('reads a prediction with `read`, at once or later; finding none is no score', async () => {
    const read = ({ output }: Reply) => (output === '' ? null : { confidence: 0.6, correct: false });
    expect(await brier('60 %', { read })).toBeCloseTo(0.64, 12);
    expect(await log('60 %', { read: async (reply) => read(reply) })).toBeCloseTo(
      1 + Math.log(0.4) / Math.log(1000),
      12,
    );
    expect(await brier('', { read })).toBe(unread);
    expect(await log('', { read })).toBe(unread);
  });

  test('refuses an output that is no prediction, and per cents', async () => {
    await expect(brier('Paris')).rejects.toThrow('got "Paris"; pass `read`');
    await expect(log(undefined)).rejects.toThrow('got undefined; pass `read`');
    await expect(brier({ confidence: 80, correct: true })).rejects.toThrow('not per cents, got 80');
  });

  test('the mean over a run is that of the run', async () => {
    const predictions = Array.from({ length: 50 }, (_, i) => ({
      confidence: ((i * 37) % 101) / 100,
      correct: (i * 53) % 101 < (i * 37) % 101,
    }));
    const mean = async (score: Score) => {
      const scores = await Promise.all(predictions.map((prediction) => score(prediction)));
      return scores.reduce<number>((sum, one) => sum + Number(one), 0) / predictions.length;
    };
    expect(await mean(brier)).toBeCloseTo(1 - Number(brierScore(predictions)), 12);
    expect(await mean(log)).toBeCloseTo(1 - Number(logLoss(predictions)) / Math.log(1000), 12);
  });
});

test('a clip that is none is refused before anything is scored', () => {
  expect(() => autoevals.logScorer({ clip: 0 })).toThrow('`clip` to lie in (0, .5), got 0');
});

test('scores carry what they were made of', async () => {
  expect(
    await autoevals.brierScorer({ name: 'mine' })({ output: { confidence: 0.5, correct: true } }),
  ).toEqual({ name: 'mine', score: 0.75, metadata: { confidence: 0.5, correct: 1, brier: 0.25 } });
  const { metadata } = await vitestEvals
    .brierScorer()
    .assess({ input: '', output: { confidence: 0.125, correct: 0.5 } });
  expect(metadata.rationale).toBe('stated 12.5 %, graded 0.5');
});
