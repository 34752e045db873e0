import { expect, test } from 'vitest';
import { createLogDesk } from './log-desk.js';
import { memoryShelf } from './log-shelf.js';
import { type LogView, viewOfParams } from './log-view.js';

const HOSTILE = '<img src=x onerror=alert(1)>';

/** A log in CSV; every third answer is incorrect, and confidences run from 50 to 99 %. */
function csv(n: number, { shift = 0, prefix = 'q' } = {}): File {
  const rows = Array.from({ length: n }, (_, i) =>
    [
      `${prefix}${i}`,
      0.5 + ((i + shift) % 50) / 100,
      i % 3 !== shift % 3,
      `d${i % 2}`,
      `"=1+${i}, ${HOSTILE}"`,
    ].join(','),
  );
  return new File([`id,confidence,correct,domain,question\n${rows.join('\n')}\n`], 'answers.csv');
}

const view = (log: string, params: Readonly<Record<string, string>> = {}): LogView =>
  viewOfParams({ ...params, log });

test('a dropped log is measured, and its worst mistake stands first', async () => {
  const desk = createLogDesk(memoryShelf());
  const log = await desk.open(csv(90));
  expect(log).toMatchObject({ n: 90, domains: ['d0', 'd1'], beforeId: null });
  const analysis = await desk.analyze(view(log.id), 0.1);
  expect(analysis.n).toBe(90);
  const { rows, total } = await desk.rows(view(log.id), 0, 40);
  expect(total).toBe(90);
  expect(rows[0]).toMatchObject({ correct: false, confidence: 0.98 });
  expect(rows.slice(0, 30).every(({ correct }) => !correct)).toBe(true);
  expect(rows[30]?.correct).toBe(true);
  expect(rows[0]?.question).toContain(HOSTILE);
});

test('filters choose what is measured and listed', async () => {
  const desk = createLogDesk(memoryShelf());
  const { id } = await desk.open(csv(90));
  const total = async (params: Readonly<Record<string, string>>) =>
    (await desk.rows(view(id, params), 0, 0)).total;
  expect(await total({ domain: 'd1' })).toBe(45);
  expect(await total({ verdict: 'incorrect' })).toBe(30);
  expect(await total({ from: '90' })).toBe(10);
  expect(await total({ from: '50', to: '60' })).toBe(20);
  expect(await total({ q: '=1+89' })).toBe(1);
  expect(await total({ q: 'nothing of it' })).toBe(0);
  await expect(desk.analyze(view(id, { q: 'nothing of it' }), 0.1)).rejects.toThrow('take a filter away');
});

test('two logs stand side by side, and only where they differ', async () => {
  const desk = createLogDesk(memoryShelf());
  const [a, b] = [await desk.open(csv(90)), await desk.open(csv(90, { shift: 1 }))];
  expect(a.id).not.toBe(b.id);
  const both = await desk.rows(view(a.id, { with: b.id }), 0, 90);
  expect(both.paired).toBe(90);
  const differing = await desk.rows(view(a.id, { with: b.id, differ: 'verdict' }), 0, 90);
  expect(differing.total).toBe(60);
  expect(differing.rows.every(({ correct, other }) => correct !== other?.correct)).toBe(true);
  // One confidence in fifty falls from .99 to .5, the others are a point apart.
  const apart = await desk.rows(view(a.id, { with: b.id, differ: 'confidence' }), 0, 90);
  expect(apart.rows.map(({ confidence }) => confidence)).toEqual([0.99]);
  const { change } = await desk.analyze(view(a.id, { with: b.id }), 0.1);
  expect(change?.n).toBe(90);
});

test('logs without a common task are matched by their questions', async () => {
  const desk = createLogDesk(memoryShelf());
  const [a, b] = [await desk.open(csv(30)), await desk.open(csv(30, { prefix: 'other' }))];
  expect((await desk.rows(view(a.id, { with: b.id }), 0, 0)).paired).toBe(30);
});

