// Every metric under one roof, for tests that go through all of them

export * from '../fingerprint/index.js';
export * from '../hypothesis-tests/index.js';
export * from '../index.js';
export * from '../matchers/index.js';
export * from '../recalibration/index.js';
export * from '../selective/index.js';
export * from '../smooth/index.js';
export * from '../two-alternative/index.js';
export * from '../uncertainty/index.js';
