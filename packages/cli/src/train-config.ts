import { z } from 'zod';

/** Everything that decides a run's numbers; stored as config.json and compared when a run is resumed. */
export const trainConfigSchema = z.strictObject({
  /** `nano`, a Hugging Face folder, a .gguf file, or hf:owner/name. */
  model: z.string(),
  /** A PEFT folder to start from; null for a fresh adapter. */
  adapter: z.string().nullable(),
  /** `builtin` (its train split), `builtin:dev` or a .jsonl file. */
  tasks: z.string(),
  /** What before and after are measured on: `builtin`, a .jsonl file, or null for a tenth of the tasks kept out of training. */
  evalTasks: z.string().nullable(),
  /** The most tasks to evaluate on; 0 for all. */
  evalLimit: z.number().int().min(0),
  reward: z.string(),
  steps: z.number().int().min(1),
  prompts: z.number().int().min(1),
  group: z.number().int().min(1),
  seed: z.number().int().min(0),
  learningRate: z.number().positive(),
  temperature: z.number().positive(),
  topP: z.number().positive().max(1),
  maxTokens: z.number().int().min(1),
  klCoefficient: z.number().min(0),
  klEstimator: z.enum(['k3', 'exact']),
  normalization: z.enum(['token', 'sequence']),
  /** Whether a completion's advantage goes to all its tokens, each part gets the credit of what it can influence, or the confidence is also taken in expectation. */
  credit: z.enum(['completion', 'segment', 'enumerated']),
  /** With credit `enumerated`: what a nat of entropy of the stated confidence is worth at first. */
  entropyCoefficient: z.number().min(0),
  /** And in the end. */
  finalEntropyCoefficient: z.number().min(0),
  /** With credit `enumerated`: what the exact gradient of the confidence counts beside the sampled one. */
  confidenceWeight: z.number().positive(),
  curriculum: z.boolean(),
  rank: z.number().int().min(1),
  alpha: z.number().positive(),
  /** Supervised steps for the response format before anything is measured. */
  warmStart: z.number().int().min(0),
  /** The most prompts that go through the model together in an update; null for all that fit into `memory`. */
  batch: z.number().int().min(1).nullable(),
  /** What the process may take, in bytes, as far as that can be estimated; null for no limit. */
  memory: z.number().positive().nullable().default(null),
  /** Steps between checkpoints. */
  checkpointEvery: z.number().int().min(1),
});

export type TrainConfig = z.infer<typeof trainConfigSchema>;

/** What `echo-rl train` does unless told otherwise. The learning rate suits models of about a hundred million parameters. */
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
  credit: 'enumerated',
  entropyCoefficient: 0.03,
  finalEntropyCoefficient: 0.002,
  confidenceWeight: 40,
  curriculum: false,
  rank: 16,
  alpha: 16,
  warmStart: 0,
  batch: null,
  memory: null,
  checkpointEvery: 25,
};

/**
 * The demo's own short schedule over the full mix of tasks. It trains on the dev split: the embedded policy has learned the train
 * split by heart, and how often it is right on what it has by heart says nothing about the rest.
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
  batch: 16,
};
