import { EchoError, type Message, type Prompt } from '@echo/core';
import { Template } from '@huggingface/jinja';
import { renderJinja } from './render-jinja.js';
import { parseDay, strftime } from './strftime.js';

export interface ChatTemplateOptions {
  /**
   * Today's date for templates that ask for it, `2026-11-28`; 2024-07-26 unless given, as in Llama 3's
   * templates. The clock is never asked: a run that is resumed later has the same prompts.
   */
  readonly date?: string;
  /** A Jinja template to use instead of the model's own. */
  readonly chatTemplate?: string;
}

/** The default date of templates that ask for today's date. */
export const DEFAULT_DATE = '2024-07-26';

/**
 * The chat template of a model that has none: instructions as they are, turns by name, and the reply to come.
 */
export const PLAIN_CHAT_TEMPLATE = `{{ bos_token }}{% for message in messages %}\
{% if message.role == 'user' %}User: {% elif message.role == 'assistant' %}Assistant: {% endif %}\
{{ message.content }}{{ '\\n\\n' }}{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}`;

/** A chat template, from prompts to text; a prompt that the template refuses is `unsupported`. */
export interface ChatTemplate {
  /** The text of a prompt, ready for the reply. */
  render(prompt: Prompt): string;
  /** The text that the template writes after a reply, or null where it cannot be determined. */
  afterReply(): string | null;
}

interface TemplateTokens {
  readonly bos_token: string;
  readonly eos_token: string;
}

/** A chat template from its Jinja source, which sees no clock. A source that is no Jinja is `unsupported`. */
export function createChatTemplate(
  source: string,
  tokens: TemplateTokens,
  { date }: ChatTemplateOptions = {},
): ChatTemplate {
  const template = compile(source);
  const today = parseDay(date ?? DEFAULT_DATE);
  const day = date === undefined ? {} : { date_string: strftime(today, '%d %b %Y') };
  const render = (messages: Prompt, add_generation_prompt: boolean): string =>
    renderJinja(template, { messages, add_generation_prompt, ...tokens, ...day }, today);
  return {
    render: (prompt) => renderOrFold((messages) => render(messages, true), prompt, /\bsystem\b/.test(source)),
    afterReply: () => {
      const reply = '\u{f0000}';
      const turns: Prompt = [
        { role: 'user', content: 'Hello.' },
        { role: 'assistant', content: reply },
      ];
      try {
        return render(turns, false).split(reply)[1] ?? null;
      } catch {
        return null;
      }
    },
  };
}

/**
 * The text of a prompt, with system turns folded into user turns where the template lacks them. That is where
 * it raises on them or drops them silently. A template that names the system role and writes nothing for it
 * leaves it out on purpose.
 */
function renderOrFold(render: (messages: Prompt) => string, prompt: Prompt, namesSystem: boolean): string {
  const whole = attempt(render, prompt);
  if (typeof whole === 'string' && (namesSystem || holdsSystemTurns(whole, prompt))) return whole;
  const folded = foldSystemTurns(prompt);
  const again = folded && attempt(render, folded);
  if (typeof again === 'string' && holdsSystemTurns(again, prompt)) return again;
  if (typeof whole === 'string') return whole;
  throw new EchoError(
    'unsupported',
    `The chat template refuses the prompt (${whole.message}); change its turns, or give a chatTemplate.`,
    { cause: whole },
  );
}

function attempt(render: (messages: Prompt) => string, prompt: Prompt): string | Error {
  try {
    return render(prompt);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function holdsSystemTurns(text: string, prompt: Prompt): boolean {
  return prompt.every(({ role, content }) => role !== 'system' || text.includes(content.trim()));
}

/**
 * The prompt with each system turn before the text of the next user turn; null where no turn can take one.
 */
function foldSystemTurns(prompt: Prompt): Prompt | null {
  const folded: Message[] = [];
  let instructions = '';
  for (const message of prompt) {
    if (message.role === 'system') instructions += `${message.content}\n\n`;
    else if (message.role === 'user') {
      folded.push({ ...message, content: instructions + message.content });
      instructions = '';
    } else folded.push(message);
  }
  return instructions === '' && folded.length < prompt.length ? folded : null;
}

/**
 * The Jinja source in a `chat_template` field: a text, or of several by name the one called `default`; null
 * where the field is empty. Names without `default` are `unsupported`.
 */
export function chatTemplateSource(field: unknown): string | null {
  if (field === undefined || field === null || field === '') return null;
  if (typeof field === 'string') return field;
  const named = namedTemplates(field);
  const source = named.get('default');
  if (source !== undefined) return source;
  const names = [...named.keys()].join(', ');
  throw new EchoError(
    'unsupported',
    named.size > 0
      ? `The chat templates are ${names} and none is default; give one as chatTemplate.`
      : 'The chat_template is neither a text nor a list of named texts; give one as chatTemplate.',
  );
}

/** Named templates, as `[{ name, template }]` in tokenizer_config.json or as `{ name: template }`. */
function namedTemplates(field: unknown): ReadonlyMap<string, string> {
  const pairs: readonly (readonly unknown[])[] = Array.isArray(field)
    ? field.map((entry: { name?: unknown; template?: unknown } | null) => [entry?.name, entry?.template])
    : Object.entries(field as object);
  const named = new Map<string, string>();
  for (const [name, template] of pairs)
    if (typeof name === 'string' && typeof template === 'string') named.set(name, template);
  return named;
}

function compile(source: string): Template {
  try {
    return new Template(source);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new EchoError('unsupported', `The chat template cannot be read (${reason}); give a chatTemplate.`, {
      cause,
    });
  }
}
