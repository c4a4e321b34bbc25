import { contentHash } from '#adapters/dynamodb/content-hash';
import {
  type BulkDiscountSetting,
  type BulkDiscountStore,
  noBulkDiscount,
  type ProductSettingStore,
  type SubscriptionConfigStore,
} from '#core/ports/product-setting-store';
import { VersionConflictError } from '#core/ports/store-errors';
import { defaultSubscriptionConfig, type SubscriptionConfig } from '#core/subscriptions/subscription-config';
import { pause } from './batch.ts';
import { indexKeys, keys, type PrimaryKey } from './keys.ts';
import { type QueryInput, queryPage } from './query-pages.ts';
import type { Table } from './table.ts';
import { putVersioned, readVersioned, type VersionedItem } from './versioned-item.ts';

interface ProductSetting<T> {
  /** Name of the setting in revisions. */
  readonly resource: string;
  readonly title: string;
  readonly keyOf: (companyId: string, productId: string) => PrimaryKey;
  readonly defaults: T;
  /** Key of the list of products that have something set. */
  readonly listKeyOf: (companyId: string, productId: string) => IndexKey;
  readonly isListed: (value: T) => boolean;
}

interface IndexKey {
  readonly gsi1pk: string;
  readonly gsi1sk: string;
}

const bulkDiscount: ProductSetting<BulkDiscountSetting> = {
  resource: 'BULK_DISCOUNT',
  title: 'The bulk discount of the product',
  keyOf: keys.bulkDiscount,
  defaults: noBulkDiscount,
  listKeyOf: indexKeys.discountedProducts,
  isListed: ({ tiers }) => tiers.length > 0,
};

const subscriptionConfig: ProductSetting<SubscriptionConfig> = {
  resource: 'SUBSCRIPTION_CONFIG',
  title: 'The subscription configuration of the product',
  keyOf: keys.subscriptionConfig,
  defaults: defaultSubscriptionConfig,
  listKeyOf: indexKeys.subscribableProducts,
  isListed: ({ eligible }) => eligible,
};

const mostAttempts = 8;

const listOf = ({ gsi1pk }: IndexKey): QueryInput => ({
  IndexName: 'gsi1',
  KeyConditionExpression: 'gsi1pk = :listed',
  ExpressionAttributeValues: { ':listed': gsi1pk },
});

const makeStore = <T extends object>(table: Table, setting: ProductSetting<T>): ProductSettingStore<T> => {
  const { resource, title, keyOf, defaults, listKeyOf, isListed } = setting;
  const itemOf = (companyId: string, productId: string): VersionedItem<T> => ({
    key: keyOf(companyId, productId),
    revisionKey: (version) => keys.revision(companyId, `${resource}#${productId}`, version),
    title,
    defaults,
    attributes: (value) => ({ productId, ...(isListed(value) ? listKeyOf(companyId, productId) : {}) }),
  });
  const isDefault = (value: T) => contentHash(value) === contentHash(defaults);
  return {
    get: (companyId, productId) => readVersioned(table, itemOf(companyId, productId)),
    listIds: async (companyId, limit) => {
      const { items } = await queryPage(table, listOf(listKeyOf(companyId, '')), limit);
      return items.map(({ productId }) => String(productId));
    },
    put: (companyId, productId, change) => putVersioned(table, itemOf(companyId, productId), change),
    clear: async (companyId, productId, by) => {
      const item = itemOf(companyId, productId);
      for (let attempt = 1; ; attempt += 1) {
        const { value, version } = await readVersioned(table, item);
        if (isDefault(value)) return;
        try {
          await putVersioned(table, item, { ...by, value: defaults, expectedVersion: version });
          return;
        } catch (error) {
          if (!(error instanceof VersionConflictError) || attempt >= mostAttempts) throw error;
          await pause(attempt);
        }
      }
    },
  };
};

export const makeBulkDiscountStore = (table: Table): BulkDiscountStore => makeStore(table, bulkDiscount);

export const makeSubscriptionConfigStore = (table: Table): SubscriptionConfigStore =>
  makeStore(table, subscriptionConfig);
