import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import fc from 'fast-check';
import { assignVariant } from '#core/experiments/assign-variant';
import { murmurHash } from '#core/experiments/murmur-hash';
import { type HoldOutShare, holdOutVersion, isHeldOut } from '#core/hold-out/is-held-out';

interface Cases {
  readonly holdOutVersion: number;
  readonly cases: readonly (HoldOutShare & {
    readonly companyId: string;
    readonly unit: string;
    readonly isHeldOut: boolean;
  })[];
}

const conformance = JSON.parse(readFileSync(join(__dirname, 'is-held-out.cases.json'), 'utf8')) as Cases;
const units = Array.from({ length: 20_000 }, (_, index) => `session-${index}`);
const share = (shareBasisPoints: number, salt = ''): HoldOutShare => ({ shareBasisPoints, salt });

/** The scheme once more, as its description says it. */
const placeOf = (companyId: string, salt: string, unit: string): number =>
  murmurHash(`1\nhold-out\n${companyId}\n${salt}\n${unit}`) / 2 ** 32;

describe('isHeldOut', () => {
  it('gives what every other implementation of the scheme gives', () => {
    expect(conformance.holdOutVersion).toBe(holdOutVersion);
    for (const { companyId, unit, isHeldOut: expected, ...own } of conformance.cases) {
      expect([companyId, own, unit, isHeldOut(companyId, own, unit)]).toEqual([companyId, own, unit, expected]);
      expect(placeOf(companyId, own.salt, unit) * 10_000 < own.shareBasisPoints).toBe(expected);
    }
    expect(new Set(conformance.cases.map((one) => one.isHeldOut)).size).toBe(2);
  });

  it('runs in a browser as it is, with nothing but the language and TextEncoder', () => {
    const entryPoints = [join(__dirname, '../../../../core/hold-out/is-held-out.ts')];
    const built = buildSync({ entryPoints, bundle: true, write: false, platform: 'browser', globalName: 'holdOut' });
    const inBrowser = runInNewContext(`${built.outputFiles[0]!.text}; holdOut`, { TextEncoder }) as {
      isHeldOut: typeof isHeldOut;
    };
    for (const { companyId, unit, isHeldOut: expected, ...own } of conformance.cases)
      expect(inBrowser.isHeldOut(companyId, own, unit)).toBe(expected);
  });

  it('holds out its share of shoppers, to a standard error or three', () => {
    const held = units.filter((unit) => isHeldOut('acme', share(500), unit)).length;
    expect(Math.abs(held - 1000)).toBeLessThan(3 * Math.sqrt(20_000 * 0.05 * 0.95));
  });

  it('keeps everybody held out when the share grows', () => {
    const basisPoints = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.string(), fc.uuid(), basisPoints, basisPoints, (salt, unit, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(!isHeldOut('acme', share(less, salt), unit) || isHeldOut('acme', share(more, salt), unit)).toBe(true);
      }),
    );
  });

  it('holds out nobody at 0 and everybody at 10,000', () => {
    expect(units.some((unit) => isHeldOut('acme', share(0), unit))).toBe(false);
    expect(units.every((unit) => isHeldOut('acme', share(10_000), unit))).toBe(true);
  });

  it('deals independently of the salt, of other companies and of experiments', () => {
    const held = units.filter((unit) => isHeldOut('acme', share(2000), unit));
    const also = (is: (unit: string) => boolean) => held.filter(is).length / held.length;
    const assignment = {
      experimentId: 'exp',
      salt: '',
      trafficBasisPoints: 10_000,
      variants: [
        { variant: 'a', weight: 1 },
        { variant: 'b', weight: 1 },
      ],
    };
    expect(also((unit) => isHeldOut('acme', share(2000, 'again'), unit))).toBeCloseTo(0.2, 1);
    expect(also((unit) => isHeldOut('other', share(2000), unit))).toBeCloseTo(0.2, 1);
    expect(also((unit) => assignVariant(assignment, unit) === 'a')).toBeCloseTo(0.5, 1);
  });
});
