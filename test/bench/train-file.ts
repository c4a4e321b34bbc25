import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Product } from '#core/catalog/product';
import type { Order } from '#core/orders/order';
import { encodeRow } from '#core/recommend/recommendation-row';
import { relations } from '#core/recommend/relation';
import { assembleRows } from '#core/training/assemble-rows';
import { TrainingDataBuilder } from '#core/training/interaction-log';
import { defaultTrainingParameters } from '#core/training/parameters';
import { trainPopularity } from '#core/training/train-popularity';
import { trainRelation } from '#core/training/train-relation';

/** Reads orders and products, trains every relation and makes every row; prints its own times and peak memory as JSON. */
const [file] = process.argv.slice(2);
const lines: (Order | Product)[] = [];
for await (const line of createInterface({ input: createReadStream(file ?? '') })) lines.push(JSON.parse(line));
const products = lines.filter((line): line is Product => !('orderId' in line));
const orders = lines.filter((line): line is Order => 'orderId' in line);

const startedAt = performance.now();
const builder = new TrainingDataBuilder(
  products.map(({ productId }) => productId),
  { now: new Date().toISOString(), windowDays: 3_650 },
);
for (const order of orders) builder.addOrder(order);
const data = builder.finish();
const builtAt = performance.now();
const trained = relations.map((relation) => trainRelation(relation, data, products, defaultTrainingParameters));
trainPopularity(data, products, defaultTrainingParameters);
const trainedAt = performance.now();
let bytes = 0;
let rows = 0;
for (const row of assembleRows({
  modelVersion: 'm20261120T000000Z-demo',
  productIds: data.productIds,
  catalog: products,
  trained,
})) {
  bytes += encodeRow(row).length;
  rows += 1;
}
console.log(
  JSON.stringify({
    orders: orders.length,
    orderLines: orders.reduce((sum, order) => sum + order.lines.length, 0),
    products: products.length,
    buildSeconds: (builtAt - startedAt) / 1000,
    trainSeconds: (trainedAt - builtAt) / 1000,
    rowSeconds: (performance.now() - trainedAt) / 1000,
    rows,
    meanRowBytes: Math.round(bytes / rows),
    peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
