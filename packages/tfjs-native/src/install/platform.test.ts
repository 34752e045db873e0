import { expect, test } from 'vitest';
import { targetFor } from './platform.js';
import { projectOf, wheelsFor } from './sources.js';

const LINUX = { platform: 'linux', arch: 'x64', glibc: '2.36' };

test.each([
  ['cpu', LINUX, 'tensorflow-cpu', 'x86_64'],
  ['gpu', LINUX, 'tensorflow', 'x86_64'],
  ['cpu', { ...LINUX, arch: 'arm64' }, 'tensorflow', 'aarch64'],
  ['cpu', { ...LINUX, glibc: '2.27' }, 'tensorflow-cpu', 'x86_64'],
  ['cpu', { ...LINUX, glibc: '3.0' }, 'tensorflow-cpu', 'x86_64'],
] as const)('%s on %o takes a wheel of %s for %s', (device, machine, project, arch) => {
  const target = targetFor(device, machine);
  if (!target.supported) throw new Error(target.reason);
  const wheels = wheelsFor(target.device, target.arch);
  expect(new Set(wheels.map(projectOf))).toEqual(new Set([project]));
  for (const { file } of wheels) expect(file).toMatch(new RegExp(`manylinux_2_27_${arch}\\.whl$`));
});

test.each([
  ['cpu', { ...LINUX, platform: 'darwin', glibc: null }, 'it is built for Linux only, and this is darwin'],
  ['cpu', { ...LINUX, platform: 'win32', glibc: null }, 'it is built for Linux only, and this is win32'],
  ['cpu', { ...LINUX, arch: 'riscv64' }, 'there is no TensorFlow for Linux on riscv64'],
  ['gpu', { ...LINUX, arch: 'arm64' }, 'with a GPU it is built for Linux on x64 only'],
  ['cpu', { ...LINUX, glibc: null }, 'it needs glibc, and this Linux has another C library'],
  ['cpu', { ...LINUX, glibc: '2.17' }, 'it needs glibc 2.27 or newer, and this is 2.17'],
] as const)('%s on %o is refused', (device, machine, reason) => {
  expect(targetFor(device, machine)).toEqual({ supported: false, reason });
});
