import { lenientInteger } from '@echo/env/wire';
import { scoreBenchmark } from '@echo/eval';
import { BENCHMARKS } from '@echo/tasks';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { withZod } from '../http/zod-type-provider.js';
import type { ServerContext } from '../server-context.js';

const ABOUT: Readonly<Record<(typeof BENCHMARKS)[number], string>> = {
  'calibration-fundamentals':
    '30 easy tasks: does the stated confidence match how often answers are correct?',
  'domain-aware': '4 medium tasks of every domain: does the confidence follow what the model knows?',
  'anti-hallucination': '30 adversarial tasks: does the model doubt where errors are popular?',
};

const phase = z.looseObject({ phase: lenientInteger({ min: 1, max: 3 }).nullish() });

/** Adds `/tasks`, the three benchmarks, and `/advance_phase`, the curriculum. */
export function addBenchmarkRoutes(app: FastifyInstance, context: ServerContext): void {
  const zod = withZod(app);
  const benchmarks = BENCHMARKS.map((name) => ({
    name,
    description: ABOUT[name],
    threshold: scoreBenchmark(name, []).threshold,
  }));
  zod.get('/tasks', { schema: { summary: 'The benchmarks', tags: ['Tasks'] } }, async () => ({
    tasks: benchmarks,
  }));

  zod.post(
    '/advance_phase',
    {
      schema: {
        summary: 'Move unseeded resets to the next curriculum phase',
        tags: ['Tasks'],
        body: phase.optional(),
      },
    },
    async ({ body }) => {
      const from = context.phase();
      const to = (body?.phase ?? Math.min(3, (from ?? 0) + 1)) as 1 | 2 | 3;
      context.setPhase(to);
      return { previous: from, phase: to, applies_to: 'resets without seed, phase, difficulty or index' };
    },
  );
}
