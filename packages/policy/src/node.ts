// Policies in files

export { loadPolicy, type PolicyOptions } from './node/load-policy.js';

// Adapters

export { readPeftFolder, writePeftFolder } from './node/peft-folder.js';

// Checkpoints

export { openGguf } from './checkpoint/gguf.js';
export { openHuggingFaceFolder } from './node/hugging-face-folder.js';
export { replaceFolder } from './node/replace-folder.js';
export { readSafetensors, writeSafetensors } from './node/safetensors-file.js';
