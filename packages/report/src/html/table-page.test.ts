import { expect, test } from 'vitest';
import { tablePageHtml } from './table-page.js';

const page = (model: string) =>
  tablePageHtml({
    title: 'Leaderboard',
    headline: `${model} is first.`,
    sentences: ['Two models.'],
    tables: [
      {
        title: 'Models',
        columns: [
          { name: 'model', meaning: '' },
          { name: 'score', meaning: 'accuracy less Brier score' },
        ],
        rows: [[model, '.5 [.4, .6]']],
        textColumns: ['model'],
      },
    ],
  });

test('a page holds its tables, its own style and nothing from elsewhere', () => {
  const html = page('Qwen');
  expect(html).toContain('<td data-name="model"><bdi class="name">Qwen</bdi></td>');
  expect(html).toContain('<span class="number">.5</span> <span class="number interval">[.4, .6]</span>');
  expect(html).toContain('<li><b>score</b>: accuracy less Brier score</li>');
  expect(html).toMatch(/default-src 'none'; style-src 'sha256-/);
  expect(html).not.toMatch(/<script|https?:|<link|<img|url\(/);
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><svg/onload=alert(1)>',
  '\u202egnihsilbup\u0000\u001b[2J',
  '&lt;b&gt;',
])('a model called %j is text', (model) => {
  const html = page(model);
  const plain = page('X');
  const tags = (of: string) => of.match(/<[a-z/!][^>]*>/gi);
  expect(tags(html)).toEqual(tags(plain));
  for (const hidden of ['\u0000', '\u001b', '\u202e']) expect(html).not.toContain(hidden);
});
