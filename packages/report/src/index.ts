// What a report is made of

export type { ReportInput, ReportMeta, ReportOptions, ReportTrial } from './trial.js';

// Analysis

export { analyzeTrials, type ReportAnalysis } from './analysis/analyze-trials.js';
export type { BaselineReport } from './analysis/baselines.js';
export type { DomainRow } from './analysis/domain-rows.js';
export type { Moment } from './analysis/moment.js';
export type { Change } from './analysis/training-change.js';
export type { Mistake, WorstMistakes } from './analysis/worst-mistakes.js';
export type { Advice } from './verdict/advice.js';
export type { Verdict } from './verdict/verdict.js';

// What it is written as

export { type ReportFigure, reportFigures } from './figures/report-figures.js';
export { type ReportHtmlOptions, reportHtml } from './html/report-html.js';
export { type PageTable, type TablePage, tablePageHtml } from './html/table-page.js';
export { reportJson } from './json.js';
export { type KeyNumber, keyNumbers } from './key-numbers.js';
export { type MarkdownOptions, reportMarkdown } from './markdown/report-markdown.js';

// Untrusted text

export { visible } from './text/visible.js';
