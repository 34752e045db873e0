// What a command says

export { type GivenLog, logOf } from './actions/log-of.js';
export { analysisSummary, analysisText } from './terminal/analysis-text.js';
