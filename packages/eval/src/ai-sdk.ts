export { type AiSdkModel, fromAiSdk } from './ai-sdk/from-ai-sdk.js';
