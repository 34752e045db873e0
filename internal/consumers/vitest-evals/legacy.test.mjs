import { brierScorer } from '@echo/metrics/vitest-evals';
import { describeEval } from 'vitest-evals/legacy';
import { expectedOf, questions, readReply, replyTo } from './questions.ts';

const { assess } = brierScorer({ read: ({ input, output }) => readReply(output, expectedOf(input)) });

describeEval('legacy', {
  data: async () => questions.map(({ input }) => ({ input, name: `legacy: ${input}` })),
  task: async (input) => replyTo(input),
  scorers: [assess],
  threshold: 0.6,
});
