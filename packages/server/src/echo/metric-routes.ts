import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpFault } from '../http/error-replies.js';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';
import { calibrationSummary, groupRows, reliabilityBins } from './calibration-summary.js';

/** Adds `/metrics`, `/metrics/{domain}` and `/fingerprint`, all read from the count rows of the store. */
export function addMetricRoutes(app: FastifyInstance, { store }: ServerContext): void {
  const zod = withZod(app);
  const tags = ['Calibration'];
  const summaries = (groups: ReturnType<typeof groupRows>) =>
    Object.fromEntries([...groups].map(([name, rows]) => [name, calibrationSummary(rows)]));

  zod.get('/metrics', { schema: { summary: 'The calibration of every episode', tags } }, async () => {
    const rows = await store.counts();
    return {
      ...calibrationSummary(rows),
      bins: reliabilityBins(rows),
      domains: summaries(groupRows(rows, 'domain')),
      difficulties: summaries(groupRows(rows, 'difficulty')),
    };
  });

  zod.get(
    '/metrics/:domain',
    {
      schema: { summary: 'The calibration in a domain', tags, params: z.object({ domain: z.string() }) },
    },
    async ({ params: { domain } }) => {
      const rows = groupRows(await store.counts(), 'domain').get(domain);
      if (!rows) throw new HttpFault(404, `No episode of the domain ${JSON.stringify(domain)} was graded.`);
      return {
        domain,
        ...calibrationSummary(rows),
        bins: reliabilityBins(rows),
        difficulties: summaries(groupRows(rows, 'difficulty')),
      };
    },
  );

  zod.get('/fingerprint', { schema: { summary: 'Stated against actual, by domain', tags } }, async () => ({
    domains: [...groupRows(await store.counts(), 'domain')].map(([domain, rows]) => {
      const { n, accuracy, mean_confidence, ece, overconfidence_rate } = calibrationSummary(rows);
      const gap = accuracy === null || mean_confidence === null ? null : mean_confidence / 100 - accuracy;
      return { domain, n, accuracy, mean_confidence, gap, ece, overconfidence_rate };
    }),
  }));
}
