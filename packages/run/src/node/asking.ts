import type { ReplyOrder } from '@echo/core';
import type { ReplyFormat } from '@echo/tasks';
import { type AdapterSettings, replyFormat } from '../adapter-settings.js';
import { readAdapterSettings } from './adapter-settings-file.js';

/** What a caller says about how a model is asked; what is left out is up to its adapter. */
export interface AskingOptions {
  /** The folder of the adapter. */
  readonly adapter?: string;
  readonly order?: ReplyOrder;
  readonly maxTokens?: number;
}

/** How a model is asked, and how its confidence is read. */
export interface Asking {
  readonly format: ReplyFormat;
  readonly maxTokens: number;
  readonly reading: AdapterSettings['reading'];
  /** The temperature of the distribution whose mean is read. */
  readonly readingTemperature: AdapterSettings['readingTemperature'];
}

/**
 * How a model is asked: as a caller says, else as its adapter was trained, which is in its `echo.json`.
 *
 * Else it is confidence first with 64 tokens. The adapter's system turn goes with its order. Throws
 * `corrupt-file`.
 */
export async function askingOf({ adapter, order, maxTokens }: AskingOptions): Promise<Asking> {
  const trained = adapter === undefined ? null : await readAdapterSettings(adapter);
  const isAsTrained = trained !== null && (order ?? trained.order) === trained.order;
  return {
    format: isAsTrained ? replyFormat(trained) : { order: order ?? 'confidence-first' },
    maxTokens: maxTokens ?? trained?.maxTokens ?? 64,
    reading: trained?.reading ?? 'stated',
    readingTemperature: trained?.readingTemperature ?? 1,
  };
}
