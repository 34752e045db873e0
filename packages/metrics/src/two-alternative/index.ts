// Answers counted by truth, response and rating

export { type RatingCounts, ratingCounts, type TwoAlternativePrediction } from './rating-counts.js';

// Metacognitive sensitivity

export { type MetaDPrimeOptions, type MetaSensitivity, metaDPrime } from './meta-d-prime.js';
