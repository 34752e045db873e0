/*
 * tfjs-core's Node entry registers no gradients. tfjs-layers does on import, and needs nothing but tfjs-core,
 * where the union package @tensorflow/tfjs would bring data, converter and WebGL as well.
 */
import '@tensorflow/tfjs-layers';
