import type { Source } from './source.js';
import { arc } from './sources/arc.js';
import { gsm8k } from './sources/gsm8k.js';
import { medmcqa } from './sources/medmcqa.js';
import { sciq } from './sources/sciq.js';
import { triviaQa } from './sources/trivia-qa.js';

export type SourceName = 'gsm8k' | 'arc' | 'triviaqa' | 'sciq' | 'medmcqa';

/** The published data sets that can be downloaded. */
export const SOURCES: Readonly<Record<SourceName, Source>> = {
  gsm8k,
  arc,
  triviaqa: triviaQa,
  sciq,
  medmcqa,
};