test('a log is found again by its content, after another visit', async () => {
  const shelf = memoryShelf();
  const { id } = await createLogDesk(shelf).open(csv(60));
  const later = createLogDesk(shelf);
  expect((await later.find(id))?.n).toBe(60);
  expect((await later.rows(view(id), 0, 1)).rows).toHaveLength(1);
  await later.remove(id);
  expect(await later.find(id)).toBeNull();
  await expect(later.rows(view(id), 0, 1)).rejects.toThrow('drop its file');
});

test('what is saved holds the answers of the view; no text is a formula', async () => {
  const desk = createLogDesk(memoryShelf());
  const { id } = await desk.open(csv(60));
  const text = await desk.export(view(id, { domain: 'd0' }), 'csv');
  const lines = text.trim().split('\n');
  expect(lines).toHaveLength(31);
  expect(lines[0]).toBe('task_id,confidence,correct,domain,question');
  expect(lines[1]).toContain(`"'=1+`);
  expect(JSON.parse(await desk.export(view(id), 'json'))).toHaveLength(60);
});

test('answers that are saved as a log open as the same log', async () => {
  const desk = createLogDesk(memoryShelf());
  const { id } = await desk.open(csv(60));
  const saved = new File([await desk.export(view(id, { sort: 'log' }), 'trials')], 'saved.trials.jsonl');
  const again = await desk.open(saved);
  const rows = async (log: string) => (await desk.rows(view(log, { sort: 'log' }), 0, 60)).rows;
  expect(await rows(again.id)).toEqual(await rows(id));
});

test('a file that cannot be guessed is refused by controls of the page, and read as they say', async () => {
  const desk = createLogDesk(memoryShelf());
  const file = new File(['sure,ok,n\n.9,1,2\n.8,0,3\n'], 'odd.csv');
  const refused = desk.open(file);
  await expect(refused).rejects.toThrow(
    /“(?:Confidence|Verdict) field”.*below “How to read it” in Evaluation\.$/,
  );
  await expect(refused).rejects.not.toThrow('--');
  expect((await desk.open(file, { confidence: 'sure', correct: 'ok', format: 'csv' })).n).toBe(2);
});

test('a recalibration is fitted to the view and can be read again', async () => {
  const desk = createLogDesk(memoryShelf());
  const { id } = await desk.open(csv(600));
  const { best, json } = await desk.recalibrate(view(id), 0.1);
  expect(JSON.parse(json)).toMatchObject({ kind: best.map.kind, fitted: { file: 'answers.csv', n: 600 } });
});

test('fingerprints stand by domain, with the cells of their heatmaps', async () => {
  const desk = createLogDesk(memoryShelf());
  const { id } = await desk.open(csv(60));
  const [fingerprint] = await desk.fingerprints([id]);
  expect(fingerprint?.domains.map(({ domain, n }) => [domain, n])).toEqual([
    ['d0', 30],
    ['d1', 30],
  ]);
  expect(fingerprint?.cells.reduce((sum, { n }) => sum + n, 0)).toBe(60);
});

test('a benchmark is judged by all of its answers, and a failed call fails it', async () => {
  const desk = createLogDesk(memoryShelf());
  const trials = Array.from({ length: 20 }, (_, i) => ({
    taskId: `t${i}`,
    confidence: 0.65,
    correct: i < 12,
    domain: 'math',
  }));
  const { id } = await desk.openTrials('m on easy', trials, 'calibration-fundamentals');
  expect((await desk.find(id))?.benchmark).toMatchObject({ passed: true, n: 20, failed: 0, threshold: 0.7 });
  const broken = [...trials, { taskId: 'x', confidence: 0, correct: false, error: { message: 'no reply' } }];
  const other = await desk.openTrials('m on easy', broken, 'calibration-fundamentals');
  expect(other.benchmark).toMatchObject({ passed: false, n: 20, failed: 1, score: expect.closeTo(0.95) });
  expect((await desk.open(csv(9))).benchmark).toBeNull();
});

test('the order of a list changes no number', async () => {
  const desk = createLogDesk(memoryShelf());
  const [a, b] = [await desk.open(csv(90)), await desk.open(csv(90, { shift: 1 }))];
  const [worst, asRead] = await Promise.all(
    ['worst', 'log'].map((sort) => desk.analyze(view(a.id, { with: b.id, sort }), 0.1)),
  );
  expect(worst).toEqual(asRead);
});
