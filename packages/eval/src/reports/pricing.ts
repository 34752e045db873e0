import type { TokenUsage } from '@echo/core';

/** The price of a million tokens, in any currency. */
export interface Pricing {
  readonly input: number;
  readonly output: number;
}

/** What tokens cost, in the currency of the pricing. */
export function costOf(usage: TokenUsage, pricing: Pricing): number {
  return (usage.inputTokens * pricing.input + usage.outputTokens * pricing.output) / 1e6;
}
