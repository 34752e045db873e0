import { domainHeatmap, fingerprintDumbbell, fingerprintRadar } from '@echo/plots';
import type { JSX } from 'preact';
import type { LogFingerprint } from '../../logs/fingerprints.js';
import { Figure } from '../../parts/figure.js';
import { usePage } from '../../shell/context.js';
import { goTo } from '../../store/state.js';
import { answersOf } from './answers-of.js';

/** A radar of fewer domains has no shape, one of more cannot be read. */
const RADAR = { least: 3, most: 12 };

/** Dumbbell, radar and a heatmap for each log; what is clicked opens its questions. */
export function FingerprintFigures({ series }: { readonly series: readonly LogFingerprint[] }): JSX.Element {
  const { store } = usePage();
  const key = series.map(({ id }) => id).join(' ');
  const source = series.map(({ label }) => label).join('; ');
  const domains = new Set(series.flatMap((each) => each.domains.map(({ domain }) => domain))).size;
  const last = series.at(-1);
  return (
    <div class="figures">
      <Figure
        of={`dumbbell ${key}`}
        draw={(options) =>
          fingerprintDumbbell(series, { ...options, title: 'Stated confidence and accuracy', source })
        }
        say={({ domain }) => (typeof domain === 'string' ? `${domain}: click to list its answers` : null)}
        onPick={({ domain }) => {
          if (last && typeof domain === 'string') goTo(store, answersOf(last, { domain }));
        }}
      />
      {domains >= RADAR.least && domains <= RADAR.most && (
        <Figure
          of={`radar ${key}`}
          widest={520}
          draw={(options) => fingerprintRadar(series, { ...options, title: 'Gap of each domain', source })}
        />
      )}
      {series.map((each) => (
        <Figure
          key={each.id}
          of={`heatmap ${each.id}`}
          draw={(options) =>
            domainHeatmap(each.cells, {
              ...options,
              title: `By domain and confidence: ${each.label}`,
              source: each.label,
            })
          }
          say={({ row, n }) =>
            typeof row === 'string' && typeof n === 'number'
              ? `${row}: ${n} answers; click to list them`
              : null
          }
          onPick={({ row, low, high }) => {
            if (typeof row === 'string' && typeof low === 'number' && typeof high === 'number')
              goTo(store, answersOf(each, { domain: row, low, high }));
          }}
        />
      ))}
    </div>
  );
}
