import type { LogSummary } from '../logs/log-desk.js';
import { usePage } from '../shell/context.js';

/** Puts the demo run, with its training, on the desk; null where its files do not ship with the page. */
export function useDemo(): (() => Promise<LogSummary>) | null {
  const { backend, logs } = usePage();
  const { shipped } = backend;
  if (shipped === null) return null;
  return async () =>
    logs().openRun(
      await Promise.all([
        shipped.demo('trials.jsonl'),
        shipped.demo('events.jsonl'),
        shipped.demo('report.json'),
      ]),
    );
}
