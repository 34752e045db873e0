import { catchOutput } from '@echo/testing/output';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addConfigFlags } from './config-flags.js';

const output = catchOutput();

const parse = (...args: readonly string[]): object =>
  addConfigFlags(new Command().exitOverride()).parse(args, { from: 'user' }).opts();

test('nothing is given unless it is said, so that a resumed run keeps what it has', () => {
  expect(parse()).toEqual({});
});

test('flags of every kind are read', () => {
  expect(
    parse(
      ...'--learning-rate 1e-3 --steps 7 --model x --kl-estimator exact --curriculum --memory 8GB'.split(' '),
    ),
  ).toEqual({
    learningRate: 1e-3,
    steps: 7,
    model: 'x',
    klEstimator: 'exact',
    curriculum: true,
    memory: 8e9,
  });
  expect(parse('--no-format-guard')).toEqual({ formatGuard: false });
  expect(parse('--format-guard')).toEqual({ formatGuard: true });
});

test.each([
  ['--prompts 0', /Expected a whole number of at least 1\./],
  ['--top-p 1.5', /Expected a number above 0 and at most 1\./],
  ['--kl-coefficient -1', /Expected a number of at least 0\./],
  ['--kl-estimator k2', /Allowed choices are k3, exact\./],
  ['--memory 8', /such as 8GB/],
])('%s is refused with the rule', (line, sentence) => {
  expect(() => parse(...line.split(' '))).toThrow();
  expect(output()).toMatch(sentence);
});

test('help says what each option is and does unless given', () => {
  const help = addConfigFlags(new Command().configureHelp({ helpWidth: 200 })).helpInformation();
  expect(help).toMatch(
    /--sft-steps <n> +steps of supervised fine-tuning on the response format first \(default 40\)/,
  );
  expect(help).toMatch(/--no-format-guard +do not stop when the policy/);
  expect(help).not.toMatch(/^ +--format-guard/m);
});
