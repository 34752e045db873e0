import type { TopLevelSpec } from 'vega-lite';
import { diagonal, namedColors, probability, probabilityUp, THEME } from './theme.js';

/** A bin of a reliability curve, as `@echo/metrics` gives it; all but the count null when it is empty. */
export interface DiagramBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly meanConfidence: number | null;
  readonly accuracy: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** One curve of the diagram: a model, or a moment of its training. */
export interface DiagramSeries {
  readonly label: string;
  readonly bins: readonly DiagramBin[];
  /** Shown in the legend. */
  readonly ece?: number | null;
}

/**
 * Accuracy against stated confidence, one curve a series, with the interval of each bin's accuracy and how
 * often each confidence was stated below.
 *
 * A calibrated model lies on the diagonal. Empty bins are not drawn.
 */
export function reliabilityDiagram(
  series: readonly DiagramSeries[],
  { title }: { readonly title: string },
): TopLevelSpec {
  const names = series.map(({ label, ece }) =>
    ece === null || ece === undefined ? label : `${label}, ECE ${ece.toFixed(3)}`,
  );
  const values = series.flatMap(({ bins }, i) => {
    const total = bins.reduce((sum, { count }) => sum + count, 0);
    return bins
      .filter(({ count }) => count > 0)
      .map(({ low, high, count, meanConfidence, accuracy, interval }) => {
        const width = (high - low) / series.length;
        const from = low + i * width;
        return {
          series: names[i],
          confidence: meanConfidence,
          accuracy,
          low: interval?.low ?? accuracy,
          high: interval?.high ?? accuracy,
          count,
          share: count / total,
          from: from + 0.06 * width,
          to: from + 0.94 * width,
        };
      });
  });
  const x = probability();
  const color = namedColors('series', names);
  return {
    ...THEME,
    title: { text: title, anchor: 'start' },
    data: { values },
    spacing: 12,
    vconcat: [
      {
        width: 420,
        height: 340,
        layer: [
          diagonal(),
          {
            mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.7 },
            encoding: {
              x: { field: 'confidence', ...x },
              y: { field: 'low', type: 'quantitative' },
              y2: { field: 'high' },
              color,
            },
          },
          {
            mark: { type: 'line', strokeWidth: 2 },
            encoding: {
              x: { field: 'confidence', ...x, title: null },
              y: { field: 'accuracy', type: 'quantitative' },
              color,
            },
          },
          {
            mark: { type: 'point', filled: true, size: 55, opacity: 1 },
            encoding: {
              x: { field: 'confidence', ...x, title: null },
              y: probabilityUp('accuracy', 'correct answers'),
              color,
            },
          },
        ],
      },
      {
        width: 420,
        height: 80,
        mark: { type: 'bar' },
        encoding: {
          x: { field: 'from', ...x, title: 'stated confidence' },
          x2: { field: 'to' },
          y: { field: 'share', type: 'quantitative', title: 'stated', axis: { format: '.0%', tickCount: 3 } },
          y2: { datum: 0 },
          color,
        },
      },
    ],
  };
}
