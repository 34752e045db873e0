import LogWorker from './log-worker.ts?worker&inline';

/** The worker of logs, out of the page itself; takes the place of `start-log-worker.ts` in `echo.html`. */
export const startLogWorker = (): Worker => new LogWorker({ name: 'logs' });
