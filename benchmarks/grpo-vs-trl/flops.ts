import type { ModelConfig } from '@echo/policy';
import type { Settings } from './settings.js';

/**
 * Floating-point operations of a GRPO step, by what they are for.
 *
 * A multiplication and an addition are two.
 */
export interface StepFlops {
  readonly prefill: number;
  readonly decode: number;
  readonly backward: number;
  /** Of the reference log-probs; 0 when β is 0. */
  readonly reference: number;
  readonly total: number;
}

/**
 * The least floating-point operations of a step.
 *
 * This is when a prompt is computed once for its group and the backward pass starts from what sampling has
 * kept, so that no token is sent forward twice: matrix products with the weights, the head where a token is
 * sampled, attention, and LoRA's gradient.
 *
 * Everything element by element is left out.
 */
export function stepFlops(config: ModelConfig, settings: Settings, beta: number): StepFlops {
  const { prompts, groupSize, promptTokens: P, completionTokens: T, rank } = settings;
  const rows = prompts * groupSize;
  const { hiddenSize: C, intermediateSize: I, heads, keyValueHeads, headDim, layers, vocabSize } = config;
  const widths: readonly (readonly [input: number, output: number])[] = [
    [C, heads * headDim],
    [C, keyValueHeads * headDim],
    [C, keyValueHeads * headDim],
    [heads * headDim, C],
    [C, I],
    [C, I],
    [I, C],
  ];
  const weights = layers * widths.reduce((sum, [input, output]) => sum + input * output, 0);
  const lora = layers * rank * widths.reduce((sum, [input, output]) => sum + input + output, 0);
  const head = vocabSize * C;

  const promptPairs = prompts * ((P * (P + 1)) / 2);
  const completionPairs = rows * (T * P + (T * (T + 1)) / 2);
  const attention = (pairs: number) => 4 * layers * heads * headDim * pairs;

  const prefill = 2 * weights * prompts * P + 2 * head * prompts + attention(promptPairs);
  const decode = 2 * rows * T * (weights + head) + attention(completionPairs);
  const tokens = prompts * P + rows * T;
  const backward =
    2 * weights * tokens +
    2 * head * rows * T +
    4 * lora * tokens +
    2 * attention(promptPairs + completionPairs);
  const reference =
    beta === 0 ? 0 : 2 * weights * tokens + 2 * head * rows * T + attention(promptPairs + completionPairs);
  return { prefill, decode, backward, reference, total: prefill + decode + backward + reference };
}
