import { REPLY_ORDERS } from '@echo/core';
import { TRAIN_DEFAULTS as DEFAULTS } from '@echo/grpo/defaults';
import { presets } from '@echo/reward';
import { z } from 'zod';

/** A number that counts something. */
const count = (least: number) => z.number().int().min(least);
const names = Object.keys(presets);

/**
 * The configuration of a run: everything that decides its numbers, stored as config.json and compared on
 * resume.
 *
 * Each option is declared here once; defaults, flags, help and tables derive from it (`CONFIG_OPTIONS`).
 * Beside its description, `value` is the placeholder of a value in a usage line, and `unset` says what
 * happens where the default is null.
 */
export const configSchema = z.strictObject({
  model: z
    .string()
    .default('nano')
    .describe('the model: nano, a Hugging Face folder, a .gguf file, or hf:owner/name[/file.gguf]'),
  adapter: z
    .string()
    .nullable()
    .default(null)
    .meta({ description: 'start from this PEFT adapter', value: 'folder', unset: 'a fresh one' }),
  tasks: z
    .string()
    .default('builtin')
    .describe('tasks to train on: builtin (its train split), builtin:dev or a .jsonl file'),
  environment: z.string().nullable().default(null).meta({
    description: 'the server that poses the questions of GRPO and grades the replies',
    value: 'address',
    unset: 'none, the tasks are posed here',
  }),
  evalTasks: z.string().nullable().default(null).meta({
    description: 'tasks to measure before and after on: builtin, builtin:dev, adversarial or a .jsonl file',
    unset: 'a part kept out of training',
  }),
  evalLimit: count(0).default(0).describe('the most tasks to measure on, 0 for all'),
  readingTemperature: z.number().positive().nullable().default(null).meta({
    description:
      'evaluations read the confidence as the mean of its distribution at this temperature, instead of as written; the adapter keeps it for whoever loads it',
    unset: 'as written',
  }),
  evalEvery: count(0).default(0).describe('steps between looks at some of the held-out tasks, 0 for none'),
  reward: z
    .string()
    .default('honest')
    .describe(`what is trained on: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`),
  order: z
    .enum(REPLY_ORDERS)
    .default('confidence-first')
    .describe('which part of a reply stands first; the adapter keeps it for whoever loads it'),
  steps: count(0).default(100).describe('training steps; 0 for supervised fine-tuning alone'),
  prompts: count(1).default(DEFAULTS.promptsPerStep).describe('questions a step'),
  group: z
    .number()
    .int()
    .min(2, 'Expected `group` to be at least 2, as an advantage compares the rollouts of a group.')
    .default(DEFAULTS.groupSize)
    .describe('completions of each question, at least 2'),
  seed: count(0).default(1).describe('seed of everything random'),
  learningRate: z.number().positive().default(DEFAULTS.learningRate).describe('learning rate after warm-up'),
  temperature: z.number().positive().default(DEFAULTS.temperature).describe('temperature of sampling'),
  topP: z.number().positive().max(1).default(DEFAULTS.topP).describe('nucleus (top-p) of sampling'),
  maxTokens: count(1).default(DEFAULTS.maxTokens).describe('the most tokens of a completion'),
  klCoefficient: z
    .number()
    .min(0)
    .default(DEFAULTS.klCoefficient)
    .describe('weight of the KL to the reference policy, which is what training starts from'),
  klEstimator: z
    .enum(['k3', 'exact'])
    .default(DEFAULTS.klEstimator)
    .describe('the KL from the tokens sampled, or over the whole vocabulary'),
  normalization: z
    .enum(['token', 'sequence'])
    .default(DEFAULTS.normalization)
    .describe('what counts the same in the loss'),
  credit: z
    .enum(['exact', 'segment', 'completion', 'dcpo'])
    .default('exact')
    .describe(
      'credit assignment: the exact confidence gradient, an advantage for each segment, one for the whole completion (RLCR, with its reward), or DCPO with its own two rewards',
    ),
  ownVerdict: z.number().min(0).max(1).nullable().default(null).meta({
    description:
      "weight of a rollout's own verdict in the target of its confidence, beside the success rate of its group; answer first only",
    unset: '0.5 answer first, else 0',
  }),
  successRate: z
    .enum(['group', 'likelihood', 'reference'])
    .default('group')
    .describe(
      "what an answer's chance of being correct is taken from beside its own verdict: the verdicts of its group, its likelihood, by what that has meant so far, or the mean confidence of the reference policy",
    ),
  confidenceObjective: z
    .enum(['expected-reward', 'cross-entropy'])
    .default('expected-reward')
    .describe(
      'objective of the exact confidence gradient: the expected reward, or the cross-entropy to the distribution ∝ exp(reward / entropy bonus), which has the same optimum',
    ),
  entropyCoefficient: z
    .number()
    .min(0)
    .default(DEFAULTS.entropyCoefficient)
    .describe('entropy bonus of the exact confidence gradient at first, in reward per nat'),
  finalEntropyCoefficient: z
    .number()
    .min(0)
    .default(DEFAULTS.finalEntropyCoefficient)
    .describe('entropy bonus in the end'),
  confidenceWeight: z
    .number()
    .positive()
    .default(DEFAULTS.confidenceWeight)
    .describe('weight of the exact confidence gradient beside that of sampled tokens'),
  explorationFloor: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'floor of exploration in the exact confidence gradient: confidences that pay above the mean are climbed as though stated with this probability; 0 for none',
    ),
  curriculum: z.boolean().default(false).describe('go from easy to hard in three phases'),
  selfPlay: z
    .number()
    .min(0)
    .default(0)
    .describe(
      'strength of adversarial self-play: confident errors, and their templates, are posed up to 1 + x times as often; 0 for none',
    ),
  accuracyGuard: z
    .number()
    .min(0)
    .default(0)
    .describe(
      'the fall in accuracy, on tasks kept out of training, at which the run stops and goes back; 0 for no guard',
    ),
  rank: count(1).default(DEFAULTS.rank).describe('LoRA rank of the adapter'),
  alpha: z.number().positive().default(DEFAULTS.alpha).describe('LoRA alpha of the adapter'),
  numLayers: count(1).nullable().default(null).meta({
    description: 'layers that the adapter changes, the last ones: a step takes less time and memory',
    unset: 'all',
  }),
  sftSteps: count(0)
    .default(DEFAULTS.sftSteps)
    .describe('steps of supervised fine-tuning on the response format first'),
  formatGuard: z.boolean().default(true).describe('stop when the policy no longer keeps the response format'),
  microBatch: count(1).nullable().default(null).meta({
    description: 'the most prompts of a micro-batch of an update',
    unset: 'all that fit into the memory',
  }),
  memory: z.number().positive().nullable().default(null).meta({
    description: 'what the process may take, in bytes',
    value: 'amount',
    unset: 'no limit',
  }),
  checkpointEvery: count(1).default(25).describe('steps between checkpoints'),
  tensorboard: z.boolean().default(false).describe('log for TensorBoard, too'),
});

/** The configuration of a run, every option given. */
export type RunConfig = Readonly<z.output<typeof configSchema>>;
/** The options of a run; those left out have their defaults. */
export type RunConfigInput = Readonly<z.input<typeof configSchema>>;
