import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { analyzeTrials } from '../analysis/analyze-trials.js';
import { PAGE_SCRIPT } from '../page/page-script.js';
import { sampleTrials } from '../testing/sample-trials.js';
import { reportHtml } from './report-html.js';

const hostile = '<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202egnirts\u0000\ud800';
const trials = sampleTrials(120, { bias: 0.2 }).map((trial) => ({
  ...trial,
  taskId: `${trial.taskId} ${hostile}`,
  domain: `${trial.domain} ${hostile}`,
  question: hostile,
  answer: hostile,
}));
const meta = { title: hostile, source: hostile, command: hostile, commit: hostile, notes: [hostile] };
const analyze = () => analyzeTrials({ trials, before: trials, meta }, { resamples: 20 });

test('a report is one file that asks for nothing, and the same each time', async () => {
  const html = await reportHtml(analyze());
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).not.toMatch(/\b(?:src|href)="(?!#)|url\(|@import|<link|<base|style="|\bon\w+="/);
  expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
  expect(await reportHtml(analyze())).toBe(html);
});

test('the policy lets in this style and this script alone', async () => {
  const html = await reportHtml(analyze());
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
  expect(policy).toBe(
    `default-src 'none'; style-src ${hash(style)}; script-src ${hash(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`,
  );
});

test('what trials hold is text: no tag, no mark of direction, no control character', async () => {
  const html = await reportHtml(analyze());
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;');
  expect(html).toContain('\\u202egnirts\\u0000\\ud800');
  expect(html).not.toMatch(/<img|\p{Bidi_Control}|\p{Cs}|(?!\n)\p{Cc}/u);
});

test('a report without mistakes, domains or a before has what is left', async () => {
  const correct = sampleTrials(40).map(({ domain: _, ...trial }) => ({ ...trial, correct: true }));
  const html = await reportHtml(analyzeTrials({ trials: correct, meta: { title: 'a', source: 'b' } }));
  expect(html).toContain('No answer is incorrect.');
  expect(html).not.toContain('Domain by domain');
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});
