import {
  baselineComparison,
  confidenceDistribution,
  domainComparison,
  domainHeatmap,
  elicitationComparison,
  type FigureOptions,
  type FigureSpec,
  fingerprintDumbbell,
  fingerprintRadar,
  gradeHeatmap,
  learningCurves,
  payoffCurve,
  reliabilityDiagram,
  rewardCurve,
  riskCoverage,
  scoreDecomposition,
  trainingCurves,
} from '../index.js';
import {
  compared,
  decomposed,
  diagramSeries,
  distribution,
  domainCells,
  domainSeries,
  gradeCells,
  riskSeries,
  sampleAnswers,
  sampleSteps,
} from './sample-answers.js';

/** Freezes everything in a value, so that a figure that changed its data would throw. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}

type Draw = (options: FigureOptions) => FigureSpec;

const before = sampleAnswers({ bias: 0.3 });
const after = sampleAnswers({ bias: 0.02 });
const n = before.length;
const diagrams = frozen([diagramSeries('before', before), diagramSeries('after', after)]);
const domains = frozen([domainSeries('before', before), domainSeries('after', after)]);
const baselines = frozen([
  compared(
    'always 50 %',
    'baseline',
    after.map((answer) => ({ ...answer, confidence: 0.5 })),
  ),
  compared('before', 'before', before),
  compared('after', 'after', after),
]);
const methods = frozen(
  ['stated before the answer', 'expectation over the confidence tokens', 'P(True)'].map((label, i) => {
    const { kind: _, ...estimates } = compared(label, 'baseline', sampleAnswers({ bias: 0.1 * i }));
    return {
      ...estimates,
      aurc: { value: 0.3, low: 0.28, high: 0.33 },
      tokens: 12 + i,
      seconds: 0.2 * (i + 1),
    };
  }),
);
const distributions = frozen([distribution('before', before), distribution('after', after)]);
const risks = frozen([riskSeries('before', before), riskSeries('after', after)]);
const scores = frozen([decomposed('before', before), decomposed('after', after)]);
const runs = frozen([{ label: 'seed 1', steps: sampleSteps(60) }]);
const learning = frozen(
  ['held-out ECE', 'held-out Brier score'].map((title, i) => ({
    title,
    values: ['plain', 'exact'].flatMap((series, j) =>
      ['1', '2', '3'].flatMap((run, k) =>
        [0, 1000, 2000].map((x) => ({
          series,
          run,
          x,
          y: 0.3 + 0.01 * k - (0.05 * (j + 1) * x) / 1000 / (i + 1),
        })),
      ),
    ),
  })),
);
const curve = frozen(
  Array.from({ length: 101 }, (_, i) => {
    const truth = i / 100;
    return { truth, bestReport: truth >= 0.8 && truth < 0.97 ? 0.79 : truth, value: truth ** 2 };
  }),
);

const payoffs = frozen(
  Array.from({ length: 101 }, (_, i) => {
    const confidence = i / 100;
    return {
      confidence,
      ifCorrect: 0.8 + 0.4 * (1 - 2 * (1 - confidence) ** 2),
      ifIncorrect: 0.4 * (1 - 2 * confidence ** 2),
    };
  }),
);

/** Every figure, drawn from made-up answers. */
export const SAMPLE_FIGURES: Readonly<Record<string, Draw>> = {
  'reliability diagram': (options) => reliabilityDiagram(diagrams, options),
  'one reliability diagram': (options) => reliabilityDiagram(diagrams.slice(1), options),
  'reliability diagrams overlaid': (options) =>
    reliabilityDiagram(diagrams, { ...options, arrangement: 'overlay' }),
  'confidence distribution': (options) => confidenceDistribution(distributions, options),
  'score decomposition': (options) => scoreDecomposition(scores, options),
  'domain comparison': (options) => domainComparison(domains, options),
  'domain heatmap': (options) => domainHeatmap(domainCells(after), options),
  'grade heatmap': (options) => gradeHeatmap(gradeCells(after), options),
  'fingerprint radar': (options) => fingerprintRadar(domains, options),
  'fingerprint dumbbell': (options) => fingerprintDumbbell(domains, options),
  'risk coverage': (options) => riskCoverage(risks, { ...options, wantedRisk: 0.3 }),
  'baseline comparison': (options) => baselineComparison(baselines, { ...options, n }),
  'elicitation comparison': (options) => elicitationComparison(methods, { ...options, n }),
  'training curves': (options) => trainingCurves(runs, options),
  'learning curves': (options) => learningCurves(learning, { ...options, x: 'rollouts sampled' }),
  'reward curve': (options) => rewardCurve(curve, options),
  'payoff curve': (options) =>
    payoffCurve(payoffs, { ...options, stated: { confidence: 0.8, correct: false } }),
};

/** Figures at the edges of what they are for: long and hostile names, many series, few answers. */
export const EXTREME_FIGURES: Readonly<Record<string, Draw>> = extremes();

function extremes(): Readonly<Record<string, Draw>> {
  const long = 'a model with a name that nobody would ever give it, but somebody always does';
  const hostile = '<img src=x onerror=alert(1)>\u202e\u0000\ud800 "quoted" & more';
  const strange = [long, hostile, 'Ångström–Δ', '日本の歴史', '', 'x'];
  const answers = sampleAnswers({ bias: 0.1, domains: strange });
  const one = answers.slice(0, 1);
  const many = Array.from({ length: 9 }, (_, i) => sampleAnswers({ bias: i / 30 }));
  const big = sampleAnswers({ bias: 0.1, n: 30_000 });
  return {
    'strange diagrams': (options) =>
      reliabilityDiagram([diagramSeries(long, answers), diagramSeries(hostile, one)], options),
    'many diagrams': (options) =>
      reliabilityDiagram(
        many.map((each, i) => diagramSeries(`model ${i}`, each)),
        options,
      ),
    'big diagram': (options) => reliabilityDiagram([diagramSeries('big', big)], options),
    'strange domains': (options) => domainComparison([domainSeries(long, answers)], options),
    'strange heatmap': (options) => domainHeatmap(domainCells(answers), options),
    'big heatmap': (options) => domainHeatmap(domainCells(big), options),
    'strange radar': (options) => fingerprintRadar([domainSeries(hostile, answers)], options),
    'radar of many': (options) =>
      fingerprintRadar(
        many.map((each, i) => domainSeries(`model ${i}`, each)),
        options,
      ),
    'strange dumbbell': (options) => fingerprintDumbbell([domainSeries(long, answers)], options),
    'distribution of one': (options) => confidenceDistribution([distribution(hostile, one)], options),
    'risk of one': (options) => riskCoverage([riskSeries(long, one)], options),
    'decomposition of one': (options) => scoreDecomposition([decomposed(long, one)], options),
    'strange baselines': (options) =>
      baselineComparison([compared(long, 'baseline', answers), compared(hostile, 'after', one)], {
        ...options,
        n: 1,
      }),
    'one step': (options) => trainingCurves([{ label: long, steps: sampleSteps(1) }], options),
    'many steps': (options) =>
      trainingCurves(
        [1500, 900].map((length) => ({ label: hostile + length, steps: sampleSteps(length) })),
        options,
      ),
    'long title': (options) =>
      rewardCurve(curve, { ...options, title: `${long} ${long}`, source: hostile + long }),
  };
}
