/** The most tokens of a completion. */
export const MAX_TOKENS = '32';

/** A fresh adapter, and supervised fine-tuning on the format before GRPO. */
export const FRESH = ['--rank', '4', '--alpha', '16', '--sft-steps', '60'] as const;

/**
 * The flags SmolLM2 is trained with, but for the number of steps; chosen on a sample of 300 held-out tasks.
 */
export const SETTING = [
  ...['--prompts', '8', '--group', '2'],
  ...['--max-tokens', MAX_TOKENS, '--temperature', '0.5', '--learning-rate', '1e-3'],
] as const;
