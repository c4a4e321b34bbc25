import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts optional platform packages back into package-lock.json. Some registry mirrors lack the binaries of other
 * platforms; npm then writes a lockfile without them, which `npm ci` refuses on every machine. Run it after
 * `npm install` when `npm ci` says "Missing: … from lock file".
 */

interface LockedPackage {
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64'];

const folder = 'node_modules/';

/** The platform that a binary package is for, as far as its name tells. */
const platformOf = (name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> => {
  const parts = name.split('/').at(-1)?.split('-') ?? [];
  const os = systems.find((system) => parts.includes(system));
  const cpu = processors.find((processor) => parts.includes(processor));
  const libc = parts.some((part) => part.startsWith('musl')) ? 'musl' : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
};

const isExact = (version: string): boolean => /^\d+\.\d+\.\d+[\w.-]*$/.test(version);

const missingEntries = (packages: Lockfile['packages']): [string, LockedPackage][] =>
  Object.values(packages).flatMap(({ optionalDependencies = {}, dev, devOptional }) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => !(folder + name in packages) && isExact(version))
      .map(([name, version]): [string, LockedPackage] => [
        folder + name,
        { version, ...platformOf(name), ...(dev && { dev }), ...(devOptional && { devOptional }), optional: true },
      ]),
  );

const path = 'package-lock.json';
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile;
const added = missingEntries(lockfile.packages);
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => a.localeCompare(b, 'en');
lockfile.packages = Object.fromEntries([...Object.entries(lockfile.packages), ...added].sort(byName));
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
console.log(`${added.length} platform packages put back into ${path}`);
