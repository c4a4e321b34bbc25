import type { PictureShape } from '#local/demo/product-picture';

/** A kind of thing that the demo store sells, in several styles. */
export interface ProductKind {
  readonly kind: string;
  readonly department: string;
  readonly category: string;
  readonly shape: PictureShape;
  /** Cheapest and dearest in minor units of EUR. */
  readonly price: readonly [number, number];
  /** Kinds that people buy with it: the planted affinities. */
  readonly goesWith: readonly string[];
  /** How sought after it is, relative to the others. */
  readonly demand: number;
}

const kind = (
  department: string,
  category: string,
  name: string,
  shape: PictureShape,
  price: readonly [number, number],
  demand: number,
  goesWith: readonly string[],
): ProductKind => ({ kind: name, department, category, shape, price, demand, goesWith });

/** Linden & Clay: a shop for things that make a home. */
export const productKinds: readonly ProductKind[] = [
  kind('Coffee & Tea', 'Brewing', 'Pour-Over Dripper', 'cone', [1900, 3900], 5, [
    'Paper Filters',
    'Gooseneck Kettle',
    'Coffee Beans',
  ]),
  kind('Coffee & Tea', 'Brewing', 'Gooseneck Kettle', 'kettle', [4900, 9900], 3, [
    'Pour-Over Dripper',
    'Coffee Beans',
    'Kitchen Scale',
  ]),
  kind('Coffee & Tea', 'Brewing', 'Teapot', 'kettle', [2900, 5900], 4, ['Loose Leaf Tea', 'Tea Towel', 'Tea Cup']),
  kind('Coffee & Tea', 'Supplies', 'Paper Filters', 'box', [450, 890], 6, ['Coffee Beans', 'Pour-Over Dripper']),
  kind('Coffee & Tea', 'Supplies', 'Coffee Beans', 'bag', [990, 1690], 9, ['Paper Filters', 'Mug']),
  kind('Coffee & Tea', 'Supplies', 'Loose Leaf Tea', 'tin', [890, 1590], 6, ['Teapot', 'Tea Cup', 'Honey Jar']),
  kind('Coffee & Tea', 'Cups', 'Mug', 'mug', [1200, 2400], 8, ['Coffee Beans', 'Side Plate']),
  kind('Coffee & Tea', 'Cups', 'Tea Cup', 'mug', [1100, 2200], 4, ['Teapot', 'Loose Leaf Tea']),
  kind('Kitchen', 'Baking', 'Mixing Bowl', 'bowl', [1500, 3900], 5, ['Whisk', 'Kitchen Scale', 'Rolling Pin']),
  kind('Kitchen', 'Baking', 'Rolling Pin', 'stick', [1400, 2900], 3, ['Mixing Bowl', 'Baking Tin', 'Apron']),
  kind('Kitchen', 'Baking', 'Baking Tin', 'box', [1600, 3400], 5, ['Mixing Bowl', 'Whisk', 'Oven Glove']),
  kind('Kitchen', 'Baking', 'Whisk', 'stick', [900, 1900], 4, ['Mixing Bowl', 'Baking Tin']),
  kind('Kitchen', 'Baking', 'Kitchen Scale', 'box', [2900, 5900], 3, ['Mixing Bowl', 'Coffee Beans']),
  kind('Kitchen', 'Pantry', 'Storage Jar', 'jar', [900, 2400], 7, ['Jar Labels', 'Honey Jar']),
  kind('Kitchen', 'Pantry', 'Jar Labels', 'card', [350, 790], 4, ['Storage Jar']),
  kind('Kitchen', 'Pantry', 'Honey Jar', 'jar', [790, 1490], 4, ['Loose Leaf Tea', 'Storage Jar']),
  kind('Kitchen', 'Linen', 'Apron', 'cloth', [2400, 4500], 4, ['Oven Glove', 'Tea Towel']),
  kind('Kitchen', 'Linen', 'Oven Glove', 'cloth', [1200, 2200], 4, ['Apron', 'Baking Tin']),
  kind('Kitchen', 'Linen', 'Tea Towel', 'cloth', [800, 1600], 6, ['Apron', 'Storage Jar']),
  kind('Table', 'Plates', 'Dinner Plate', 'plate', [1600, 2900], 6, ['Side Plate', 'Soup Bowl', 'Linen Napkin']),
  kind('Table', 'Plates', 'Side Plate', 'plate', [1100, 1900], 5, ['Dinner Plate', 'Mug']),
  kind('Table', 'Plates', 'Soup Bowl', 'bowl', [1300, 2400], 5, ['Dinner Plate', 'Linen Napkin']),
  kind('Table', 'Glass', 'Wine Glass', 'glass', [990, 2200], 5, ['Carafe', 'Candle Holder']),
  kind('Table', 'Glass', 'Carafe', 'vase', [2400, 4900], 3, ['Wine Glass', 'Linen Napkin']),
  kind('Table', 'Linen', 'Linen Napkin', 'cloth', [900, 1800], 5, ['Table Runner', 'Dinner Plate']),
  kind('Table', 'Linen', 'Table Runner', 'cloth', [2900, 5900], 3, ['Linen Napkin', 'Candle Holder']),
  kind('Garden', 'Pots', 'Plant Pot', 'pot', [1400, 4900], 7, ['Potting Soil', 'Watering Can', 'Plant Mister']),
  kind('Garden', 'Pots', 'Hanging Planter', 'pot', [1900, 3900], 4, ['Potting Soil', 'Plant Mister']),
  kind('Garden', 'Growing', 'Potting Soil', 'bag', [690, 1290], 5, ['Plant Pot', 'Seed Packet']),
  kind('Garden', 'Growing', 'Seed Packet', 'card', [290, 590], 6, ['Potting Soil', 'Hand Trowel']),
  kind('Garden', 'Tools', 'Watering Can', 'kettle', [2400, 5400], 4, ['Plant Pot', 'Hand Trowel']),
  kind('Garden', 'Tools', 'Hand Trowel', 'stick', [1200, 2600], 4, ['Seed Packet', 'Garden Gloves']),
  kind('Garden', 'Tools', 'Garden Gloves', 'cloth', [990, 1990], 3, ['Hand Trowel', 'Seed Packet']),
  kind('Garden', 'Tools', 'Plant Mister', 'jar', [1200, 2400], 3, ['Plant Pot', 'Hanging Planter']),
  kind('Living', 'Candles', 'Scented Candle', 'candle', [1600, 3900], 8, ['Candle Holder', 'Match Box']),
  kind('Living', 'Candles', 'Candle Holder', 'glass', [1200, 3400], 5, ['Scented Candle', 'Match Box']),
  kind('Living', 'Candles', 'Match Box', 'box', [390, 790], 5, ['Scented Candle']),
  kind('Living', 'Textiles', 'Cushion Cover', 'cushion', [1900, 3900], 6, ['Wool Throw']),
  kind('Living', 'Textiles', 'Wool Throw', 'cloth', [5900, 11900], 4, ['Cushion Cover', 'Scented Candle']),
  kind('Living', 'Decor', 'Vase', 'vase', [1900, 5900], 6, ['Dried Flowers', 'Candle Holder']),
  kind('Living', 'Decor', 'Dried Flowers', 'flower', [1400, 2900], 5, ['Vase']),
];

/** Styles that run through the whole range; people tend to stay within one. */
export const styles = [
  { name: 'Oslo', colour: '#b9c4c9', accent: '#6f858f', material: 'Stoneware', brand: 'Nordlys' },
  { name: 'Terra', colour: '#d8a48f', accent: '#a65f45', material: 'Terracotta', brand: 'Casa Barro' },
  { name: 'Moss', colour: '#b7c4a1', accent: '#66794a', material: 'Recycled', brand: 'Fern & Field' },
  { name: 'Indigo', colour: '#a9b8d8', accent: '#3f568f', material: 'Hand-dyed', brand: 'Aoi Works' },
  { name: 'Linen', colour: '#e6dcc8', accent: '#a8946b', material: 'Natural', brand: 'Lange Linnen' },
  { name: 'Noir', colour: '#9a9a9a', accent: '#2f2f2f', material: 'Matt black', brand: 'Studio Kohl' },
  { name: 'Blush', colour: '#efc9c9', accent: '#bb6f74', material: 'Glazed', brand: 'Petite Rose' },
  { name: 'Amber', colour: '#edcf93', accent: '#b27b1f', material: 'Honey-toned', brand: 'Goldberg' },
] as const;
export type Style = (typeof styles)[number];
