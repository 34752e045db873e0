import { createRng } from '@echo/core';
import {
  accuracy,
  auroc,
  brierScore,
  calibrationReport,
  corpDecomposition,
  expectedCalibrationError,
  meanConfidence,
  overconfidenceRate,
  type Prediction,
} from '@echo/metrics';
import { riskCoverageCurve } from '@echo/metrics/selective';
import { bootstrapInterval, corpBands, wilsonInterval } from '@echo/metrics/uncertainty';

/** An answer of a made-up model. */
export interface SampleAnswer extends Prediction {
  readonly correct: boolean;
  readonly domain: string;
  readonly grade: number;
}

const DOMAINS = ['math', 'medical', 'science', 'logic', 'factual', 'creative', 'coding'];

/** Seeded answers: `bias` is added to the confidence a calibrated model would state. */
export function sampleAnswers({
  bias,
  n = 420,
  domains = DOMAINS,
}: {
  readonly bias: number;
  readonly n?: number;
  readonly domains?: readonly string[];
}): readonly SampleAnswer[] {
  const rng = createRng(7);
  return Array.from({ length: n }, (_, i) => {
    const domain = domains[i % domains.length] as string;
    const truth = Math.min(
      0.98,
      Math.max(0.02, 0.15 + 0.1 * (i % domains.length) + 0.5 * (rng.next() - 0.5)),
    );
    const correct = rng.next() < truth;
    const confidence = Math.round(100 * Math.min(1, Math.max(0, truth + bias))) / 100;
    return { confidence, correct, domain, grade: correct ? 1 : rng.next() < 0.2 ? 0.5 : 0 };
  });
}

const few = { resamples: 40 };

export const groupsOf = (answers: readonly SampleAnswer[]) =>
  [...new Set(answers.map(({ domain }) => domain))].map((domain) => ({
    domain,
    own: answers.filter((answer) => answer.domain === domain),
  }));

const accuracyEstimate = (answers: readonly SampleAnswer[]) => {
  const correct = answers.filter((answer) => answer.correct).length;
  return { value: correct / answers.length, ...wilsonInterval(correct, answers.length) };
};

export function diagramSeries(label: string, answers: readonly SampleAnswer[]) {
  const { bins, ece, consistencyBars } = calibrationReport(answers, few);
  return { label, bins, ece, consistencyBars, corp: corpBands(answers, { resamples: 1 }) };
}

export const domainSeries = (label: string, answers: readonly SampleAnswer[]) => ({
  label,
  domains: groupsOf(answers).map(({ domain, own }) => ({
    domain,
    n: own.length,
    accuracy: accuracyEstimate(own),
    meanConfidence: meanConfidence(own) ?? 0,
    ece: bootstrapInterval(own, expectedCalibrationError, few),
    gap: bootstrapInterval(own, (t) => (meanConfidence(t) ?? 0) - (accuracy(t) ?? 0), few),
  })),
});

export const compared = (
  label: string,
  kind: 'before' | 'after' | 'baseline',
  answers: readonly SampleAnswer[],
) => ({
  label,
  kind,
  ece: bootstrapInterval(answers, expectedCalibrationError, few),
  brier: bootstrapInterval(answers, brierScore, few),
  auroc: bootstrapInterval(answers, auroc, few),
  accuracy: accuracyEstimate(answers),
  overconfidenceRate: bootstrapInterval(answers, overconfidenceRate, few),
  reward: { value: 0.4, low: 0.35, high: 0.45 },
});

export const distribution = (label: string, answers: readonly SampleAnswer[]) => ({
  label,
  auroc: auroc(answers),
  means: {
    correct: meanConfidence(answers.filter(({ correct }) => correct)),
    incorrect: meanConfidence(answers.filter(({ correct }) => !correct)),
  },
  bins: Array.from({ length: 20 }, (_, i) => {
    const own = answers.filter(({ confidence }) => Math.min(19, Math.floor(20 * confidence)) === i);
    const correct = own.filter((answer) => answer.correct).length;
    return { low: i / 20, high: (i + 1) / 20, correct, incorrect: own.length - correct };
  }),
});

export const domainCells = (answers: readonly SampleAnswer[]) =>
  groupsOf(answers).flatMap(({ domain, own }) =>
    calibrationReport(own, { resamples: 0 }).bins.map(
      ({ count: n, low, high, meanConfidence, accuracy }) => ({
        domain,
        low,
        high,
        n,
        meanConfidence,
        accuracy,
      }),
    ),
  );

export const gradeCells = (answers: readonly SampleAnswer[]) =>
  [1, 0.5, 0].flatMap((grade) =>
    Array.from({ length: 10 }, (_, i) => ({
      grade: String(grade),
      low: i / 10,
      high: (i + 1) / 10,
      n: answers.filter(
        (answer) => answer.grade === grade && Math.min(9, Math.floor(10 * answer.confidence)) === i,
      ).length,
    })),
  );

export const riskSeries = (label: string, answers: readonly SampleAnswer[]) => ({
  label,
  n: answers.length,
  aurc: { value: 0.31, low: 0.28, high: 0.34 },
  threshold: { threshold: 0.6, coverage: 0.45, risk: 0.22 },
  curve: riskCoverageCurve(answers).map(({ threshold, coverage, risk }) => {
    const answered = Math.round(coverage * answers.length);
    return { threshold, coverage, risk, ...wilsonInterval(Math.round(risk * answered), answered) };
  }),
});

export function decomposed(label: string, answers: readonly SampleAnswer[]) {
  const parts = corpDecomposition(answers);
  if (parts === null) throw new Error('A sample has answers.');
  return { label, n: answers.length, ...parts, score: brierScore(answers) ?? 0 };
}

export const sampleSteps = (length: number) => {
  const rng = createRng(3);
  return Array.from({ length }, (_, i) => ({
    step: i + 1,
    reward: 0.6 - 0.5 * Math.exp(-i / 20) + 0.2 * (rng.next() - 0.5),
    accuracy: 0.45 + 0.2 * (rng.next() - 0.5),
    meanConfidence: 0.45 + 0.35 * Math.exp(-i / 30),
    ece: i < 3 ? null : 0.05 + 0.3 * Math.exp(-i / 30),
    entropy: 0.5,
  }));
};
