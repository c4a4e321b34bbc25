/** Squares of amounts, added up, leave the whole numbers that the client reads; so sums lie in two parts. */
const wholePart = 1e9;
const wholeSuffix = '^';

/** A whole number as the attributes that hold it, those that are 0 left out. */
export const partsOfSum = (name: string, sum: number): [string, number][] => {
  const whole = Math.trunc(sum / wholePart);
  const parts: [string, number][] = [
    [name, sum - whole * wholePart],
    [`${name}${wholeSuffix}`, whole],
  ];
  return parts.filter(([, part]) => part !== 0);
};

/** What an attribute that `partsOfSum` named brings to its sum. */
export const sumOfPart = (attribute: string, part: unknown): { readonly name: string; readonly sum: number } =>
  attribute.endsWith(wholeSuffix)
    ? { name: attribute.slice(0, -wholeSuffix.length), sum: Number(part) * wholePart }
    : { name: attribute, sum: Number(part) };
