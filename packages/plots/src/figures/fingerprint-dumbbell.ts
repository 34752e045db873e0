import { sum } from 'simple-statistics';
import { probabilityAxis, thinned } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type Area, type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid } from '../layout/grid.js';
import { group, linear, mark, of, on } from '../layout/mark.js';
import type { Drawn } from '../layout/panel.js';
import { textChannels, textLines } from '../layout/text-mark.js';
import { count, countsOf } from '../text/format.js';
import { fitText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { seriesStyles } from '../theme/series-style.js';
import { domainsOf, type FingerprintSeries } from './fingerprint.js';

const NAME = 'a fingerprint';
const ROW = 30;

/**
 * Accuracy and stated confidence of each domain, joined by a line as long as the gap between them; one panel
 * a series.
 */
export function fingerprintDumbbell(
  series: readonly FingerprintSeries[],
  options: FigureOptions,
): FigureSpec {
  const filled = series.filter(({ domains }) => domains.length > 0);
  expectData(NAME, filled, 'pass at least one domain of a model');
  return figure(options, {
    name: NAME,
    subtitle: countsOf(filled.map(({ label, domains }) => ({ label, n: sum(domains.map(({ n }) => n)) }))),
    legend: (theme) => [
      { label: 'accuracy, 95 % interval', sign: 'hollow', color: theme.muted },
      { label: 'mean stated confidence', sign: 'point', color: theme.muted },
    ],
    note: 'Numbers: confidence less accuracy in points; above 0 overconfident. Bold where the interval excludes 0.',
    draw: (area) => {
      const styles = seriesStyles(area.theme, filled.length);
      const names = domainsOf(filled);
      return grid(area, filled, {
        columns: area.wide ? Math.min(2, filled.length) : 1,
        draw: (each, place, i) =>
          dumbbells(each, names, { area: { ...area, ...place }, color: styles[i]?.color ?? '' }),
      });
    },
  });
}

function dumbbells(
  { label, domains }: FingerprintSeries,
  names: readonly string[],
  { area, color }: { readonly area: Area; readonly color: string },
): Drawn {
  const { theme, x, y, width } = area;
  const left = Math.min(0.32 * width, Math.max(...names.map((name) => measureText(name, SIZES.tick))) + 12);
  const right = 34;
  const plot = width - left - right;
  const axis = probabilityAxis();
  const ticks = thinned(axis, plot, (tick) => measureText(tick.label, SIZES.tick));
  const rows = names.flatMap((name, i) => {
    const found = domains.find(({ domain }) => domain === name);
    if (found?.accuracy.value === null || found === undefined) return [];
    const { value, low, high } = found.accuracy;
    const gap = Math.round(100 * (found.meanConfidence - value));
    const sure = low !== null && high !== null && (found.meanConfidence < low || found.meanConfidence > high);
    return [
      {
        domain: name,
        n: found.n,
        confidence: found.meanConfidence,
        accuracy: value,
        low: low ?? value,
        high: high ?? value,
        gap: `${gap > 0 ? '+' : gap < 0 ? '−' : ''}${Math.abs(gap)}`,
        weight: sure ? 700 : 400,
        middle: (i + 0.5) * ROW,
      },
    ];
  });
  const height = names.length * ROW;
  const top = y + 22;
  const small = textChannels({ size: SIZES.tick, color: theme.muted, align: 'center' });
  const body = group(
    { x: x + left, y: top, width: plot, height },
    {
      data: { ticks, rows },
      scales: [linear('x', [0, 1], [0, plot])],
      marks: [
        mark('rule', 'ticks', { x: on('x', 'value'), y: 0, y2: height, stroke: theme.grid, strokeWidth: 1 }),
        mark('rule', null, { x: 0, x2: plot, y: height, stroke: theme.axis, strokeWidth: 1 }),
        mark('rule', 'rows', {
          x: on('x', 'accuracy'),
          x2: on('x', 'confidence'),
          y: of('middle'),
          stroke: color,
          strokeOpacity: 0.4,
          strokeWidth: 5,
        }),
        mark('rule', 'rows', {
          x: on('x', 'low'),
          x2: on('x', 'high'),
          y: of('middle'),
          stroke: color,
          strokeWidth: 1.5,
        }),
        mark('symbol', 'rows', {
          x: on('x', 'accuracy'),
          y: of('middle'),
          size: 60,
          fill: theme.background,
          stroke: color,
          strokeWidth: 2,
        }),
        mark('symbol', 'rows', { x: on('x', 'confidence'), y: of('middle'), size: 70, fill: color }),
        mark('text', 'rows', {
          ...textChannels({ size: SIZES.tick, color: theme.text, align: 'right', baseline: 'middle' }),
          fontWeight: of('weight'),
          x: plot + right,
          y: of('middle'),
          text: of('gap'),
        }),
        mark('text', 'ticks', { ...small, x: on('x', 'value'), y: height + 16, text: of('label') }),
      ],
    },
  );
  const labels = names.flatMap((name, i) => [
    ...textLines(
      [fitText(name, left - 8, SIZES.tick)],
      { x, y: top + (i + 0.5) * ROW - 1, lineHeight: ROW },
      { size: SIZES.tick, color: theme.text },
    ),
    ...textLines(
      [`n\u00a0=\u00a0${count(domains.find(({ domain }) => domain === name)?.n ?? 0)}`],
      { x, y: top + (i + 0.5) * ROW + 11, lineHeight: ROW },
      { size: SIZES.small, color: theme.muted },
    ),
  ]);
  const heading = textLines(
    [fitText(label, width, SIZES.heading, 'bold')],
    { x, y: y + 12, lineHeight: 15 },
    { size: SIZES.heading, weight: 'bold', color: theme.text },
  );
  return { marks: [...heading, ...labels, body], height: 22 + height + 20 };
}
