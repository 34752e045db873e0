import type { Job, SamplingFigures } from './settings.js';
export function llamaSampling(_g: string, _j: Job): SamplingFigures | null {
  return null;
}
