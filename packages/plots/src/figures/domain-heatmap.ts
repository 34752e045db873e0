import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { stack } from '../layout/grid.js';
import { colorKey, heatmap } from '../layout/heatmap.js';
import { countOf } from '../text/format.js';

/** The answers of a domain stated in a range of confidences. */
export interface DomainCell {
  readonly domain: string;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Null without answers. */
  readonly meanConfidence: number | null;
  readonly accuracy: number | null;
}

const NAME = 'a heatmap of domains';

/** Ends of the classes of stated confidence less accuracy. */
const LIMITS = [-0.5, -0.3, -0.15, -0.05, 0.05, 0.15, 0.3, 0.5];

/**
 * Domain against confidence: where stated confidence exceeds accuracy, and where it falls short.
 *
 * The number is the count of answers; empty cells are hatched.
 */
export function domainHeatmap(cells: readonly DomainCell[], options: FigureOptions): FigureSpec {
  const total = cells.reduce((sum, { n }) => sum + n, 0);
  expectData(NAME, total > 0 ? cells : [], 'pass the cells of at least one graded answer');
  const domains = [...new Set(cells.map(({ domain }) => domain))];
  return figure(options, {
    name: NAME,
    subtitle: `${countOf(total, 'answer')}; the number in a cell is its count`,
    legend: (theme) => [{ label: 'no answers', sign: 'hatch', color: theme.hatch }],
    note: 'Cells of few answers vary by chance: read them with their counts.',
    draw: (area) => {
      const { diverging } = area.theme;
      const colored = cells.map(({ domain, low, high, n, meanConfidence, accuracy }) => {
        const gap = (meanConfidence ?? 0) - (accuracy ?? 0);
        const level = LIMITS.filter((limit) => gap >= limit).length;
        const strong = level <= 1 || level >= LIMITS.length - 1;
        return { row: domain, low, high, n, color: diverging[level] as string, strong };
      });
      const limits = LIMITS.map((limit) => `${limit < 0 ? '−' : '+'}${Math.abs(100 * limit).toFixed(0)}`);
      return stack(
        area.y,
        [
          (y) =>
            colorKey(diverging, limits, {
              area: { ...area, y },
              ends: ['underconfident', 'overconfident, points'],
            }),
          (y) => heatmap(colored, domains, { area: { ...area, y }, title: 'Stated confidence' }),
        ],
        6,
      );
    },
  });
}
