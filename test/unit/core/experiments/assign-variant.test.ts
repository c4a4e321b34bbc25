import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { assignmentVersion, assignVariant } from '#core/experiments/assign-variant';
import type { Assignment } from '#core/experiments/experiment';
import { murmurHash } from '#core/experiments/murmur-hash';

interface Cases {
  readonly assignmentVersion: number;
  readonly hash: readonly { readonly text: string; readonly seed: number; readonly hash: number }[];
  readonly cases: readonly {
    readonly assignment: Assignment;
    readonly unit: string;
    readonly variant: string | null;
  }[];
}

const conformance = JSON.parse(readFileSync(join(__dirname, 'assign-variant.cases.json'), 'utf8')) as Cases;

const two = [
  { variant: 'control', weight: 1 },
  { variant: 'treatment', weight: 1 },
];

const anAssignment = (overrides: Partial<Assignment> = {}): Assignment => ({
  experimentId: 'exp',
  salt: 'first',
  trafficBasisPoints: 10_000,
  variants: two,
  ...overrides,
});

const units = Array.from({ length: 20_000 }, (_, index) => `session-${index}`);

const chiSquareOf = (observed: readonly number[], expected: readonly number[]): number =>
  observed.reduce((sum, count, index) => sum + (count - expected[index]!) ** 2 / expected[index]!, 0);

/** Exceeded by chance once in a thousand, by degrees of freedom. */
const critical = { 1: 10.828, 9: 27.877 };

describe('assignVariant', () => {
  it('gives what every other implementation of the scheme gives', () => {
    expect(conformance.assignmentVersion).toBe(assignmentVersion);
    for (const { text, seed, hash } of conformance.hash) expect(murmurHash(text, seed)).toBe(hash);
    for (const { assignment, unit, variant } of conformance.cases)
      expect(assignVariant(assignment, unit)).toBe(variant);
    expect(conformance.cases.some(({ variant }) => variant === null)).toBe(true);
  });

  it('runs in a browser as it is, with nothing but the language and TextEncoder', () => {
    const entryPoints = [join(__dirname, '../../../../core/experiments/assign-variant.ts')];
    const built = buildSync({
      entryPoints,
      bundle: true,
      write: false,
      platform: 'browser',
      globalName: 'experiments',
    });
    const browser: { experiments?: { assignVariant: typeof assignVariant } } & object = { TextEncoder } as object;
    runInNewContext(`${built.outputFiles[0]!.text};globalThis.experiments = experiments;`, browser);
    for (const { assignment, unit, variant } of conformance.cases) {
      expect(browser.experiments!.assignVariant(assignment, unit)).toBe(variant);
    }
  });

  it.each(['first', 'second', 'third', ''])('spreads units evenly under the salt %j', (salt) => {
    const variants = Array.from({ length: 10 }, (_, index) => ({ variant: `v${index}`, weight: 1 }));
    const counts = new Map(variants.map(({ variant }) => [variant, 0]));
    for (const unit of units) {
      const variant = assignVariant(anAssignment({ salt, variants }), unit)!;
      counts.set(variant, counts.get(variant)! + 1);
    }
    const expected = variants.map(() => units.length / 10);
    expect(chiSquareOf([...counts.values()], expected)).toBeLessThan(critical[9]);
  });

  it('follows the weights and the share of traffic', () => {
    const variants = [
      { variant: 'a', weight: 7 },
      { variant: 'b', weight: 2 },
      { variant: 'none', weight: 0 },
      { variant: 'c', weight: 1 },
    ];
    const given = units.map((unit) => assignVariant(anAssignment({ variants, trafficBasisPoints: 4000 }), unit));
    const count = (wanted: string | null) => given.filter((variant) => variant === wanted).length;
    const inside = units.length - count(null);
    expect(chiSquareOf([inside, count(null)], [8000, 12_000])).toBeLessThan(critical[1]);
    expect(count('none')).toBe(0);
    expect(chiSquareOf([count('a'), inside - count('a')], [inside * 0.7, inside * 0.3])).toBeLessThan(critical[1]);
  });

  it('deals anew, and independently, under another salt or in another experiment', () => {
    const changes: Partial<Assignment>[] = [{ salt: 'second' }, { experimentId: 'other' }];
    for (const change of changes) {
      const cells = [0, 0, 0, 0];
      for (const unit of units) {
        const first = assignVariant(anAssignment(), unit) === 'control' ? 0 : 1;
        const second = assignVariant(anAssignment(change), unit) === 'control' ? 0 : 2;
        cells[first + second]! += 1;
      }
      const rows = [cells[0]! + cells[2]!, cells[1]! + cells[3]!];
      const columns = [cells[0]! + cells[1]!, cells[2]! + cells[3]!];
      const expected = cells.map((_, cell) => (rows[cell % 2]! * columns[cell >> 1]!) / units.length);
      expect(chiSquareOf(cells, expected)).toBeLessThan(critical[1]);
    }
  });

  it('keeps every unit in its variant when traffic grows', () => {
    const share = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.string(), fc.string(), share, share, (unit, salt, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const before = assignVariant(anAssignment({ salt, trafficBasisPoints: less }), unit);
        const after = assignVariant(anAssignment({ salt, trafficBasisPoints: more }), unit);
        if (before !== null) expect(after).toBe(before);
      }),
    );
  });

  it('puts no unit into two experiments whose ranges of a group do not overlap, and each into one that splits it whole', () => {
    const edge = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(fc.string(), edge, (unit, at) => {
        const first = anAssignment({ experimentId: 'one', group: { name: 'checkout', from: 0, to: at } });
        const second = anAssignment({ experimentId: 'two', group: { name: 'checkout', from: at, to: 10_000 } });
        const given = [assignVariant(first, unit), assignVariant(second, unit)];
        expect(given.filter((variant) => variant !== null)).toHaveLength(1);
      }),
    );
  });

  it('gives nobody a variant without traffic, variants or weights', () => {
    fc.assert(
      fc.property(fc.string(), (unit) => {
        expect(assignVariant(anAssignment({ trafficBasisPoints: 0 }), unit)).toBeNull();
        expect(assignVariant(anAssignment({ variants: [] }), unit)).toBeNull();
        expect(assignVariant(anAssignment({ variants: [{ variant: 'a', weight: 0 }] }), unit)).toBeNull();
      }),
    );
  });
});
