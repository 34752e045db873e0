import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '@echo/compute/node';
import type { Prompt } from '@echo/core';
import { beforeAll, expect, test } from 'vitest';
import { logProbsOf } from '../testing/log-probs-of.js';
import { loadPolicy } from './load-policy.js';

const fixture = fileURLToPath(new URL('../../fixtures/tiny-llama', import.meta.url));
const prompt: Prompt = [{ role: 'user', content: 'What is 2 + 2?' }];

beforeAll(async () => {
  await loadBackend();
});

test('a base model without a template is loaded, scored and prompted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'base-'));
  await cp(fixture, folder, { recursive: true });
  await rm(join(folder, 'chat_template.jinja'));
  const policy = await loadPolicy(folder);
  const encoded = policy.tokenizer.applyChatTemplate(prompt);
  expect(policy.tokenizer.decode(encoded)).toBe('User: What is 2 + 2?\n\nAssistant:');
  const logProbs = logProbsOf(policy, { prompts: [encoded], completions: [[policy.tokenizer.encode(' 4')]] });
  expect((await logProbs.data()).every((x) => x < 0)).toBe(true);
  logProbs.dispose();
  const [completion] = await policy.complete(prompt, { maxTokens: 4 });
  expect(completion?.tokenIds.length).toBeGreaterThan(0);
  policy.dispose();
  await rm(folder, { recursive: true });
});

test('date and chatTemplate reach the prompts, of a GGUF file, too', async () => {
  const options = { chatTemplate: '{{ strftime_now("%F") }}: {{ messages[0].content }}', date: '2026-11-28' };
  for (const path of [fixture, join(fixture, '../gguf/tiny-llama.gguf')]) {
    const policy = await loadPolicy(path, options);
    expect(policy.tokenizer.decode(policy.tokenizer.applyChatTemplate(prompt))).toBe(
      '2026-11-28: What is 2 + 2?',
    );
    policy.dispose();
  }
});
