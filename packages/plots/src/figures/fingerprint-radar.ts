import type { Mark } from 'vega';
import { expectData } from '../layout/expect.js';
import { type Area, type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { group, groupedMark, mark, of } from '../layout/mark.js';
import type { Drawn } from '../layout/panel.js';
import { textChannels } from '../layout/text-mark.js';
import { count } from '../text/format.js';
import { fitText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { seriesStyles } from '../theme/series-style.js';
import type { Theme } from '../theme/theme.js';
import { domainsOf, type FingerprintSeries, gapOf } from './fingerprint.js';

const NAME = 'a fingerprint radar';
const STEP = 0.2;

/**
 * Stated confidence less accuracy of each domain on spokes: outside the dashed ring the model is
 * overconfident, inside underconfident, on it calibrated.
 *
 * Only the distance from the ring means something, not the area. It takes three domains at least;
 * `fingerprintDumbbell` shows the same of any number, and more exactly.
 */
export function fingerprintRadar(series: readonly FingerprintSeries[], options: FigureOptions): FigureSpec {
  const filled = series.filter(({ domains }) => domains.length > 0);
  const domains = domainsOf(filled);
  expectData(
    NAME,
    domains.length < 3 ? [] : filled,
    'pass three domains or more, or draw `fingerprintDumbbell`',
  );
  return figure(options, {
    name: NAME,
    subtitle: 'Distance from the dashed ring: mean stated confidence less accuracy, in points',
    legend: (theme) => [
      ...seriesStyles(theme, filled.length).map(({ color, shape }, i) => ({
        label: `${filled[i]?.label ?? ''}, 95 % interval`,
        sign: 'interval' as const,
        color,
        shape,
      })),
      { label: 'calibrated', sign: 'line' as const, color: theme.reference, dash: [5, 4] },
    ],
    note: 'Outside the ring: overconfident. Inside: underconfident. The area has no meaning.',
    widest: 560,
    draw: (area) => radar(filled, domains, area),
  });
}

function radar(series: readonly FingerprintSeries[], domains: readonly string[], area: Area): Drawn {
  const { theme, x, y, width } = area;
  const ends = series.flatMap((each) =>
    each.domains
      .map(gapOf)
      .flatMap(({ value, low, high }) => [value, low, high].map((end) => Math.abs(end ?? 0))),
  );
  const most = Math.max(STEP, Math.ceil(Math.max(...ends) / STEP - 1e-9) * STEP);
  const counts = domains.map((domain) => `n = ${countsIn(domain, series)}`);
  const labelRoom = Math.min(
    92,
    Math.max(
      ...domains.map((domain) => measureText(domain, SIZES.tick)),
      ...counts.map((text) => measureText(text, SIZES.small)),
    ),
  );
  const radius = Math.min(190, width / 2 - labelRoom - 14);
  const [cx, cy] = [width / 2, radius + 34];
  const angle = (i: number) => (2 * Math.PI * i) / domains.length - Math.PI / 2;
  const at = (i: number, gap: number) => {
    const r = (radius * (gap + most)) / (2 * most);
    return { x: cx + r * Math.cos(angle(i)), y: cy + r * Math.sin(angle(i)) };
  };
  const steps = Math.round(most / STEP);
  const rings = Array.from({ length: 2 * steps + 1 }, (_, i) => (i - steps) * STEP);
  // Labels of rings stand 16 pixels apart, and always at the ring of 0.
  const every = Math.ceil(16 / (radius / (2 * steps)));
  const shown = rings.filter((_, i) => (i - steps) % every === 0);
  const styles = seriesStyles(theme, series.length);
  const points = series.flatMap((each, s) =>
    domains.flatMap((domain, i) => {
      const found = each.domains.find((other) => other.domain === domain);
      const { value = null, low = null, high = null } = found ? gapOf(found) : {};
      if (found === undefined || value === null) return [];
      const from = at(i, Math.max(-most, low ?? value));
      const to = at(i, Math.min(most, high ?? value));
      const { color = '', shape = '', dash = [] } = styles[s] ?? {};
      const place = at(i, value);
      return [
        { s, series: each.label, domain, gap: value, n: found.n, color, shape, dash, ...place, from, to },
      ];
    }),
  );
  const joined = series.flatMap((_, s) => {
    const own = points.filter((point) => point.s === s);
    const spokes = domains.map((domain) => own.find((point) => point.domain === domain));
    return stretches(spokes).flatMap((stretch, i) =>
      stretch.map((point) => ({ ...point, part: `${s}.${i}` })),
    );
  });
  const names = domains.map((domain, i) => {
    const [c, s] = [Math.cos(angle(i)), Math.sin(angle(i))];
    const align = Math.abs(c) < 0.15 ? ('center' as const) : c > 0 ? ('left' as const) : ('right' as const);
    const [nx, ny] = [cx + (radius + 9) * c, cy + (radius + 9) * s];
    const up = s < -0.6 ? -16 : s > 0.6 ? 10 : -2;
    return { i, domain, align, x: nx, y: ny + up, c, s };
  });
  const height = 2 * radius + 62;
  const body = group(
    { x, y, width, height },
    {
      data: {
        points,
        joined,
        whiskers: points.map(({ from, to, color }) => ({ color, x: from.x, y: from.y, x2: to.x, y2: to.y })),
      },
      marks: [
        ...rings.map((gap) => ringOf({ cx, cy, r: (radius * (gap + most)) / (2 * most) }, gap === 0, theme)),
        ...domains.map((_, i) =>
          mark('rule', null, {
            x: cx,
            y: cy,
            x2: at(i, most).x,
            y2: at(i, most).y,
            stroke: theme.grid,
            strokeWidth: 1,
          }),
        ),
        ...shown.flatMap((gap) => ringLabel(gap, { cx, cy, most, radius, spokes: domains.length }, theme)),
        groupedMark('line', {
          data: 'joined',
          by: ['part'],
          channels: {
            x: of('x'),
            y: of('y'),
            stroke: of('color'),
            strokeDash: of('dash'),
            strokeOpacity: 0.75,
            strokeWidth: 1.25,
          },
        }),
        mark('rule', 'whiskers', {
          x: of('x'),
          y: of('y'),
          x2: of('x2'),
          y2: of('y2'),
          stroke: of('color'),
          strokeWidth: 2,
        }),
        mark('symbol', 'points', {
          x: of('x'),
          y: of('y'),
          size: 62,
          shape: of('shape'),
          fill: of('color'),
          stroke: theme.background,
          strokeWidth: 1,
        }),
        ...names.flatMap(({ i, domain, align, ...place }): readonly Mark[] => [
          mark('text', null, {
            ...textChannels({ size: SIZES.tick, color: theme.text, align }),
            x: place.x,
            y: place.y,
            text: fitText(domain, labelRoom, SIZES.tick),
          }),
          mark('text', null, {
            ...textChannels({ size: SIZES.small, color: theme.muted, align }),
            x: place.x,
            y: place.y + 13,
            text: fitText(counts[i] ?? '', labelRoom, SIZES.small),
          }),
        ]),
      ],
    },
  );
  return { marks: [body], height };
}

/** The numbers of answers of a domain, each once. */
const countsIn = (domain: string, series: readonly FingerprintSeries[]): string => {
  const own = series.flatMap((each) => each.domains.filter((row) => row.domain === domain));
  return [...new Set(own.map(({ n }) => count(n)))].join(', ');
};

/** Points of neighbouring spokes, to be joined: closed where no spoke is without one. */
function stretches<T>(spokes: readonly (T | undefined)[]): readonly (readonly T[])[] {
  const gap = spokes.indexOf(undefined);
  if (gap < 0) return [[...spokes, spokes[0]] as T[]];
  const found: T[][] = [[]];
  for (const point of [...spokes.slice(gap), ...spokes.slice(0, gap)])
    if (point === undefined) found.push([]);
    else found.at(-1)?.push(point);
  return found.filter((stretch) => stretch.length > 1);
}

const ringOf = (
  { cx, cy, r }: { readonly cx: number; readonly cy: number; readonly r: number },
  zero: boolean,
  theme: Theme,
): Mark =>
  mark('arc', null, {
    x: cx,
    y: cy,
    startAngle: 0,
    endAngle: 2 * Math.PI,
    innerRadius: r,
    outerRadius: r,
    stroke: zero ? theme.reference : theme.grid,
    strokeWidth: zero ? 1.5 : 1,
    ...(zero && { strokeDash: { value: [5, 4] } }),
    fill: 'none',
  });

/** The value of a ring, written between the first two spokes. */
function ringLabel(
  gap: number,
  draw: {
    readonly cx: number;
    readonly cy: number;
    readonly most: number;
    readonly radius: number;
    readonly spokes: number;
  },
  theme: Theme,
): readonly Mark[] {
  const { cx, cy, most, radius, spokes } = draw;
  const r = (radius * (gap + most)) / (2 * most);
  const angle = Math.PI / spokes - Math.PI / 2;
  const points = Math.round(100 * gap);
  const text = `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points)}`;
  const width = measureText(text, SIZES.small) + 6;
  const [tx, ty] = [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  return [
    mark('rect', null, { x: tx - width / 2, y: ty - 7, width, height: 14, fill: theme.background }),
    mark('text', null, {
      ...textChannels({ size: SIZES.small, color: theme.muted, align: 'center', baseline: 'middle' }),
      x: tx,
      y: ty,
      text,
    }),
  ];
}
