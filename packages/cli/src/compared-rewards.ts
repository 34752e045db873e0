import type { PresetName } from '@echo/reward';

/** The rewards of `demo --compare`. */
export const COMPARED: readonly PresetName[] = ['honest', 'echo', 'accuracy-only'];
