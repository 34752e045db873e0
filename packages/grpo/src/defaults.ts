/** The published hyperparameters. */
export const PUBLISHED_DEFAULTS = {
  /** Completions of each prompt, compared with each other. */
  groupSize: 4,
  /**
   * AdamW's learning rate after warm-up, meant for billions of parameters; small models learn at a hundred
   * times more.
   */
  learningRate: 5e-6,
  /** Sampling temperature. */
  temperature: 0.8,
  /** Nucleus (top-p) of the sampling distribution. */
  topP: 0.95,
  /** LoRA rank. */
  rank: 16,
  /** Weight β of the KL to the reference policy. */
  klCoefficient: 0.05,
} as const;
