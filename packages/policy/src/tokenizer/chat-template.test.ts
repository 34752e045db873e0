import type { Prompt } from '@echo/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { chatTemplateSource, createChatTemplate, PLAIN_CHAT_TEMPLATE } from './chat-template.js';

const tokens = { bos_token: '<s>', eos_token: '</s>' };
const prompt: Prompt = [
  { role: 'system', content: 'Answer briefly.' },
  { role: 'user', content: 'Capital of France?' },
];
const turns = '{% for m in messages %}[{{ m.role }}] {{ m.content | trim }}\n{% endfor %}';
const unsupported = (message: string) =>
  expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(message) });

describe('the template of a chat_template field', () => {
  test.each([
    ['a', 'a'],
    [
      [
        { name: 'tool_use', template: 't' },
        { name: 'default', template: 'a' },
      ],
      'a',
    ],
    [{ tool_use: 't', default: 'a' }, 'a'],
    [null, null],
    [undefined, null],
    ['', null],
  ])('%j is %j', (field, source) => {
    expect(chatTemplateSource(field)).toBe(source);
  });

  test.each([
    [
      [
        { name: 'tool_use', template: 't' },
        { name: 'rag', template: 'r' },
      ],
      'The chat templates are tool_use, rag and none is default; give one as chatTemplate.',
    ],
    [[null, 3], 'The chat_template is neither a text nor a list of named texts; give one as chatTemplate.'],
    [7, 'neither a text nor a list'],
  ])('%j is refused', (field, message) => {
    expect(() => chatTemplateSource(field)).toThrow(unsupported(message));
  });
});

describe('today’s date', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const llama = `{% if not date_string is defined %}{% if strftime_now is defined %}\
{% set date_string = strftime_now("%d %b %Y") %}{% else %}{% set date_string = "26 Jul 2024" %}{% endif %}\
{% endif %}Today: {{ date_string }}`;
  const fixed =
    '{% if not date_string is defined %}{% set date_string = "1 Jan 1970" %}{% endif %}{{ date_string }}';

  test('is the same on every day, so that a resumed run has the same prompts', () => {
    vi.useFakeTimers();
    const texts = ['2026-11-28', '2027-03-01'].map((day) => {
      vi.setSystemTime(new Date(`${day}T10:00:00Z`));
      return createChatTemplate(llama, tokens).render(prompt);
    });
    expect(texts).toEqual(['Today: 26 Jul 2024', 'Today: 26 Jul 2024']);
  });

  test('can be set, for strftime_now and for date_string', () => {
    const date = '2026-11-28';
    expect(createChatTemplate(llama, tokens, { date }).render(prompt)).toBe('Today: 28 Nov 2026');
    expect(createChatTemplate(fixed, tokens, { date }).render(prompt)).toBe('28 Nov 2026');
    expect(createChatTemplate(fixed, tokens).render(prompt)).toBe('1 Jan 1970');
    expect(() => createChatTemplate(llama, tokens, { date: 'today' })).toThrow('Expected date to be a day');
  });
});

describe('system turns', () => {
  const raises = `{% for m in messages %}{% if m.role == 'system' %}\
{{ raise_exception('System role not supported') }}{% endif %}{% endfor %}${turns}`;
  const alternates = `{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}\
{{ raise_exception('Conversation roles must alternate') }}{% endif %}{% endfor %}${turns}`;
  const drops = `{% for m in messages if m.role in ['user', 'assistant'] %}[{{ m.role }}] {{ m.content }}\n{% endfor %}`;
  const leavesOut = `{% for m in messages if m.role != 'system' %}[{{ m.role }}] {{ m.content }}\n{% endfor %}`;

  test('stay where the template takes them', () => {
    expect(createChatTemplate(turns, tokens).render(prompt)).toBe(
      '[system] Answer briefly.\n[user] Capital of France?\n',
    );
  });

  test.each([
    ['raises on them', raises],
    ['wants user and assistant in turn', alternates],
    ['drops them', drops],
  ])('go into the user turn where the template %s', (_, source) => {
    expect(createChatTemplate(source, tokens).render(prompt)).toBe(
      '[user] Answer briefly.\n\nCapital of France?\n',
    );
  });

  test('stay out where the template names the role and writes nothing for it', () => {
    expect(createChatTemplate(leavesOut, tokens).render(prompt)).toBe('[user] Capital of France?\n');
  });

  test('without a user turn to take one, the refusal is one sentence', () => {
    expect(() => createChatTemplate(raises, tokens).render(prompt.slice(0, 1))).toThrow(
      unsupported(
        'The chat template refuses the prompt (System role not supported); change its turns, or give a',
      ),
    );
  });

  test('what a template that escapes writes is left as it is', () => {
    const escapes = '{% for m in messages %}{{ m.content | tojson }}{% endfor %}';
    const quoted: Prompt = [
      { role: 'system', content: 'Say "a".' },
      { role: 'user', content: 'x' },
    ];
    expect(createChatTemplate(escapes, tokens).render(quoted)).toBe('"Say \\"a\\".""x"');
  });
});

test('a source that is no Jinja is refused', () => {
  expect(() => createChatTemplate('{% if %}', tokens)).toThrow(
    unsupported('The chat template cannot be read'),
  );
});

test('globals are those of transformers', () => {
  const source =
    '{% for i in range(1, 6, 2) %}{{ i }}{% endfor %}{{ range(2) | length }}{{ None is none }}{{ True }}';
  expect(createChatTemplate(source, tokens).render([])).toBe('1352truetrue');
});

test('the plain template names the turns and ends where the reply begins', () => {
  const shot: Prompt = [
    ...prompt,
    { role: 'assistant', content: 'Paris' },
    { role: 'user', content: 'Of Italy?' },
  ];
  expect(createChatTemplate(PLAIN_CHAT_TEMPLATE, tokens).render(shot)).toBe(
    '<s>Answer briefly.\n\nUser: Capital of France?\n\nAssistant: Paris\n\nUser: Of Italy?\n\nAssistant:',
  );
});
