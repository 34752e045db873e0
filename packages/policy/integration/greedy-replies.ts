/**
 * Writes our greedy replies to thirty prompts as JSON, for `compare_greedy.py`: token ids and log-probs.
 *
 * Usage: greedy-replies.ts MODEL OUT.json [TOKENS] [MEMORY in GB]
 */
import { writeFile } from 'node:fs/promises';
import { loadBackend } from '@echo/compute/node';
import type { Prompt } from '@echo/core';
import { loadPolicy } from '@echo/policy/node';

/** More positions than the windows of small models have. */
const LONG = Array.from({ length: 75 }, (_, i) => `${i + 1}. ${7 * i + 3} apples and ${5 * i} pears.`);

const QUESTIONS = [
  'What is the capital of France?',
  'How much is 17 + 25?',
  'Write a haiku about rain.',
  'Name three prime numbers larger than 50.',
  'Who wrote "Pride and Prejudice"?',
  'Translate "good morning" into Spanish, German and Japanese.',
  'def fibonacci(n):',
  'Which planet is the largest of the solar system, and how many moons has it?',
  'Explain in one sentence why the sky is blue.',
  'What is the chemical symbol of gold?',
  'Reverse the string "calibration".',
  'Is 0.1 + 0.2 equal to 0.3 in JavaScript?',
  'List the days of the week.',
  'A train leaves at 14:35 and arrives at 17:10. How long does it take?',
  'Was ist der Unterschied zwischen Wetter und Klima?',
  '日本の首都はどこですか。',
  'SELECT name FROM users WHERE',
  'If all bloops are razzies and all razzies are lazzies, are all bloops lazzies?',
  'Give a synonym of "happy".',
  'Which is heavier, a kilogram of feathers or a kilogram of iron?',
  'Complete: The quick brown fox',
  'What does HTTP status 404 mean?',
  'Count from ten down to one.',
  'Sort these numbers: 9, 3, 27, 1, 14.',
  'Écris une phrase avec le mot « café ».',
  'What is the derivative of x^3 + 2x?',
  'Answer with A, B, C or D only.\nWhich gas do plants take in?\nA) oxygen\nB) nitrogen\nC) carbon dioxide\nD) helium',
  'What    happens   with   many    spaces,\n\n\nand lines? 🙂',
  'Say nothing but "yes".',
  `How many apples are there in line 3?\n${LONG.join('\n')}`,
];

const [model = '', out = '', tokens = '24', memory] = process.argv.slice(2);
await loadBackend();
const started = performance.now();
const policy = await loadPolicy(model, {
  lora: { rank: 1 },
  ...(memory && { memory: 1e9 * Number(memory) }),
});
const loaded = performance.now();
const replies = [];
for (const content of QUESTIONS) {
  const prompt: Prompt = [{ role: 'user', content }];
  const [reply] = await policy.complete(prompt, { temperature: 0, maxTokens: Number(tokens) });
  replies.push({
    prompt: [...policy.tokenizer.applyChatTemplate(prompt)],
    tokens: [...(reply?.tokenIds ?? [])],
    logProbs: [...(reply?.logProbs ?? [])],
    text: reply?.text,
  });
}
const seconds = [loaded - started, performance.now() - loaded].map((ms) => ms / 1000);
await writeFile(out, JSON.stringify({ seconds, replies }));
