import type { RunEvent } from './train-run.js';

/** Shows a run's events: one line a step for machines, or sentences for people. */
export type Watch = (event: RunEvent) => void;

/** One JSON object a line on stdout. */
export const watchAsJson: Watch = (event) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};

/** Lines for people on stderr: progress with rate, time left, reward and ECE. A terminal shows the newest in place, a log file every tenth. */
export function watchAsText(now: () => number = () => performance.now()): Watch {
  const inPlace = process.stderr.isTTY === true;
  let started: number | undefined;
  let first = 0;
  const show = (line: string, milestone: boolean) => {
    if (inPlace) process.stderr.write(`\r\u001b[K${line}${milestone ? '\n' : ''}`);
    else if (milestone) process.stderr.write(`${line}\n`);
  };
  return (event) => {
    switch (event.kind) {
      case 'note':
        show(event.text, true);
        break;
      case 'evaluating':
        started = undefined;
        show(`evaluating ${event.when}: ${event.done} of ${event.of} tasks`, event.done === event.of);
        break;
      case 'warm-start':
        show(
          `warm start ${event.step} of ${event.of}: loss ${event.loss.toFixed(3)}`,
          event.step % 10 === 0 || event.step === event.of,
        );
        break;
      case 'step': {
        const { step, reward, accuracy, ece, meanConfidence, seconds } = event.event;
        if (started === undefined) {
          started = now() - seconds * 1000;
          first = step - 1;
        }
        const rate = (step - first) / ((now() - started) / 1000);
        const left = Math.round((event.of - step) / rate);
        const columns = [
          `step ${step} of ${event.of}`,
          `reward ${reward.toFixed(3)}`,
          `right ${(100 * accuracy).toFixed(0)} %`,
          `confidence ${(100 * meanConfidence).toFixed(0)} %`,
          `ECE ${ece === null ? '–' : ece.toFixed(3)}`,
          `${rate >= 1 ? `${rate.toFixed(1)} steps/s` : `${(1 / rate).toFixed(1)} s/step`}`,
          `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`,
        ];
        show(columns.join('  '), step % 10 === 0 || step === event.of);
        break;
      }
    }
  };
}
