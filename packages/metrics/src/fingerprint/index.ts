// What a model knows of what it knows

export {
  type DifficultyFingerprint,
  type DomainFingerprint,
  epistemicFingerprint,
  type Fingerprint,
} from './epistemic-fingerprint.js';
export type { FingerprintOptions, FingerprintRow } from './fingerprint-row.js';

// Distance

export {
  compareFingerprints,
  type DomainGapComparison,
  type FingerprintComparison,
  type PermutationOptions,
} from './compare-fingerprints.js';
export { type DomainGaps, fingerprintDistance } from './fingerprint-distance.js';
