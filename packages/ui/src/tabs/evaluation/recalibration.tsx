import { decimal, percent } from '@echo/plots';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FittedMap, LogSummary } from '../../logs/log-desk.js';
import type { LogView } from '../../logs/log-view.js';
import { download } from '../../parts/download.js';
import { usePage } from '../../shell/context.js';

interface RecalibrationProps {
  readonly log: LogSummary;
  readonly view: LogView;
  readonly risk: number;
}

/** Fits a map from stated to recalibrated confidence to the answers shown, and saves it. */
export function Recalibration({ log, view, risk }: RecalibrationProps): JSX.Element {
  const { logs } = usePage();
  const key = JSON.stringify({ ...view, sort: 'log' });
  const [state, setState] = useState<{
    readonly key: string;
    readonly fitted?: FittedMap;
    readonly text: string;
  }>({
    key: '',
    text: '',
  });
  const shown = state.key === key ? state : null;
  async function fit(): Promise<void> {
    setState({ key, text: 'Fitting…' });
    try {
      const fitted = await logs().recalibrate(view, risk);
      setState({ key, fitted, text: sentenceOf(fitted) });
    } catch (error) {
      setState({ key, text: (error as Error).message });
    }
  }
  return (
    <div class="recalibration">
      <button type="button" onClick={() => void fit()}>
        Fit a recalibration
      </button>
      <span role="status">{shown?.text}</span>
      {shown?.fitted && (
        <button
          type="button"
          onClick={() =>
            download(`${log.name}.recalibration.json`, shown.fitted?.json ?? '', 'application/json')
          }
        >
          Save the map
        </button>
      )}
    </div>
  );
}

function sentenceOf({ best: { map, gain }, threshold }: FittedMap): string {
  const abstain =
    threshold === null ? '' : ` Answer from a recalibrated confidence of ${percent(threshold)} on.`;
  return gain === null
    ? 'No map certainly lowers the Brier score on held-out folds; the confidences stay as they are.'
    : `A map of the kind ${map.kind} lowers the Brier score on held-out folds by ${decimal(gain.gain)} [${decimal(gain.low)}, ${decimal(gain.high)}].${abstain}`;
}
