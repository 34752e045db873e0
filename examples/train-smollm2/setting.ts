/** The longest reply. */
export const MAX_TOKENS = '32';

/** Supervised steps for the format, before training. */
export const WARM_START = ['--warm-start', '60'] as const;

/** How SmolLM2 is trained, but for the number of steps; chosen on a sample of 300 held-out tasks. */
export const SETTING = [
  ...['--prompts', '8', '--group', '2', '--batch', '8'],
  ...['--max-tokens', MAX_TOKENS, '--temperature', '0.5'],
  ...['--rank', '4', '--alpha', '16', '--learning-rate', '1e-3'],
] as const;
