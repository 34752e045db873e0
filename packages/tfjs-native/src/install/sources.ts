/** A Python wheel whose shared libraries we use, pinned by its hash on the public index. */
export interface Wheel {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** An npm package, pinned by the integrity of its tarball. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
  readonly integrity: string;
}

export const TENSORFLOW_VERSION = '2.21.0';

/**
 * The npm package with the same files as `@tensorflow/tfjs-node`, but another install script, which is not
 * run.
 */
export const TFJS_NODE: Tarball = {
  name: '@tensorflow/tfjs-node-gpu',
  version: '4.22.0',
  bytes: 223379,
  integrity:
    'sha512-p//NN6DGiN4hInUmIkRffaFVMcdTREUMjPyjW04J7OXvB2zBlQimj61eFKSgRrH3f5TnOfKzb0n56he/B6a4bw==',
};

export type Device = 'cpu' | 'gpu';
export type Arch = 'x64' | 'arm64';

/**
 * The wheels with the libraries for a device and architecture, the preferred one first. They differ only in
 * the Python they are for, which does not matter here.
 */
export function wheelsFor(device: Device, arch: Arch): readonly Wheel[] {
  if (arch === 'arm64') return TENSORFLOW_ARM64;
  return device === 'gpu' ? TENSORFLOW_X64 : TENSORFLOW_CPU_X64;
}

/** The project on the Python index that a wheel belongs to, such as `tensorflow-cpu`. */
export function projectOf(wheel: Wheel): string {
  return wheel.file.slice(0, wheel.file.indexOf('-')).replaceAll('_', '-');
}

const TENSORFLOW_CPU_X64: readonly Wheel[] = [
  wheel(
    'tensorflow_cpu',
    'cp312',
    'x86_64',
    274000871,
    'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
  ),
  wheel(
    'tensorflow_cpu',
    'cp313',
    'x86_64',
    274271560,
    '05af7c26d35f4de910b5598c7b507e3981831a7b0f47fed9a405d995d51d7793',
  ),
  wheel(
    'tensorflow_cpu',
    'cp311',
    'x86_64',
    273829956,
    '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  ),
  wheel(
    'tensorflow_cpu',
    'cp310',
    'x86_64',
    273601549,
    'd143e92f5c0661cdfa26eaca8f73cd2efd0ec53a68af8dec82f584ba8eb14b83',
  ),
];

const TENSORFLOW_X64: readonly Wheel[] = [
  wheel(
    'tensorflow',
    'cp312',
    'x86_64',
    572611111,
    'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
  ),
  wheel(
    'tensorflow',
    'cp313',
    'x86_64',
    572881074,
    'e9d8da8dcab9650efb45f032ba70af2f016f907e6e0c6bda29dd101bba945406',
  ),
  wheel(
    'tensorflow',
    'cp311',
    'x86_64',
    572440367,
    '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  ),
  wheel(
    'tensorflow',
    'cp310',
    'x86_64',
    572211261,
    '77c6f298e695ea1d283cdd7d30f8d97530cc6e92c1395a9ddbab9771c99233a4',
  ),
];

const TENSORFLOW_ARM64: readonly Wheel[] = [
  wheel(
    'tensorflow',
    'cp312',
    'aarch64',
    281946471,
    'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
  ),
  wheel(
    'tensorflow',
    'cp313',
    'aarch64',
    282213003,
    'a10abdfb8b1189210c251021a3f153b7ccc52a8e6521351f3dc3331e8ba593e0',
  ),
  wheel(
    'tensorflow',
    'cp311',
    'aarch64',
    281828020,
    '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  ),
  wheel(
    'tensorflow',
    'cp310',
    'aarch64',
    281604511,
    '7c97938b25cf70c80ae8619931f85abcdee2ab2eb256c2051202edb3b89e9a5d',
  ),
];

function wheel(project: string, python: string, machine: string, bytes: number, sha256: string): Wheel {
  const file = `${project}-${TENSORFLOW_VERSION}-${python}-${python}-manylinux_2_27_${machine}.whl`;
  return { file, bytes, sha256 };
}
