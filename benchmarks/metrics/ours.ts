/** Times @echo/metrics on the data of a folder and prints seconds by name as JSON. Started by compare.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CountTable, calibrationReport, expectedCalibrationError } from '@echo/metrics';
import { smoothCalibrationError } from '@echo/metrics/smooth';
import { bootstrapInterval } from '@echo/metrics/uncertainty';
import type { Columns } from './data.js';

const folder = process.argv[2] ?? '.';

function read(name: string): Columns {
  const bytes = readFileSync(join(folder, `${name}.confidence`));
  const confidence = new Float64Array(new Uint8Array(bytes).buffer);
  return { confidence, correct: Uint8Array.from(readFileSync(join(folder, `${name}.correct`))) };
}

/** The median wall time of a call, and what it gave. */
function timed(rounds: number, work: () => unknown): { seconds: number; value: unknown } {
  let value: unknown = work();
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    value = work();
    return (performance.now() - start) / 1000;
  });
  return { seconds: seconds.sort((a, b) => a - b)[rounds >> 1] ?? 0, value };
}

const million = read('million');
const plain = { confidence: [...million.confidence], correct: [...million.correct] };
const tenThousand = read('ten-thousand');
const different = read('different');
const ece = (table: CountTable) => expectedCalibrationError(table);

console.log(
  JSON.stringify({
    'ece, typed arrays': timed(21, () => expectedCalibrationError(million)),
    'ece, plain arrays': timed(21, () => expectedCalibrationError(plain)),
    report: timed(11, () => calibrationReport(million, { resamples: 0 }).n),
    'report, all different': timed(5, () => calibrationReport(different).n),
    bootstrap: timed(11, () => bootstrapInterval(tenThousand, ece, { resamples: 1000 }).low),
    'smooth ece, a million': timed(11, () => smoothCalibrationError(million)),
    'smooth ece, integer percentages': timed(11, () => smoothCalibrationError(tenThousand)),
    'smooth ece, all different': timed(11, () => smoothCalibrationError(different)),
  }),
);
