/** An attribute value as DynamoDB's wire format has it, e.g. `{"S": "text"}`. */
export type Attribute = Readonly<Record<string, unknown>>;
export type WireItem = Readonly<Record<string, Attribute>>;

/** Size of an attribute value as DynamoDB counts it (Developer Guide, "DynamoDB item sizes and formats"). */
const attributeBytes = (value: Attribute): number => {
  const [[type, content] = ['NULL', true]] = Object.entries(value);
  if (type === 'S') return Buffer.byteLength(content as string);
  if (type === 'N') return Math.ceil(String(content).length / 2) + 1;
  if (type === 'B') return Buffer.byteLength(content as string, 'base64');
  if (type === 'L') return 3 + (content as Attribute[]).reduce((sum, one) => sum + 1 + attributeBytes(one), 0);
  if (type === 'M') return 3 + Object.values(content as WireItem).length + itemBytes(content as WireItem);
  if (type === 'SS') return (content as string[]).reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  return 1;
};

/** Size of an item, names included. */
export const itemBytes = (item: WireItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + attributeBytes(value), 0);
