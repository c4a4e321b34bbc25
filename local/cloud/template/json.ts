export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at a key, or an empty one: CloudFormation leaves out what is default. */
export const objectAt = (value: Json | undefined, key: string): JsonObject => {
  const child = isObject(value) ? value[key] : undefined;
  return isObject(child) ? child : {};
};

export const listAt = (value: Json | undefined, key: string): Json[] => {
  const child = isObject(value) ? value[key] : undefined;
  return Array.isArray(child) ? child : [];
};

/** The text at a key; numbers and booleans as CloudFormation would print them. */
export const textAt = (value: Json | undefined, key: string): string | undefined => {
  const child = isObject(value) ? value[key] : undefined;
  return child === undefined || child === null || typeof child === 'object' ? undefined : String(child);
};

/** The number at a key; CloudFormation accepts numbers written as text. */
export const numberAt = (value: Json | undefined, key: string): number | undefined => {
  const text = textAt(value, key);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
};

export const flagAt = (value: Json | undefined, key: string): boolean => textAt(value, key) === 'true';

/** One or many, as IAM documents and CloudFormation write lists. */
export const asList = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

export const asTexts = (value: Json | undefined): string[] =>
  asList(value).filter((item): item is string => typeof item === 'string');
