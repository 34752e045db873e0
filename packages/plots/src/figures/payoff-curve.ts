import { axisAround, probabilityAxis } from '../layout/axis.js';
import { expectData } from '../layout/expect.js';
import { type FigureOptions, type FigureSpec, figure } from '../layout/figure.js';
import { groupedMark, mark, of, on } from '../layout/mark.js';
import { leftOf, panel, plotWidth } from '../layout/panel.js';
import { referenceLine } from '../layout/reference.js';

/** What a stated confidence earns of a reward, by the verdict on the answer. */
export interface Payoff {
  readonly confidence: number;
  readonly ifCorrect: number;
  readonly ifIncorrect: number;
}

/** The answer that was given, marked on its line. */
export interface StatedAnswer {
  readonly confidence: number;
  readonly correct: boolean;
}

const NAME = 'a payoff curve';
const CORRECT = 'if correct';
const INCORRECT = 'if incorrect';

/**
 * What each confidence would have earned for one answer: a line if it is correct, a dashed one if not.
 *
 * A point marks the confidence that was stated and what it earned; without an answer there is none.
 */
export function payoffCurve(
  payoffs: readonly Payoff[],
  options: FigureOptions & { readonly stated?: StatedAnswer },
): FigureSpec {
  expectData(NAME, payoffs, 'pass what each confidence earns');
  const { stated } = options;
  const earned = stated && nearest(payoffs, stated);
  return figure(options, {
    name: NAME,
    widest: 480,
    legend: (theme) => [
      { label: CORRECT, sign: 'line', color: theme.series[1] as string },
      { label: INCORRECT, sign: 'line', color: theme.series[0] as string, dash: [5, 3] },
      ...(earned ? [{ label: 'your answer', sign: 'point', color: theme.text } as const] : []),
    ],
    draw: ({ theme, x, y, width }) => {
      const yAxis = axisAround(
        payoffs.flatMap(({ ifCorrect, ifIncorrect }) => [ifCorrect, ifIncorrect]),
        { title: 'Reward', include: [0] },
      );
      const xAxis = probabilityAxis('Stated confidence');
      const base = { theme, x, y, width, left: leftOf(yAxis), xAxis, yAxis, plotHeight: 0 };
      const size = plotWidth(base);
      const rows = [CORRECT, INCORRECT].flatMap((series) =>
        payoffs.map(({ confidence, ifCorrect, ifIncorrect }) => ({
          series,
          color: theme.series[series === CORRECT ? 1 : 0] as string,
          dash: series === CORRECT ? [] : [5, 3],
          confidence,
          reward: series === CORRECT ? ifCorrect : ifIncorrect,
        })),
      );
      const at = { x: on('x', 'confidence'), y: on('y', 'reward') };
      return panel({
        ...base,
        plotHeight: Math.round(size / 2),
        data: { payoffs: rows, stated: earned ? [earned] : [] },
        marks: [
          referenceLine(theme, 'y', 0, size),
          groupedMark('line', {
            data: 'payoffs',
            by: ['series'],
            channels: { ...at, stroke: of('color'), strokeDash: of('dash'), strokeWidth: 2 },
          }),
          mark('symbol', 'stated', {
            ...at,
            size: 90,
            fill: theme.text,
            stroke: theme.background,
            strokeWidth: 1.5,
          }),
        ],
      });
    },
  });
}

/** The point of the lines that is nearest to the answer. */
function nearest(payoffs: readonly Payoff[], { confidence, correct }: StatedAnswer) {
  const [first] = payoffs.toSorted(
    (a, b) => Math.abs(a.confidence - confidence) - Math.abs(b.confidence - confidence),
  );
  return first && { confidence: first.confidence, reward: correct ? first.ifCorrect : first.ifIncorrect };
}
