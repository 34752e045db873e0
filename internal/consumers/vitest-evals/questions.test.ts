import type { Prediction } from '@echo/metrics';
import { calibrationMatchers } from '@echo/metrics/vitest';
import { brierScorer, logScorer } from '@echo/metrics/vitest-evals';
import { expect } from 'vitest';
import { createHarness, describeEval } from 'vitest-evals';
import { expectedOf, questions, readReply, replyTo, unreadable } from './questions.ts';

expect.extend(calibrationMatchers);

const harness = createHarness<string, string>({
  name: 'replies',
  run: async ({ input }) => ({
    output: replyTo(input),
    messages: [
      { role: 'user', content: input },
      { role: 'assistant', content: replyTo(input) },
    ],
  }),
});
const read = ({ input, output }: { input: unknown; output: unknown }) => readReply(output, expectedOf(input));
const predictions: Prediction[] = [];

describeEval('questions', { harness, judges: [brierScorer({ read })], judgeThreshold: 0.6 }, (it) => {
  it.for(questions)('$input', async ({ input, expected }, { run }) => {
    const result = await run(input);
    await expect(result).toSatisfyJudge(logScorer({ read }), { threshold: null });
    const prediction = readReply(result.output, expected);
    if (prediction) predictions.push(prediction);
  });

  it('is calibrated over the run', () => {
    expect(predictions).toBeCalibrated({ ece: 0.1 });
    expect(predictions).toHaveBrierBelow(0.2);
  });
});

describeEval('strict', { harness, judges: [brierScorer({ read })], judgeThreshold: 0.9 }, (it) => {
  it('fails below the threshold', async ({ run }) => {
    await run('Who wrote Emma?');
  });
});

describeEval('unreadable', { harness, judges: [brierScorer({ read })], judgeThreshold: null }, (it) => {
  it('is not scored', async ({ run }) => {
    await run(unreadable.input);
  });
});
