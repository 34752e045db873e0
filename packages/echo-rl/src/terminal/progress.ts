/** How far long work is. */
export interface Progress {
  readonly done: number;
  /** Null where it cannot be known. */
  readonly total: number | null;
  /** Seconds that the rest will take; null where that cannot be said. */
  readonly secondsLeft: number | null;
  /** More to say, such as the number of failures. */
  readonly detail?: string;
}

const WIDTH = 24;
const LINES = 10;

/**
 * Shows progress on stderr: on a terminal a bar in place, in a log file ten lines in all.
 *
 * Call `end` before anything else is written.
 */
export function progressBar(what: string): { show(progress: Progress): void; end(): void } {
  const inPlace = process.stderr.isTTY === true;
  let [shown, tenth, before] = [false, -1, 0];
  return {
    show(progress) {
      if (inPlace) {
        process.stderr.write(`\r\u001b[K${barOf(progress)} ${lineOf(what, progress)}`);
        shown = true;
        return;
      }
      const { done, total } = progress;
      const now =
        total === null || total === 0 ? Math.floor(Math.log2(done + 1)) : Math.floor((LINES * done) / total);
      // Fewer than before: the next piece of work has begun.
      if (now === tenth && done >= before && before !== total) return;
      before = done;
      tenth = now;
      process.stderr.write(`${lineOf(what, progress)}\n`);
    },
    end() {
      if (shown) process.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

function barOf({ done, total }: Progress): string {
  if (total === null || total === 0) return '';
  const full = Math.round((WIDTH * done) / total);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
}

function lineOf(what: string, { done, total, secondsLeft, detail }: Progress): string {
  const of = total === null ? '' : ` of ${total}`;
  const left = secondsLeft === null || done === total ? '' : `, ${duration(secondsLeft)} left`;
  return `${what}: ${done}${of}${left}${detail ? `, ${detail}` : ''}`;
}

/** A time such as `2:05`, or `1:02:05`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
