import { duckDbType } from '#local/cloud/athena/hive-type';

describe('duckDbType', () => {
  it('translates nested types', () => {
    expect(duckDbType('array<struct<productid:string,quantity:int>>')).toBe(
      'STRUCT(productid VARCHAR, quantity INTEGER)[]',
    );
    expect(duckDbType('struct<a:array<string>,b:struct<c:double,d:boolean>>')).toBe(
      'STRUCT(a VARCHAR[], b STRUCT(c DOUBLE, d BOOLEAN))',
    );
  });

  it('refuses a type that it does not know', () => {
    expect(() => duckDbType('decimal(10,2)')).toThrow('decimal(10,2)');
  });
});
