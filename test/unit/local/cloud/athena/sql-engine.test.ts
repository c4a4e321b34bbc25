import { tmpdir } from 'node:os';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createSqlEngine, type SqlTable } from '#local/cloud/athena/sql-engine';

const table: SqlTable = {
  name: 'orders',
  format: 'json',
  columns: { orderid: 'string', lines: 'array<struct<productid:string>>' },
  partitions: ['company'],
  location: `s3://bucket/runs/\${company}/orders/`,
};

const setUp = (files: Record<string, string>) => {
  const written = new Map<string, Uint8Array>();
  const engine = createSqlEngine({
    tables: [table],
    temporaryFolder: tmpdir(),
    files: {
      read: async (prefix) =>
        Object.entries(files).flatMap(([address, text]) => (address.startsWith(prefix) ? [gzipSync(text)] : [])),
      write: async (address, content) => void written.set(address, content),
    },
  });
  const rows = () => [...written.values()].map((file) => gunzipSync(file).toString('utf8')).join('');
  return {
    run: (sql: string) => engine.run(`UNLOAD (${sql}) TO 's3://bucket/out/' WITH (format = 'JSON')`),
    rows,
    engine,
  };
};

describe('the local Athena', () => {
  it('reads keys of any case and the files of the given partition only', async () => {
    const { run, rows } = setUp({
      's3://bucket/runs/acme/orders/1.gz': '{"orderId":"o1","Lines":[{"productId":"p1"}]}\n{"tally":{"records":1}}\n',
      's3://bucket/runs/other/orders/1.gz': '{"orderId":"o2","lines":[]}\n',
    });
    await run(
      "SELECT orderid, lines[1].productid AS product FROM orders WHERE company = 'acme' AND orderid IS NOT NULL",
    );
    expect(rows()).toBe('{"orderid":"o1","product":"p1"}\n');
  });

  it('gives an empty table where there is no file', async () => {
    const { run, rows } = setUp({});
    await run("SELECT count(*) AS orders FROM orders WHERE company = 'acme'");
    expect(rows()).toBe('{"orders":0}\n');
  });

  it('asks for the partition, as Athena does of one that is injected', async () => {
    const { run } = setUp({});
    await expect(run('SELECT orderid FROM orders')).rejects.toThrow('needs a value of its partition column company');
  });

  it('runs nothing but UNLOAD', async () => {
    const { engine } = setUp({});
    await expect(engine.run('DROP TABLE orders')).rejects.toThrow('only UNLOAD');
  });
});
