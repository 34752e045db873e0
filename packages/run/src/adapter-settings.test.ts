import { expect, test } from 'vitest';
import { adapterSettings, formatAdapterSettings, parseAdapterSettings } from './adapter-settings.js';
import { runConfig } from './run-config.js';

const baseOf = (model: string) => adapterSettings(runConfig({ model }), null).base.name;

test('an adapter names its base without the folders of the machine it was trained on', () => {
  expect(baseOf('/home/ada/models/qwen.gguf')).toBe('qwen.gguf');
  expect(baseOf('C:\\models\\smollm2\\')).toBe('smollm2');
  expect(baseOf('nano')).toBe('nano');
  expect(baseOf('hf:Qwen/Qwen2.5-Coder-1.5B-Instruct')).toBe('hf:Qwen/Qwen2.5-Coder-1.5B-Instruct');
});

test('what is written is read again, and what is not such a file is refused', () => {
  const settings = adapterSettings(
    runConfig({ order: 'answer-first', readingTemperature: 0.3 }),
    'a'.repeat(64),
  );
  expect(parseAdapterSettings(formatAdapterSettings(settings))).toEqual(settings);
  expect(settings).toMatchObject({ order: 'answer-first', reading: 'expectation', readingTemperature: 0.3 });
  expect(() => parseAdapterSettings('{"format":"other"}', 'x/echo.json')).toThrow('x/echo.json');
});
