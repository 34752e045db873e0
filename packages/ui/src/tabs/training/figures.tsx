import { reliabilityCurve } from '@echo/metrics';
import { reliabilityDiagram, trainingCurves } from '@echo/plots';
import type { JSX } from 'preact';
import { Figure } from '../../parts/figure.js';
import type { RunState } from './run-state.js';

/** The curves of the runs over each other, and the diagram of the latest answers of the newest. */
export function Figures({ shown }: { readonly shown: readonly RunState[] }): JSX.Element {
  const drawn = shown.filter((run) => run.steps.length > 0);
  const current = shown.at(-1);
  return (
    <div class="figures">
      {drawn.length > 0 && (
        <Figure
          of={`live ${drawn.map((run) => `${run.label} ${run.steps.length}`).join(' ')}`}
          draw={(options) =>
            trainingCurves(drawn, {
              ...options,
              title: 'The training, step by step',
              source: [...new Set(drawn.map(({ settings }) => `trained in ${settings.place}`))]
                .join(', ')
                .replace('in the server', 'on the server'),
            })
          }
        />
      )}
      {current && current.recent.length > 0 && (
        <Figure
          of={`live diagram ${current.label} ${current.steps.length}`}
          widest={420}
          draw={(options) =>
            reliabilityDiagram([{ label: current.label, bins: reliabilityCurve(current.recent) }], {
              ...options,
              title: 'The latest sampled answers',
              source: 'trained in this browser',
            })
          }
        />
      )}
    </div>
  );
}
