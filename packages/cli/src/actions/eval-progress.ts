import type { EvaluationProgress } from '@echo/eval';
import { progressBar } from 'echo-rl/commands';

/** Shows how far an evaluation is, with failures and the trials that were there already. */
export function evalProgress(what: string): {
  readonly onProgress: (progress: EvaluationProgress) => void;
  readonly end: () => void;
} {
  const bar = progressBar(what);
  return {
    onProgress: ({ done, total, secondsLeft, failed, resumed }) => {
      const details = [
        ...(resumed > 0 ? [`${resumed} resumed`] : []),
        ...(failed > 0 ? [`${failed} failed`] : []),
      ];
      bar.show({ done, total, secondsLeft, ...(details.length > 0 && { detail: details.join(', ') }) });
    },
    end: () => bar.end(),
  };
}
