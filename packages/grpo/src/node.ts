// Checkpoints in folders

export { loadTrainState, saveTrainState } from './node/save-train-state.js';
