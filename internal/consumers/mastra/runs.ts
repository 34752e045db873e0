import { brierScorer, logScorer, type ScorerRun } from '@echo/metrics/mastra';
import { Agent } from '@mastra/core/agent';
import * as evals from '@mastra/core/evals';
import { createStep, createWorkflow } from '@mastra/core/workflows';
import { getAssistantMessageFromRunOutput } from '@mastra/evals/scorers/utils';
import { z } from 'zod';
import { questions, readReply, replyTo, unreadable } from './questions.ts';

const read = ({ output, groundTruth }: ScorerRun) => readReply(output, groundTruth);
const question = z.object({ question: z.string() });
const reply = createStep({
  id: 'reply',
  inputSchema: question,
  outputSchema: z.string(),
  execute: async ({ inputData }) => replyTo(inputData.question),
});
const workflow = createWorkflow({ id: 'replies', inputSchema: question, outputSchema: z.string() })
  .then(reply)
  .commit();

const explained: { score: number; reason: string }[] = [];

/** What Mastra reports of a workflow. */
export const ofWorkflow = await evals.runEvals({
  target: workflow,
  data: [...questions, unreadable].map(({ input, expected }) => ({
    input: { question: input },
    groundTruth: expected,
  })),
  scorers: [{ scorer: brierScorer(evals, { read }), threshold: 0.8 }, logScorer(evals, { read })],
  onItemComplete: ({ scorerResults }) => {
    explained.push(scorerResults.brier);
  },
});

/** What Mastra reports of each item. */
export const itemsOfWorkflow = explained;

const model = {
  specificationVersion: 'v2',
  provider: 'consumer',
  modelId: 'replies',
  supportedUrls: {},
  doGenerate: async ({ prompt }: { prompt: readonly { role: string; content: unknown }[] }) => ({
    content: [{ type: 'text', text: answerTo(prompt) }],
    finishReason: 'stop',
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    warnings: [],
  }),
  doStream: async ({ prompt }: { prompt: readonly { role: string; content: unknown }[] }) => ({
    stream: new ReadableStream({
      start(controller) {
        controller.enqueue({ type: 'stream-start', warnings: [] });
        controller.enqueue({ type: 'text-start', id: '1' });
        controller.enqueue({ type: 'text-delta', id: '1', delta: answerTo(prompt) });
        controller.enqueue({ type: 'text-end', id: '1' });
        controller.enqueue({
          type: 'finish',
          finishReason: 'stop',
          usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
        });
        controller.close();
      },
    }),
  }),
};

function answerTo(prompt: readonly { role: string; content: unknown }[]): string {
  const asked = JSON.stringify(prompt);
  return questions.find(({ input }) => asked.includes(input))?.reply ?? '';
}

const readAgent = ({ output, groundTruth }: ScorerRun) =>
  readReply(
    getAssistantMessageFromRunOutput(output as Parameters<typeof getAssistantMessageFromRunOutput>[0]),
    groundTruth,
  );

/** What Mastra reports of an agent. */
export const ofAgent = await evals.runEvals({
  target: new Agent({
    id: 'agent',
    name: 'agent',
    instructions: 'Answer.',
    model: model as unknown as ConstructorParameters<typeof Agent>[0]['model'],
  }),
  data: questions.map(({ input, expected }) => ({ input, groundTruth: expected })),
  scorers: [brierScorer(evals, { read: readAgent })],
});
