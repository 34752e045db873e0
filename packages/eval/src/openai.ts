export { type OpenAICompatibleOptions, openAICompatible } from './openai/openai-compatible.js';
