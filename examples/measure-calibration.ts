/**
 * Measures someone else's model: confidences and outcomes in, a calibration report out.
 *
 * Needs @echo/metrics alone.
 */
import { calibrationReport, summarize } from '@echo/metrics';

const predictions = [
  { confidence: 0.95, correct: true },
  { confidence: 0.9, correct: true },
  { confidence: 0.9, correct: false },
  { confidence: 0.8, correct: true },
  { confidence: 0.6, correct: false },
  { confidence: 0.55, correct: true },
  { confidence: 0.3, correct: false },
  { confidence: 0.1, correct: false },
];

const report = calibrationReport(predictions);
console.log(summarize(report));
for (const bin of report.bins) {
  if (bin.count > 0)
    console.log(
      `${bin.low}–${bin.high}: stated ${bin.meanConfidence?.toFixed(2)}, correct ${bin.accuracy?.toFixed(2)} of ${bin.count}`,
    );
}
