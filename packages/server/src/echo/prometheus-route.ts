import { expectedCalibrationError } from '@echo/metrics';
import { countTable } from '@echo/store';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.js';
import { groupRows } from './calibration-summary.js';

/** Adds `/prometheus`: what the server and its store count, in Prometheus' text format. */
export function addPrometheusRoute(app: FastifyInstance, context: ServerContext): void {
  const { sessions, httpEpisodes, counters, store } = context;
  app.get(
    '/prometheus',
    { schema: { summary: 'Counters in Prometheus text format', tags: ['Monitoring'] } },
    async (_, reply) => {
      const rows = await store.counts();
      const byDomain = [...groupRows(rows, 'domain')].map(([domain, group]) => {
        const { n } = countTable(group);
        return [`{domain=${JSON.stringify(domain)}}`, n] as const;
      });
      reply.type('text/plain; version=0.0.4; charset=utf-8');
      return [
        ...series('echo_episodes_total', 'counter', 'Graded episodes in the store.', byDomain),
        ...series('echo_ece', 'gauge', 'Expected calibration error of the episodes in the store.', [
          ['', expectedCalibrationError(countTable(rows)) ?? Number.NaN],
        ]),
        ...series('echo_sessions', 'gauge', 'Open sessions.', [['', sessions.size()]]),
        ...series('echo_sessions_max', 'gauge', 'Slots for sessions.', [['', sessions.max]]),
        ...series('echo_sessions_opened_total', 'counter', 'Sessions opened since the start.', [
          ['', counters.sessionsOpened],
        ]),
        ...series('echo_sessions_refused_total', 'counter', 'Sessions refused since the start.', [
          ['', counters.sessionsRefused],
        ]),
        ...series('echo_http_episodes', 'gauge', 'Open episodes of plain HTTP clients.', [
          ['', httpEpisodes.size()],
        ]),
        ...series('echo_http_requests_total', 'counter', 'Requests since the start.', [
          ['', counters.requests],
        ]),
        ...series('echo_frames_total', 'counter', 'Frames since the start.', [['', counters.frames]]),
        ...series('echo_frames_refused_total', 'counter', 'Frames refused since the start.', [
          ['', counters.refusedFrames],
        ]),
        ...series('process_resident_memory_bytes', 'gauge', 'Resident memory.', [
          ['', process.memoryUsage.rss()],
        ]),
        '',
      ].join('\n');
    },
  );
}

function series(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): readonly string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...values.map(([labels, value]) => `${name}${labels} ${value}`),
  ];
}
