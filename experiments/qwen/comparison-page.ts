import { type Contender, withinScores } from './within-scores.js';

/** The page of ways to train beside each other. */
export function comparisonPage(commit: string, contenders: readonly Contender[]): string {
  const n = contenders[0]?.predictions.length ?? 0;
  return `# Qwen2.5-Coder-0.5B-Instruct: ways to train, beside each other

\`npm run compare:qwen -- --model FILE.gguf --tasks FILE.jsonl --eval-tasks FILE.jsonl\` at commit ${commit}: 60 steps of 16 questions, two completions of
each, from one supervised fine-tuning for each order of reply, seed 1; measured on ${n} tasks that were not trained on, with greedy replies.
Intervals are 95 % intervals.

${withinScores(contenders)}

- \`own-1\`, \`own-half\`, \`own-0\`: the confidence after an answer is paid against this share of the answer's own verdict, and else its group's rate.
- \`rlcr\`: that reward, credited to whole completions; \`dcpo\`: its own credit and rewards; \`plain-grpo\`: our reward, credited to whole
  completions; \`accuracy-only\`: nothing is paid for confidence. All answer first.
- \`sft-on-rates\`: no reinforcement. Greedy answers to as many questions, each with the success rate that a probe of the model's state
  predicts for it from other questions, learned by supervised fine-tuning.

Every answer stands in a file of its name here.
`;
}
