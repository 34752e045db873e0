import { summarize } from '@echo/metrics';
import { type AssertionInput, brierScorer, calibrationExtension, logScorer } from '@echo/metrics/promptfoo';
import type { Assertion } from 'promptfoo';
import { readReply } from './questions.ts';

const read = ({ output, vars }: AssertionInput) => readReply(output, vars.expected);

/** The assertions and the hook that `promptfooconfig.yaml` names. */
export const brier = brierScorer({ read });
export const strict = brierScorer({ read, threshold: 0.9 });
export const log = logScorer({ read });
export const afterAll = calibrationExtension({
  onReport: (report, { provider }) => console.log(`${provider}: ${summarize(report)}`),
});

/** The same, as a configuration in code takes them. */
export const inCode: Assertion = { type: 'javascript', value: brier };
