export { toSvg } from './to-svg.js';
export { viewOf } from './view.js';
