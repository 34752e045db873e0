import { describe, expect, test } from 'vitest';
import { parseResponse } from './index.js';

describe('words of others or of something else say nothing', () => {
  test.each([
    'The enzyme acts on certain proteins only.',
    'I think certain proteins are cut.',
    'It takes a certain time.',
    'Please make sure that the valve is shut.',
    'I made sure to check it twice.',
    'Be sure to read it again.',
    'Sure! The capital is Lima.',
    'Sure, here is the capital: Lima',
    'Certainly! It is Lima.',
    'Sure enough, it was Lima.',
    'For sure, she said, it is Lima.',
    'The witness was not sure.',
    'They were very certain of it.',
    'My doctor was 90% sure.',
    'She said that she was 80% sure.',
    'If you are not sure, ask a doctor.',
    'Are you sure?',
    'A confident woman opened the door.',
    'The likely cause is rust.',
    'Unlikely friends met there.',
    'Uncertain times lie ahead.',
    'He had no idea where to go.',
    'Smokers are more likely to fall ill.',
    'There is a 30% chance of rain.',
    'Patients are 30% likely to relapse.',
    'The probability of a six is 17%.',
    'A 95% confidence interval holds the mean.',
    'With a probability of 30% it rains.',
    'It rains with a probability of 30%.',
    'I think that with a probability of 30% it rains.',
    'There is a 30% chance that it will rain.',
    'The 99% confidence level is common.',
    'At the 95% confidence level the mean differs.',
    'We use a confidence level of 95%.',
    'The confidence level of 99% is common.',
    'Consumer confidence fell to 80.',
    "The coach's confidence is high.",
    'He answered with high confidence.',
    'Quantum theory has an uncertainty relation.',
  ])('%j', (text) => {
    expect(parseResponse(text)).toMatchObject({ confidence: 0.5, confidenceSource: 'default' });
  });
});

describe('what the speaker says of himself or of the answer counts', () => {
  test.each([
    ['I am very sure that it is Lima.', 0.9],
    ["I'm still fairly certain.", 0.7],
    ['We are reasonably confident.', 0.7],
    ["I can't be sure.", 0.25],
    ["I'm not, like, very confident.", 0.1],
    ["I'm not — honestly — very sure it is Lima.", 0.1],
    ['Honestly, I feel quite confident about Lima.', 0.75],
    ['Fairly sure it is Lima.', 0.7],
    ['Lima, very confident.', 0.9],
    ['Lima (not very sure)', 0.2],
    ['It is probably Lima.', 0.65],
    ['The answer is most likely Lima.', 0.75],
    ['This is almost certainly Lima.', 0.95],
    ['Probably Lima.', 0.65],
    ["I'd say it's likely Lima.", 0.65],
    ['I have very high confidence in it.', 0.95],
    ['With low confidence: Lima', 0.25],
    ['Cusco is what he is sure of, but I am not confident.', 0.25],
  ])('%j is %d', (text, confidence) => {
    expect(parseResponse(text)).toMatchObject({ confidenceSource: 'verbal', confidence });
  });

  test.each([
    ['I was 90% sure of Cusco, but now I am 60% sure of Lima.', 0.6],
    ['I believe with 60% certainty that it is Lima.', 0.6],
    ['There is a 60% chance that I am right.', 0.6],
    ['My confidence that this is right would be 60%.', 0.6],
    ['Lima is 60% likely to be correct.', 0.6],
    ["I'd put it at 60%.", 0.6],
    ['It is Lima with a probability of 60%.', 0.6],
    ['There is a 60% chance that it would be right.', 0.6],
    ['There is a 60% chance that it ends up being Lima.', 0.6],
    ['I have a 60% confidence level in that.', 0.6],
    ['My confidence level is 60%.', 0.6],
  ])('%j is %d, in numbers', (text, confidence) => {
    expect(parseResponse(text)).toMatchObject({ confidenceSource: 'inferred', confidence });
  });
});
