/** The published set-up. */
export const PUBLISHED = {
  /** Completions of each prompt, compared with each other. */
  groupSize: 4,
  /** AdamW's rate after warm-up; meant for models of billions of parameters, small ones learn at a hundred times more. */
  learningRate: 5e-6,
  /** Sampling temperature. */
  temperature: 0.8,
  /** Nucleus of the sampling distribution. */
  topP: 0.95,
  /** LoRA rank. */
  rank: 16,
  /** Weight β of the KL to the reference. */
  klCoefficient: 0.05,
} as const;
