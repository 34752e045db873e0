import { axisAround, thinned } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type Area, type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { grid } from '../layout/grid.js';
import { group, linear, mark, of, on } from '../layout/mark.js';
import type { Drawn } from '../layout/panel.js';
import { textChannels, textLines } from '../layout/text-mark.js';
import { count, decimal } from '../text/format.js';
import { fitText, measureText } from '../text/measure.js';
import { SIZES } from '../theme/font.js';
import { seriesStyles } from '../theme/series-style.js';

/** The parts of a proper score: score = miscalibration − discrimination + uncertainty. */
export interface DecomposedScore {
  readonly label: string;
  readonly n: number;
  readonly score: number;
  readonly miscalibration: number;
  readonly discrimination: number;
  /** The score of the base rate. */
  readonly uncertainty: number;
}

export interface ScoreDecompositionOptions extends FigureOptions {
  /** `Brier score` unless given. */
  readonly score?: string;
}

const NAME = 'a decomposition of a score';
const LINE = 26;

/**
 * From the score of the base rate to that of the model: discrimination lowers it, miscalibration raises it.
 *
 * One panel a series, on one scale.
 */
export function scoreDecomposition(
  series: readonly DecomposedScore[],
  options: ScoreDecompositionOptions,
): FigureSpec {
  expectData(NAME, series, 'pass the parts of at least one score');
  const { score = 'Brier score' } = options;
  return figure(options, {
    name: NAME,
    subtitle: `${score} = uncertainty − discrimination + miscalibration; lower is better`,
    note: 'Recalibration can remove the miscalibration, and nothing else.',
    draw: (area) => {
      const ends = series.flatMap(({ uncertainty, score: total }) => [uncertainty, total]);
      return grid(area, series, {
        columns: area.wide ? Math.min(2, series.length) : 1,
        draw: (each, place, i) => {
          const color = seriesStyles(area.theme, series.length)[i]?.color ?? '';
          return waterfall(each, { area: { ...area, ...place }, color, ends, score });
        },
      });
    },
  });
}

function waterfall(
  { label, n, score, miscalibration, discrimination, uncertainty }: DecomposedScore,
  draw: {
    readonly area: Area;
    readonly color: string;
    readonly ends: readonly number[];
    readonly score: string;
  },
): Drawn {
  const { theme, x, y, width } = draw.area;
  const reached = uncertainty - discrimination;
  const parts = [
    {
      name: 'uncertainty',
      from: 0,
      to: uncertainty,
      number: decimal(uncertainty),
      fill: theme.reference,
      opacity: 1,
    },
    {
      name: '− discrimination',
      from: reached,
      to: uncertainty,
      number: signed('−', discrimination),
      fill: draw.color,
      opacity: 0.35,
    },
    {
      name: '+ miscalibration',
      from: reached,
      to: score,
      number: signed('+', miscalibration),
      fill: draw.color,
      opacity: 1,
    },
    { name: draw.score, from: 0, to: score, number: decimal(score), fill: theme.text, opacity: 1 },
  ];
  const left = Math.ceil(Math.max(...parts.map(({ name }) => measureText(name, SIZES.tick, 'bold')))) + 10;
  const right =
    Math.ceil(Math.max(...parts.map(({ number }) => measureText(number, SIZES.tick, 'bold')))) + 10;
  const plot = width - left - right;
  const axis = axisAround(draw.ends, { include: [0], count: 3 });
  const ticks = thinned(axis, plot, (tick) => measureText(tick.label, SIZES.tick));
  const height = parts.length * LINE;
  const top = y + 38;
  const text = { size: SIZES.tick, color: theme.text } as const;
  const body = group(
    { x: x + left, y: top, width: plot, height },
    {
      data: {
        ticks,
        parts: parts.map((part, i) => ({ ...part, y: i * LINE + 5, middle: i * LINE + LINE / 2 })),
      },
      scales: [linear('x', axis.domain, [0, plot])],
      marks: [
        mark('rule', 'ticks', { x: on('x', 'value'), y: 0, y2: height, stroke: theme.grid, strokeWidth: 1 }),
        mark('rect', 'parts', {
          x: on('x', 'from'),
          x2: on('x', 'to'),
          y: of('y'),
          height: LINE - 10,
          fill: of('fill'),
          fillOpacity: of('opacity'),
        }),
        mark('rule', null, { x: 0, x2: plot, y: height, stroke: theme.axis, strokeWidth: 1 }),
        mark('text', 'ticks', {
          ...textChannels({ size: SIZES.tick, color: theme.muted, align: 'center' }),
          x: on('x', 'value'),
          y: height + 15,
          text: of('label'),
        }),
        ...parts.flatMap(({ name, number }, i) => {
          const at = { y: i * LINE + LINE / 2 + 4, lineHeight: LINE };
          const weight = i === parts.length - 1 ? ('bold' as const) : ('regular' as const);
          return [
            ...textLines([name], { ...at, x: -left }, { ...text, weight }),
            ...textLines([number], { ...at, x: plot + right }, { ...text, weight, align: 'right' }),
          ];
        }),
      ],
    },
  );
  const heading = textLines(
    [fitText(label, width, SIZES.heading, 'bold')],
    { x, y: y + 12, lineHeight: 15 },
    { size: SIZES.heading, weight: 'bold', color: theme.text },
  );
  const size = textLines(
    [`n\u00a0=\u00a0${count(n)}`],
    { x, y: y + 28, lineHeight: 15 },
    { size: SIZES.tick, color: theme.muted },
  );
  return { marks: [...heading, ...size, body], height: 38 + height + 20 };
}

/** A part with its sign, which a part that rounds to zero does not have. */
function signed(sign: string, value: number): string {
  return Number(value.toFixed(3)) === 0 ? decimal(0) : `${sign}${decimal(value)}`;
}
