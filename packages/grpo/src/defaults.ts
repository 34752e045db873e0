/**
 * The defaults of training: of `train`, of `trainSft`, and of the configuration of a run.
 *
 * They suit models of about a hundred to five hundred million parameters; smaller ones take a higher learning
 * rate.
 */
export const TRAIN_DEFAULTS = {
  /** Questions a step. */
  promptsPerStep: 4,
  /** Completions of each question. */
  groupSize: 4,
  /** AdamW's learning rate after warm-up. */
  learningRate: 1.5e-4,
  /** Sampling temperature. */
  temperature: 0.8,
  /** Nucleus (top-p) of the sampling distribution. */
  topP: 0.95,
  /** The most tokens of a completion. */
  maxTokens: 64,
  /** Weight β of the KL to the reference policy. */
  klCoefficient: 0.05,
  klEstimator: 'k3',
  normalization: 'token',
  /** Entropy bonus of the exact confidence gradient at first, in reward per nat. */
  entropyCoefficient: 0.03,
  /** Entropy bonus in the end. */
  finalEntropyCoefficient: 0.002,
  /** Weight of the exact confidence gradient beside that of sampled tokens. */
  confidenceWeight: 40,
  /** LoRA rank, that of a fresh adapter. */
  rank: 16,
  /** LoRA alpha, that of a fresh adapter. */
  alpha: 32,
  /** Steps of supervised fine-tuning on the response format before GRPO. */
  sftSteps: 40,
} as const;

/** The published hyperparameters, for comparison: those of billions of parameters. */
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
