import { percent, riskCoverage } from '@echo/plots';
import type { ReportAnalysis } from '@echo/report';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Figure } from '../../parts/figure.js';
import { useRoute } from '../../shell/context.js';
import { pointAt, thresholdAt } from './point-at.js';
import { type Place, placeOfRing, RiskHandle } from './risk-handle.js';

/** What abstaining gains: a threshold to drag, and what is answered and incorrect from it on. */
export function Abstention({
  analysis,
  drawn,
}: {
  readonly analysis: ReportAnalysis;
  readonly drawn: string;
}): JSX.Element {
  const { params, setParams } = useRoute();
  const { after, before, meta, wantedRisk } = analysis;
  const moments = before === null ? [after] : [before, after];
  const kept = params.threshold === undefined ? null : Number(params.threshold) / 100;
  const start = kept !== null && kept >= 0 && kept <= 1 ? kept : (after.threshold?.threshold ?? 0.5);
  const [dragged, setDragged] = useState<number | null>(null);
  const threshold = dragged ?? start;
  const chosen = pointAt(after.risk, threshold);
  const [ring, setRing] = useState<Place | null>(null);
  const keep = (share: number) => {
    setParams({ threshold: String(Math.round(1000 * share) / 10) }, { replace: true });
    setDragged(null);
  };
  return (
    <section class="columns">
      <RiskHandle
        threshold={threshold}
        at={chosen === null ? null : ring}
        onDrag={(coverage) => setDragged(thresholdAt(after.risk, coverage))}
        onKey={keep}
        onDone={() => dragged !== null && keep(dragged)}
      >
        <Figure
          of={`risk ${drawn} ${threshold}`}
          onDrawn={(element) => setRing(chosen && placeOfRing(element, chosen.coverage))}
          draw={(options) =>
            riskCoverage(
              moments.map(({ label, n, risk, aurc, threshold: promised }) => ({
                label,
                n,
                curve: risk,
                aurc,
                threshold: label === after.label ? (chosen ?? null) : (promised ?? null),
              })),
              { ...options, title: 'What abstaining gains', source: meta.source, wantedRisk },
            )
          }
        />
      </RiskHandle>
      <div class="threshold">
        <h2>When to answer</h2>
        <label>
          Answer from a confidence of <output class="number">{percent(threshold)}</output> on
          <input
            type="range"
            min={0}
            max={100}
            step={1}
            value={Math.round(100 * threshold)}
            onInput={(event) => setDragged(Number(event.currentTarget.value) / 100)}
            onChange={(event) => {
              keep(Number(event.currentTarget.value) / 100);
            }}
          />
        </label>
        <p role="status">
          {chosen === null ? (
            'No answer is stated with so much confidence.'
          ) : (
            <>
              <b>{percent(chosen.coverage, 1)}</b> of the questions are answered, and{' '}
              <b>{percent(chosen.risk, 1)}</b> of those answers are incorrect
              {chosen.low === undefined || chosen.high === undefined
                ? ''
                : ` [${percent(chosen.low, 1)}, ${percent(chosen.high, 1)}]`}
              .
            </>
          )}
        </p>
        <label class="field">
          Wanted risk
          <select
            value={String(Math.round(100 * wantedRisk))}
            onChange={(event) => setParams({ risk: event.currentTarget.value, threshold: '' })}
          >
            {[1, 2, 5, 10, 15, 20, 30].map((share) => (
              <option key={share} value={String(share)}>
                at most {share} % incorrect
              </option>
            ))}
          </select>
        </label>
        <p class="muted">
          {after.threshold === null
            ? `No threshold can be promised to keep ${percent(wantedRisk)}.`
            : `From ${percent(after.threshold.threshold)} on, ${percent(wantedRisk)} is kept with a probability of 95 %.`}
        </p>
      </div>
    </section>
  );
}
