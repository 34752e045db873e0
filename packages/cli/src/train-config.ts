import { z } from 'zod';

/**
 * The configuration of a run: everything that decides its numbers, stored as config.json and compared on
 * resume.
 */
export const trainConfigSchema = z.strictObject({
  /** `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name. */
  model: z.string(),
  /** A PEFT folder to start from; null for a fresh adapter. */
  adapter: z.string().nullable(),
  /** `builtin` (its train split), `builtin:dev` or a .jsonl file. */
  tasks: z.string(),
  /** The held-out tasks: `builtin`, a .jsonl file, or null for a tenth of the tasks kept out of training. */
  evalTasks: z.string().nullable(),
  /** The most tasks to evaluate on; 0 for all. */
  evalLimit: z.number().int().min(0),
  reward: z.string(),
  steps: z.number().int().min(1),
  prompts: z.number().int().min(1),
  group: z
    .number()
    .int()
    .min(2, 'Expected `group` to be at least 2, as an advantage compares the rollouts of a group.'),
  seed: z.number().int().min(0),
  learningRate: z.number().positive(),
  temperature: z.number().positive(),
  topP: z.number().positive().max(1),
  maxTokens: z.number().int().min(1),
  klCoefficient: z.number().min(0),
  klEstimator: z.enum(['k3', 'exact']),
  normalization: z.enum(['token', 'sequence']),
  /**
   * The credit assignment: by completion, by segment, or by segment with the exact confidence gradient.
   */
  credit: z.enum(['completion', 'segment', 'exact-confidence']),
  /** The entropy coefficient β of the exact confidence gradient at first, in reward per nat. */
  entropyCoefficient: z.number().min(0),
  /** The entropy coefficient in the end. */
  finalEntropyCoefficient: z.number().min(0),
  /** The weight of the exact confidence gradient beside that of sampled tokens. */
  confidenceWeight: z.number().positive(),
  curriculum: z.boolean(),
  rank: z.number().int().min(1),
  alpha: z.number().positive(),
  /** Steps of supervised fine-tuning on the response format before anything is measured. */
  sftSteps: z.number().int().min(0),
  /** The most prompts of a micro-batch of an update; null for all that fit into `memory`. */
  microBatch: z.number().int().min(1).nullable(),
  /** The memory limit of the process in bytes, as far as it can be estimated; null for no limit. */
  memory: z.number().positive().nullable().default(null),
  /** Steps between checkpoints. */
  checkpointEvery: z.number().int().min(1),
});

export type TrainConfig = z.infer<typeof trainConfigSchema>;

/** The defaults of `echo-rl train`; the learning rate suits models of about a hundred million parameters. */
export const DEFAULT_CONFIG: TrainConfig = {
  model: 'nano',
  adapter: null,
  tasks: 'builtin',
  evalTasks: null,
  evalLimit: 0,
  reward: 'honest',
  steps: 100,
  prompts: 4,
  group: 4,
  seed: 1,
  learningRate: 2e-4,
  temperature: 0.8,
  topP: 0.95,
  maxTokens: 64,
  klCoefficient: 0.05,
  klEstimator: 'k3',
  normalization: 'token',
  credit: 'exact-confidence',
  entropyCoefficient: 0.03,
  finalEntropyCoefficient: 0.002,
  confidenceWeight: 40,
  curriculum: false,
  rank: 16,
  alpha: 16,
  sftSteps: 0,
  microBatch: null,
  memory: null,
  checkpointEvery: 25,
};

/**
 * The configuration of the demo: a short schedule over the full mix of tasks.
 *
 * It trains on the dev split: the embedded policy has memorised the train split, and its accuracy on
 * memorised questions says nothing about the rest.
 */
export const DEMO_CONFIG: TrainConfig = {
  ...DEFAULT_CONFIG,
  tasks: 'builtin:dev',
  steps: 240,
  prompts: 32,
  group: 2,
  learningRate: 1e-3,
  temperature: 0.5,
  topP: 1,
  maxTokens: 24,
  klCoefficient: 2,
  klEstimator: 'exact',
  entropyCoefficient: 0.05,
  finalEntropyCoefficient: 0.002,
  rank: 64,
  alpha: 64,
  microBatch: 16,
};
