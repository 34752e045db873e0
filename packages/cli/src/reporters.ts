import type { Reporter, StepEvent } from '@echo/run';

/** A reporter that writes one JSON object a line to stdout. */
export const jsonReporter: Reporter = (event) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};

/**
 * A reporter that writes text to stderr: progress with rate, time left, reward and ECE.
 *
 * A terminal shows the newest line in place, a log file every tenth.
 */
export function textReporter(now: () => number = () => performance.now()): Reporter {
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
      case 'sft':
        show(
          `SFT step ${event.step} of ${event.of}: loss ${event.loss.toFixed(3)}`,
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
          `correct ${(100 * accuracy).toFixed(0)} %`,
          `confidence ${(100 * meanConfidence).toFixed(0)} %`,
          `ECE ${ece === null ? '–' : ece.toFixed(3)}`,
          `${rate >= 1 ? `${rate.toFixed(1)} steps/s` : `${(1 / rate).toFixed(1)} s/step`}`,
          `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`,
        ];
        show(columns.join('  '), step % 10 === 0 || step === event.of);
        if (event.event.heldOutTasks !== undefined) show(heldOutText(event.event), true);
        break;
      }
    }
  };
}

function heldOutText({ step, heldOutTasks, heldOutAccuracy, heldOutEce, heldOutAuroc }: StepEvent): string {
  const correct = typeof heldOutAccuracy === 'number' ? `${(100 * heldOutAccuracy).toFixed(0)} %` : '–';
  const figure = (value: number | null | undefined) => value?.toFixed(3) ?? '–';
  return `  after step ${step}, ${heldOutTasks} held-out tasks: ECE ${figure(heldOutEce)}, AUROC ${figure(heldOutAuroc)}, correct ${correct}`;
}
