import type { Fact } from '../fact.js';
import { codingFacts } from './coding-facts.js';
import { programFacts } from './coding-programs.js';
import { creativeFacts } from './creative.js';
import { factualFacts } from './factual.js';
import { easyLogicFacts } from './logic-easy.js';
import { hardLogicFacts } from './logic-hard.js';
import { mediumLogicFacts } from './logic-medium.js';
import { easyMathFacts } from './math-easy.js';
import { hardMathFacts } from './math-hard.js';
import { mediumMathFacts } from './math-medium.js';
import { medicalFacts } from './medical.js';
import { scienceFacts } from './science.js';

/** Every fact of every family, in a fixed order. */
export function allFacts(): readonly Fact[] {
  return [
    easyMathFacts(),
    mediumMathFacts(),
    hardMathFacts(),
    easyLogicFacts(),
    mediumLogicFacts(),
    hardLogicFacts(),
    factualFacts(),
    scienceFacts(),
    medicalFacts(),
    codingFacts(),
    programFacts(),
    creativeFacts(),
  ].flat();
}
