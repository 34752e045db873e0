export { toSvg } from './to-svg.js';
export { type ViewOptions, viewOf } from './view.js';
