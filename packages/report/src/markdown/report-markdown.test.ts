import { expect, test } from 'vitest';
import { analyzeTrials } from '../analysis/analyze-trials.js';
import { sampleTrials } from '../testing/sample-trials.js';
import { reportMarkdown } from './report-markdown.js';

const meta = {
  title: 'A model',
  source: 'answers.jsonl',
  command: 'echo-rl analyze answers.jsonl',
  commit: 'abc1234',
};

test('a report in Markdown has verdict, numbers, figures, mistakes, advice and origin', () => {
  const trials = sampleTrials(200, { bias: 0.25 });
  const analysis = analyzeTrials({ trials, before: trials, meta }, { resamples: 50 });
  const markdown = reportMarkdown(analysis, { figurePath: (name) => `figures/${name}.svg`, mistakes: 3 });
  // The last digits of an interval may differ between machines.
  expect(
    markdown.replace(/[−+]?\d*\.\d+/g, '#').replace(/\d+(?= points)|(?<=points )\[.*?\]/g, '#'),
  ).toMatchSnapshot();
});

test('cells cannot leave their table, nor text become a tag, a link or code', () => {
  const question = 'a | b\n\n# heading\n[link](https://example.org) `code` <b>bold</b> \u202e';
  const trials = sampleTrials(60).map((trial) => ({ ...trial, question, correct: false }));
  const markdown = reportMarkdown(analyzeTrials({ trials, meta }, { resamples: 20 }));
  expect(markdown).toContain(
    'a \\| b \\# heading \\[link\\](https://example.org) \\`code\\` \\<b\\>bold\\</b\\> \\\\u202e',
  );
});
