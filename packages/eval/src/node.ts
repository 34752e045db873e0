export { type FileTrialStoreOptions, fileTrialStore } from './store/file-trial-store.js';
