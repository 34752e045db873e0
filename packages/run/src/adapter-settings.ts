import { EchoError, REPLY_ORDERS } from '@echo/core';
import { type ReplyFormat, systemTurn } from '@echo/tasks';
import { z } from 'zod';
import type { RunConfig } from './config-schema.js';

/** The file beside an adapter's own that says how the adapter was trained to be asked. */
export const ADAPTER_SETTINGS_FILE = 'echo.json';

/** More than any system turn; a file may come from anywhere. */
const LONGEST_SYSTEM = 20_000;

const schema = z.object({
  format: z.literal('echo-adapter'),
  version: z.literal(1),
  /** Which part of a reply stands first. */
  order: z.enum(REPLY_ORDERS),
  /** The system turn of every prompt. */
  system: z.string().max(LONGEST_SYSTEM),
  /** The most tokens of a completion. */
  maxTokens: z.int().min(1),
  /** Whether the confidence is the one stated, or the mean of the distribution over those that could be. */
  reading: z.enum(['stated', 'expectation']),
  /** The temperature of the distribution whose mean is read. */
  readingTemperature: z.number().positive().default(1),
  base: z.object({
    /** The model's name in the run's configuration; of a path its last part alone. */
    name: z.string(),
    /** The SHA-256 of its weights, several files one after another by name; null where it is not known. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  }),
});

/** How an adapter was trained to be asked, and on what: the content of its `echo.json`. */
export type AdapterSettings = Readonly<z.output<typeof schema>>;

/** What of a run's configuration says how its adapter is asked. */
export type SettingsOfRun = Pick<RunConfig, 'order' | 'maxTokens' | 'model' | 'readingTemperature'>;

/** The settings of an adapter that a run has trained. */
export function adapterSettings(
  { order, maxTokens, model, readingTemperature }: SettingsOfRun,
  sha256: string | null,
): AdapterSettings {
  return {
    format: 'echo-adapter',
    version: 1,
    order,
    system: systemTurn({ order }),
    maxTokens,
    reading: readingTemperature === null ? 'stated' : 'expectation',
    readingTemperature: readingTemperature ?? 1,
    base: { name: withoutFolders(model), sha256 },
  };
}

/** A model's name that says nothing of the machine it was trained on. */
const withoutFolders = (model: string): string =>
  model.startsWith('hf:') ? model : (model.split(/[/\\]/).findLast((part) => part !== '') ?? model);

/** The text of `echo.json`. */
export function formatAdapterSettings(settings: AdapterSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/**
 * The settings in the text of an `echo.json`, which is untrusted; `source` is what errors call it.
 *
 * Throws `corrupt-file`.
 */
export function parseAdapterSettings(text: string, source: string = ADAPTER_SETTINGS_FILE): AdapterSettings {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const where = issue ? ` (${issue.path.join('.') || 'the whole'}: ${issue.message})` : '';
    throw new EchoError(
      'corrupt-file',
      `The file ${source} does not say how an adapter was trained to be asked${where}; train the adapter again, or remove the file and say so by flags.`,
      { cause },
    );
  }
}

/** The format of replies that an adapter was trained in. */
export const replyFormat = ({ order, system }: AdapterSettings): Required<ReplyFormat> => ({ order, system });
