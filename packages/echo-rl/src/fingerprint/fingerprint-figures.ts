import { reliabilityCurve, tabulateBy } from '@echo/metrics';
import { domainHeatmap, type FigureSpec, fingerprintDumbbell, fingerprintRadar } from '@echo/plots';
import type { LabelledFingerprint } from './fingerprint-series.js';

/** A radar of fewer domains has no shape, one of more cannot be read. */
const RADAR = { least: 3, most: 12 };

/** The figures of fingerprints by the names of their files; each carries its source. */
export function fingerprintFigures(
  series: readonly LabelledFingerprint[],
  source: string,
): readonly (readonly [name: string, spec: FigureSpec])[] {
  const title = 'Epistemic fingerprint';
  const domains = new Set(series.flatMap((each) => each.domains.map(({ domain }) => domain))).size;
  const isRadar = domains >= RADAR.least && domains <= RADAR.most;
  return [
    ['dumbbell', fingerprintDumbbell(series, { title, source })],
    ...(isRadar ? ([['radar', fingerprintRadar(series, { title, source })]] as const) : []),
    ...series.map(
      (each, i) =>
        [
          series.length === 1 ? 'heatmap' : `heatmap-${i + 1}`,
          domainHeatmap(heatmapCells(each), { title: `${title} of ${each.label}`, source }),
        ] as const,
    ),
  ];
}

function heatmapCells({ trials }: LabelledFingerprint): Parameters<typeof domainHeatmap>[0] {
  const tables = Object.entries(tabulateBy(trials, ({ domain }) => domain));
  return tables
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([domain, table]) =>
      reliabilityCurve(table).map(({ low, high, count: n, meanConfidence, accuracy }) => ({
        domain,
        low,
        high,
        n,
        meanConfidence,
        accuracy,
      })),
    );
}
