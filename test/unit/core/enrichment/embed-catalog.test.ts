import { deserialiseEmbeddings, serialiseEmbeddings } from '#core/content/embedding-table';
import { type EmbedDependencies, embedCatalog, embeddingHash, embeddingText } from '#core/enrichment/embed-catalog';
import { fakeEmbedder } from '#test/support/fake-embedder';
import { aProduct } from '#test/support/recommendation-fixtures';

const catalog = ['teapot', 'kettle', 'mug'].map((name) => aProduct(name, { title: `Moss ${name}` }));

const setUp = (overrides: Partial<EmbedDependencies> = {}) => {
  const embedder = fakeEmbedder();
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  return { embedder, failures, deps: { embedder, maxTexts: 100, isTimeUp: () => false, onFailure, ...overrides } };
};

it('embeds each text once, and only those that changed the next night', async () => {
  const first = setUp();
  const night = await embedCatalog(catalog, undefined, first.deps);
  expect(night).toMatchObject({ cached: 0, embedded: 3 });
  expect(first.embedder.texts).toEqual(['Moss kettle', 'Moss mug', 'Moss teapot']);
  const second = setUp();
  const changed = catalog.map((one) => (one.productId === 'mug' ? { ...one, title: 'Moss mug, large' } : one));
  const next = await embedCatalog(changed, deserialiseEmbeddings(serialiseEmbeddings(night.table)), second.deps);
  expect(next).toMatchObject({ cached: 2, embedded: 1 });
  expect(second.embedder.texts).toEqual(['Moss mug, large']);
  expect(next.table.vectors.size).toBe(3);
});

it('spends no more than it may, and goes on where it stopped', async () => {
  const { embedder, deps } = setUp({ maxTexts: 2 });
  const { table } = await embedCatalog(catalog, undefined, deps);
  await embedCatalog(catalog, table, deps);
  expect(embedder.texts).toEqual(['Moss kettle', 'Moss mug', 'Moss teapot']);
  const late = setUp({ isTimeUp: () => true });
  expect((await embedCatalog(catalog, undefined, late.deps)).embedded).toBe(0);
  expect(late.embedder.texts).toEqual([]);
});

it('does not send a text that two products share twice, nor one of a product that is not sold', async () => {
  const { embedder, deps } = setUp();
  const twins = [aProduct('a', { title: 'Moss mug' }), aProduct('b', { title: 'Moss mug' })];
  await embedCatalog([...twins, aProduct('c', { title: 'Gone', status: 'archived' })], undefined, deps);
  expect(embedder.texts).toEqual(['Moss mug']);
});

it('gives up on an outage, keeps what it has and tells of every failed call', async () => {
  const { failures, deps } = setUp();
  const many = Array.from({ length: 40 }, (_, at) => aProduct(`p${at}`, { title: `Thing ${at}` }));
  const broken = { ...deps.embedder, embed: async () => Promise.reject(new Error('down')) };
  const { table, embedded } = await embedCatalog(many, undefined, { ...deps, embedder: broken });
  expect([embedded, table.vectors.size, failures.length]).toEqual([0, 0, 8]);
});

describe('the text of a product', () => {
  const product = aProduct('x', {
    title: 'Linen  shirt\n',
    categoryPath: ['Clothes', 'Shirts'],
    brand: 'Ita',
    tags: ['summer', 'light'],
    attributes: { size: 'M', colour: 'white' },
  });
  it('holds what it is, in one order whatever the order of its facts', () => {
    expect(embeddingText(product)).toBe('Linen shirt. Clothes > Shirts. Ita. light, summer. colour: white, size: M');
    const turned = { ...product, tags: ['light', 'summer'], attributes: { colour: 'white', size: 'M' } };
    expect(embeddingHash(turned, 'm')).toBe(embeddingHash(product, 'm'));
  });
  it('neither price nor stock change the hash, another model does', () => {
    expect(embeddingHash({ ...product, stock: 1, prices: [] }, 'm')).toBe(embeddingHash(product, 'm'));
    expect(embeddingHash(product, 'n')).not.toBe(embeddingHash(product, 'm'));
  });
});
