import type { Fact } from '../fact.js';
import { operation, pick, range, sample } from '../operation.js';

const NAMES = ['Tom', 'Ann', 'Ben', 'Mia', 'Sam', 'Eva'] as const;

/**
 * Long products, sums and differences, equations, powers, divisors, remainders and word problems of several
 * steps.
 */
export function hardMathFacts(): readonly Fact[] {
  return [
    products(),
    sums(),
    differences(),
    equations(),
    powers(),
    divisors(),
    remainders(),
    percentages(),
    shopping(),
    travels(),
    primes(),
  ].flat();
}

const head = (family: string, ...operands: readonly (string | number)[]) => ({
  family,
  domain: 'math',
  difficulty: 'hard' as const,
  operands: operands.join(' '),
});

const products = (): readonly Fact[] =>
  sample('multiply-3', 70, (int) => [int(880) + 112, int(880) + 112] as const).map(([a, b]) =>
    operation(head('multiply-3', a, b), [
      ['times', `What is ${a} × ${b}?`, a * b],
      ['multiply', `Multiply ${a} by ${b}.`, a * b],
    ]),
  );

const sums = (): readonly Fact[] =>
  sample('add-4', 60, (int) => [int(8900) + 1011, int(8900) + 1011] as const).map(([a, b]) =>
    operation(head('add-4', a, b), [
      ['plus', `What is ${a} + ${b}?`, a + b],
      ['sum', `Find the sum of ${a} and ${b}.`, a + b],
    ]),
  );

const differences = (): readonly Fact[] =>
  sample('subtract-4', 60, (int) => [int(4900) + 5011, int(3800) + 1011] as const).map(([a, b]) =>
    operation(head('subtract-4', a, b), [
      ['minus', `What is ${a} - ${b}?`, a - b],
      ['subtract', `Subtract ${b} from ${a}.`, a - b],
    ]),
  );

const equations = (): readonly Fact[] =>
  sample('equation', 60, (int) => [int(11) + 3, int(40) + 5, int(30) + 4] as const).map(([a, b, x]) =>
    operation(head('equation', a, b, x), [
      ['solve', `Solve ${a}x + ${b} = ${a * x + b}. What is x?`, x],
      ['think', `I think of a number, multiply it by ${a}, add ${b} and get ${a * x + b}. Which number?`, x],
    ]),
  );

const powers = (): readonly Fact[] =>
  [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14].flatMap((a) =>
    range(3, a === 2 ? 16 : a < 5 ? 8 : 5).map((n) =>
      operation(head('power', a, n), [
        ['power', `What is ${a} to the power of ${n}?`, a ** n],
        ['times', `Multiply ${n} factors of ${a}.`, a ** n],
      ]),
    ),
  );

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const divisors = (): readonly Fact[] =>
  sample('divisor', 60, (int) => [(int(12) + 2) * (int(9) + 3), (int(12) + 2) * (int(9) + 3)] as const)
    .filter(([a, b]) => a !== b && a > 12 && b > 12)
    .map(([a, b]) =>
      operation(head('divisor', a, b), [
        ['gcd', `What is the greatest common divisor of ${a} and ${b}?`, gcd(a, b)],
        ['lcm', `What is the least common multiple of ${a} and ${b}?`, (a * b) / gcd(a, b)],
      ]),
    );

const remainders = (): readonly Fact[] =>
  sample('remainder', 60, (int) => [int(880) + 111, int(30) + 12] as const).map(([a, b]) =>
    operation(head('remainder', a, b), [
      ['divided', `What is the remainder of ${a} divided by ${b}?`, a % b],
      ['packs', `${a} eggs go into full packs of ${b}. How many eggs stay over?`, a % b],
    ]),
  );

const percentages = (): readonly Fact[] =>
  sample('percent-2', 50, (int) => [int(80) + 11, (int(40) + 8) * 50] as const).map(([p, n]) =>
    operation(head('percent-2', p, n), [
      ['of', `What is ${p}% of ${n}?`, (p * n) / 100],
      ['vote', `${p} percent of ${n} people vote. How many people vote?`, (p * n) / 100],
    ]),
  );

const shopping = (): readonly Fact[] =>
  sample('shopping', 70, (int) => [int(9) + 3, int(18) + 4, int(9) + 3, int(18) + 4, int(6)] as const).map(
    ([n, price, m, cost, who]) => {
      const paid = Math.ceil((n * price + m * cost + 1) / 100) * 100;
      const name = pick(NAMES, who);
      return operation(head('shopping', n, price, m, cost), [
        [
          'change',
          `${name} buys ${n} pens at ${price} each and ${m} books at ${cost} each and pays with ${paid}. How much change?`,
          paid - n * price - m * cost,
        ],
        [
          'cost',
          `What do ${n} pens at ${price} each and ${m} books at ${cost} each cost together?`,
          n * price + m * cost,
        ],
      ]);
    },
  );

const travels = (): readonly Fact[] =>
  sample('travel', 60, (int) => [int(50) + 41, int(6) + 2, int(40) + 31, int(5) + 2] as const).map(
    ([v, t, w, u]) =>
      operation(head('travel', v, t, w, u), [
        [
          'trip',
          `A train drives ${t} hours at ${v} km per hour, then ${u} hours at ${w}. How far does it get?`,
          v * t + w * u,
        ],
        [
          'more',
          `One car drives ${t} hours at ${v + w} km per hour, another ${u} hours at ${w}. How much farther is the first?`,
          (v + w) * t - w * u,
        ],
      ]),
  );

const isPrime = (n: number): boolean => n > 1 && range(2, Math.floor(Math.sqrt(n))).every((d) => n % d !== 0);

const primes = (): readonly Fact[] =>
  sample('prime', 60, (int) => int(900) + 90).map((n) => {
    const next = range(n + 1, n + 40).find(isPrime) ?? 0;
    const digits = [...String(n)].map(Number);
    return operation(head('prime', n), [
      ['next', `Which is the first prime number above ${n}?`, next],
      ['digits', `Multiply ${n} by the sum of its digits.`, n * digits.reduce((a, b) => a + b, 0)],
    ]);
  });
