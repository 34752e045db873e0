import { brierScorer, logScorer } from '@echo/metrics/evalite';
import { createScorer, evalite } from 'evalite';
import { questions, readReply, replyTo, unreadable } from './questions.ts';

const read = ({ output, expected }: { output: unknown; expected?: unknown }) => readReply(output, expected);
const data = questions.map(({ input, expected }) => ({ input, expected }));

evalite<string, string, string>('questions', {
  data,
  task: replyTo,
  scorers: [brierScorer({ read }), createScorer<string, string, string>(logScorer({ read }))],
});

evalite<string, string, string>('unreadable', {
  data: [{ input: unreadable.input, expected: unreadable.expected }],
  task: replyTo,
  scorers: [brierScorer({ read })],
});
