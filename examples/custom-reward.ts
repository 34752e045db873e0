/** A custom reward, and what it makes optimal before anything is trained on it. */
import { parseResponse } from '@echo/parser';
import { analyzeReward, presets, type RewardFunction } from '@echo/reward';

const overconfident: RewardFunction = (input) => {
  const base = presets.honest(input);
  const bonus = 0.5 * input.parsed.confidence;
  return {
    ...base,
    total: base.total + bonus,
    components: [
      ...base.components,
      { name: 'confidence bonus', score: input.parsed.confidence, weight: 0.5 },
    ],
  };
};

const parsed = parseResponse('<confidence>70</confidence><answer>Paris</answer>');
const correct = { grade: 1, correct: true };
const partly = { grade: 0.5, correct: false };
console.log('correct at 70 %:', overconfident({ parsed, grade: correct }).total.toFixed(3));
console.log('half the credit, but incorrect:', overconfident({ parsed, grade: partly }).total.toFixed(3));
for (const [name, reward] of Object.entries({ honest: presets.honest, overconfident })) {
  const analysis = analyzeReward(reward);
  const best = analysis.curve[50];
  console.log(`${name}: with a true probability of 50 % the best report is ${best?.bestReport}`);
}
