import { EchoError } from '@echo/core';
import type { MethodSummary } from '@echo/eval';
import type { elicitationComparison } from '@echo/plots';

/** The rows of a methods.json, as its figure wants them. */
export function methodRows(text: string): {
  readonly rows: Parameters<typeof elicitationComparison>[0];
  readonly n: number;
} {
  let summaries: readonly MethodSummary[];
  try {
    summaries = JSON.parse(text).rows;
    if (!Array.isArray(summaries)) throw new Error('it has no rows');
  } catch (cause) {
    throw new EchoError(
      'corrupt-file',
      `methods.json is not as eval writes it (${(cause as Error).message}); evaluate again.`,
      { cause },
    );
  }
  const asked = summaries.filter(({ unsupported }) => unsupported === null);
  return {
    rows: asked.map(({ name, ece, brier, auroc, aurc, tokensPerQuestion, secondsPerQuestion }) => ({
      label: name,
      ece,
      brier,
      auroc,
      aurc,
      tokens: tokensPerQuestion,
      seconds: secondsPerQuestion,
    })),
    n: Math.max(0, ...asked.map(({ n }) => n)),
  };
}
