import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { stack } from '../layout/grid.js';
import { colorKey, heatmap } from '../layout/heatmap.js';
import { countOf, percent } from '../text/format.js';

/** The answers of a range of grades stated in a range of confidences. */
export interface GradeCell {
  /** What the row is called, such as `1`, `0` or `.25–.5`; rows stand in the order of their first cell. */
  readonly grade: string;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

const NAME = 'a heatmap of grades';

/** Ends of the classes of a grade's share of the answers of a confidence. */
const LIMITS = [0.1, 0.25, 0.4, 0.6, 0.8];

/**
 * Grade against confidence: of the answers stated at a confidence, how many got which grade.
 *
 * The number is the count of answers; empty cells are hatched.
 */
export function gradeHeatmap(cells: readonly GradeCell[], options: FigureOptions): FigureSpec {
  const total = cells.reduce((sum, { n }) => sum + n, 0);
  expectData(NAME, total > 0 ? cells : [], 'pass the cells of at least one graded answer');
  const grades = [...new Set(cells.map(({ grade }) => grade))];
  const columns = new Map<number, number>();
  for (const { low, n } of cells) columns.set(low, (columns.get(low) ?? 0) + n);
  return figure(options, {
    name: NAME,
    subtitle: `${countOf(total, 'answer')}; the number in a cell is its count`,
    legend: (theme) => [{ label: 'no answers', sign: 'hatch', color: theme.hatch }],
    note: 'Each column adds up to all answers of its confidence. Calibrated: the share of grade 1 is the confidence.',
    draw: (area) => {
      const { sequential } = area.theme;
      const colored = cells.map(({ grade, low, high, n }) => {
        const share = n / (columns.get(low) || 1);
        const level = LIMITS.filter((limit) => share >= limit).length;
        return {
          row: `grade ${grade}`,
          low,
          high,
          n,
          color: sequential[level] as string,
          strong: level >= 4,
        };
      });
      const ends = ['rare', 'share of its confidence'] as const;
      return stack(
        area.y,
        [
          (y) =>
            colorKey(
              sequential,
              LIMITS.map((limit) => percent(limit)),
              { area: { ...area, y }, ends },
            ),
          (y) =>
            heatmap(
              colored,
              grades.map((grade) => `grade ${grade}`),
              { area: { ...area, y }, title: 'Stated confidence' },
            ),
        ],
        6,
      );
    },
  });
}
