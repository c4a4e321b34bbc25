/**
 * Who is held out: a shopper who sees no recommendations and no offers, so that the others can be compared with somebody.
 * A function of names alone, so that Lambda, browser and analysis agree without storing anything.
 *
 *   place     = MurmurHash3_x86_32("1\nhold-out\n" company "\n" salt "\n" unit) / 2³²,  0 ≤ place < 1
 *   held out  when 10,000 · place < share
 *
 * The ranges of shares are nested: a larger share keeps everybody held out who was. The leading 1 is the version of the
 * scheme. Conformance cases for other languages: test/unit/core/hold-out/is-held-out.cases.json. O(length of the names).
 */
import { murmurHash } from '#core/experiments/murmur-hash';

export const holdOutVersion = 1;

export interface HoldOutShare {
  /** 0 … 10,000; 0: nobody is held out. */
  readonly shareBasisPoints: number;
  /** Another salt deals everybody anew. */
  readonly salt: string;
}

/** @param unit id of the session, or of the customer where there is none; holds no line break */
export const isHeldOut = (companyId: string, { shareBasisPoints, salt }: HoldOutShare, unit: string): boolean =>
  shareBasisPoints > 0 &&
  (murmurHash([holdOutVersion, 'hold-out', companyId, salt, unit].join('\n')) / 2 ** 32) * 10_000 < shareBasisPoints;
