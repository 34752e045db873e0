import { brierScorer, calibrationEvaluator, logScorer } from '@echo/metrics/langfuse';
import { LangfuseClient, type RunEvaluator } from '@langfuse/client';
import { questions, readReply, replyTo, unreadable } from './questions.ts';

const read = ({ output, expectedOutput }: { output: unknown; expectedOutput?: unknown }) =>
  readReply(output, expectedOutput);
const ofRun: RunEvaluator = calibrationEvaluator({ read, report: { resamples: 100 } });

/** Runs the experiment of the questions against a Langfuse server. */
export function runExperiment(baseUrl: string) {
  const langfuse = new LangfuseClient({ publicKey: 'pk', secretKey: 'sk', baseUrl });
  return langfuse.experiment.run({
    name: 'questions',
    data: [...questions, unreadable].map(({ input, expected }) => ({ input, expectedOutput: expected })),
    task: async ({ input }) => replyTo(input),
    evaluators: [brierScorer({ read }), logScorer({ read })],
    runEvaluators: [ofRun],
  });
}
