import { count, percent } from '@echo/plots';
import { type ReportAnalysis, reportFigures } from '@echo/report';
import type { JSX } from 'preact';
import type { LogView } from '../../logs/log-view.js';
import { Figure } from '../../parts/figure.js';
import { useRoute } from '../../shell/context.js';

interface ReliabilityProps {
  readonly analysis: ReportAnalysis;
  readonly view: LogView;
  readonly drawn: string;
}

type Datum = Readonly<Record<string, unknown>>;

/** The reliability diagram; a bin opens its questions, by pointer in the figure and by keyboard below it. */
export function Reliability({ analysis, view, drawn }: ReliabilityProps): JSX.Element {
  const { setParams } = useRoute();
  const figure = reportFigures(analysis).find(({ name }) => name === 'reliability');
  const open = (low: number, high: number) => {
    setParams({ from: low <= 0 ? '' : percents(low), to: high >= 1 ? '' : percents(high), row: '' });
    document.getElementById('answers')?.scrollIntoView({ block: 'start' });
  };
  const bins = analysis.after.report.bins.filter((bin) => bin.count > 0);
  return (
    <section>
      {figure && (
        <Figure
          of={`reliability ${drawn}`}
          draw={figure.draw}
          say={sayBin}
          onPick={(datum) => {
            const bin = binOf(datum);
            if (bin) open(...bin);
          }}
        />
      )}
      <details class="bins">
        <summary>The bins, each with its questions</summary>
        <ul>
          {bins.map(({ low, high, count: n, accuracy }) => (
            <li key={low}>
              <button
                type="button"
                class="plain"
                aria-pressed={view.from === low && view.to === high}
                onClick={() => open(low, high)}
              >
                {percent(low)} to {percent(high)}
              </button>{' '}
              {count(n)} answers, {percent(accuracy ?? 0)} correct
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function binOf({ bin }: Datum): readonly [number, number] | null {
  return Array.isArray(bin) && typeof bin[0] === 'number' && typeof bin[1] === 'number'
    ? [bin[0], bin[1]]
    : null;
}

function sayBin(datum: Datum): string | null {
  const bin = binOf(datum);
  if (!bin) return null;
  return `${percent(bin[0])} to ${percent(bin[1])}: ${count(Number(datum.count))} answers; click to list them`;
}

const percents = (share: number) => String(Math.round(1000 * share) / 10);
