import type { EventInput } from '#contracts/api/events';
import type { Money } from '#core/money/money';
import type { UpsellType } from '#core/rules/offer-declarations';
import type { WeekExperiment } from '#test/support/simulated-week/week-experiments';

/** What is right about an event by the documents, decided when it is made, not by the code that is tested. */
export type Fate =
  /** A shopper's. */
  | { readonly kind: 'counted' }
  /** A program's: kept and counted nowhere. */
  | { readonly kind: 'robot' }
  /** Analytics were refused: kept nowhere. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Sent so fast that the firewall may take the sender for a program; the archive tells whether it did. */
  | { readonly kind: 'up-to-rate' };

/** A list as the shop got it. */
export interface ShownList {
  readonly recommendationId: string;
  readonly modelVersion: string | null;
  readonly placement: string;
  readonly source: string;
  /** Under which variant the list was made. */
  readonly experiment: { readonly experimentId: string; readonly variant: string } | null;
  readonly currency: string;
  readonly items: readonly {
    readonly productId: string;
    readonly relation: string;
    readonly position: number;
    readonly token: string;
  }[];
}

export type ShownItem = ShownList['items'][number];

/** An offer as the shop got it. */
export interface ShownOffer {
  readonly offerId: string;
  readonly ruleId: string;
  readonly type: UpsellType;
  readonly experimentId: string | null;
  readonly variant: string | null;
  readonly discount: Money;
  readonly productIds: readonly string[];
  readonly token: string;
}

/** Something that happened in front of a screen, and what it is about. */
export interface Happening {
  /** As it is sent; `occurredAt` by the sender's clock. */
  readonly wire: EventInput;
  readonly fate: Fate;
  readonly list?: ShownList;
  readonly item?: ShownItem;
  readonly offer?: ShownOffer;
  /** The true time, epoch milliseconds. */
  readonly occurredMs: number;
  /** How far the sender's clock is ahead; such senders say when they send. */
  readonly clockAheadMs?: number;
  /** `User-Agent` header of the request. */
  readonly userAgent?: string;
}

/** A happening that reached the shop system. */
export interface TruthEvent extends Happening {
  /** When its first copy was sent, epoch milliseconds; true to a few seconds. */
  readonly receivedMs: number;
}

export interface OrderVersion {
  readonly orderId: string;
  readonly sessionId?: string;
  readonly customerId?: string;
  readonly status: 'placed' | 'cancelled';
  readonly currency: string;
  readonly orderedAt: string;
  readonly updatedAt: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly refundedQuantity: number;
    readonly unitPrice: Money;
  }[];
}

/** What a store's server tells of an order, in the order in which it tells it. */
export type OrderAct =
  | { readonly kind: 'send'; readonly order: OrderVersion }
  | {
      readonly kind: 'refund';
      readonly orderId: string;
      readonly refundId: string;
      readonly refundedAt: string;
      readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
    }
  | { readonly kind: 'cancel'; readonly orderId: string; readonly cancelledAt: string };

/** All that happened in the week. */
export interface WeekTruth {
  readonly companyId: string;
  readonly experiments: readonly WeekExperiment[];
  readonly ruleIds: readonly string[];
  /** By first arrival. */
  readonly events: readonly TruthEvent[];
  readonly orderActs: readonly OrderAct[];
  /** Records that were put straight into the stream and that nobody can read. */
  readonly poison: readonly { readonly text: string; readonly receivedMs: number }[];
}
