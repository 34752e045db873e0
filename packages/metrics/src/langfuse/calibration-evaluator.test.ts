import { expect, test } from 'vitest';
import { calibrationEvaluator } from './index.js';

const item = (confidence: number, correct: boolean) => ({
  item: { input: 'q', expectedOutput: correct },
  output: { confidence, correct },
});

test('figures of a run, worked by hand', async () => {
  const itemResults = [item(0.9, true), item(0.8, true), item(0.6, false), item(0.3, false)];
  const evaluations = await calibrationEvaluator()({ itemResults });
  expect(evaluations.map(({ name, value }) => [name, Number(value.toFixed(6))])).toEqual([
    ['accuracy', 0.5],
    ['mean confidence', 0.65],
    ['ECE', 0.3],
    ['Brier score', 0.125],
    ['AUROC', 1],
  ]);
  expect(evaluations[0]?.comment).toBe('95 % interval 0.150 to 0.850, n 4');
  expect(evaluations[0]?.metadata).toMatchObject({ n: 4 });
});

test('undefined figures and items without a prediction are left out', async () => {
  const read = ({ output }: { output: unknown }) =>
    output === '' ? null : { confidence: 0.9, correct: true };
  const itemResults = [
    { item: {}, output: 'Paris' },
    { item: {}, output: '' },
  ];
  const evaluations = await calibrationEvaluator({ read })({ itemResults });
  expect(evaluations.map(({ name }) => name)).toEqual(['accuracy', 'mean confidence', 'ECE', 'Brier score']);
  expect(evaluations[0]?.comment).toContain('n 1');
  expect(await calibrationEvaluator({ read })({ itemResults: [] })).toEqual([]);
});
