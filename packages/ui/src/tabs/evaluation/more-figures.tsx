import { type ReportAnalysis, reportFigures } from '@echo/report';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Figure } from '../../parts/figure.js';

/** Those above stand there already; the radar shows what the dumbbell shows, less exactly. */
const SHOWN = ['reliability', 'risk-coverage', 'fingerprint-radar'];

/** The other figures of the report, drawn when they are asked for. */
export function MoreFigures({
  analysis,
  drawn,
}: {
  readonly analysis: ReportAnalysis;
  readonly drawn: string;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const figures = reportFigures(analysis).filter(({ name }) => !SHOWN.includes(name));
  return (
    <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>More figures</h2>
      </summary>
      {isOpen && (
        <div class="figures">
          {figures.map(({ name, draw }) => (
            <Figure key={name} of={`${name} ${drawn}`} draw={draw} widest={560} />
          ))}
        </div>
      )}
    </details>
  );
}
