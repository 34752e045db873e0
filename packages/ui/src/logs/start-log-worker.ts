/** The worker of logs, as a file beside the page. */
export const startLogWorker = (): Worker =>
  new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module', name: 'logs' });
