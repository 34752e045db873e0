import {
  type CoxCalibration,
  calibrationInTheLarge,
  coxCalibration,
} from '../hypothesis-tests/cox-calibration.js';
import { type CumulativeTest, cumulativeTest } from '../hypothesis-tests/cumulative-test.js';
import { type ChiSquareTest, hosmerLemeshowTest } from '../hypothesis-tests/hosmer-lemeshow-test.js';
import { spiegelhalterTest, type ZTest } from '../hypothesis-tests/spiegelhalter-test.js';
import type { ReportContext } from './report-context.js';

/** Tests of the claim that the confidences are calibrated. */
export interface TestSection {
  readonly cumulative: CumulativeTest | null;
  readonly spiegelhalter: ZTest | null;
  readonly hosmerLemeshow: ChiSquareTest | null;
  readonly cox: CoxCalibration | null;
  readonly calibrationInTheLarge: number | null;
}

/** Computes the tests of calibration; null where one is undefined. */
export function testSection({ table, binning }: ReportContext): TestSection {
  return {
    cumulative: cumulativeTest(table),
    spiegelhalter: spiegelhalterTest(table),
    hosmerLemeshow: hosmerLemeshowTest(table, binning),
    cox: coxCalibration(table),
    calibrationInTheLarge: calibrationInTheLarge(table),
  };
}
