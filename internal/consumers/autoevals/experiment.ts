import { brierScorer, logScorer } from '@echo/metrics/autoevals';
import { ListContains, type Scorer } from 'autoevals';
import { Eval } from 'braintrust';
import { questions, readReply, replyTo, unreadable } from './questions.ts';

const read = ({ output, expected }: { output: unknown; expected?: unknown }) => readReply(output, expected);
const brier: Scorer<string, object> = brierScorer({ read });

/** The experiment in Braintrust, on this machine alone. */
export const experiment = await Eval(
  'consumer',
  {
    data: () => [...questions, unreadable].map(({ input, expected }) => ({ input, expected })),
    task: replyTo,
    scores: [brierScorer({ read }), logScorer({ read })],
  },
  { noSendLogs: true },
);

/** The best pairing of replies with expected answers, by autoevals itself. */
export const pairing = await ListContains({
  output: questions.map(({ reply }) => reply),
  expected: questions.map(({ expected }) => expected),
  pairwiseScorer: brier,
});
