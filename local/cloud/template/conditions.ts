import type { Scope } from '#local/cloud/template/intrinsic-functions';
import { asList, isObject, type Json, objectAt } from '#local/cloud/template/json';

/** Whether a condition (`Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, `Condition`) holds. @throws on any other. */
export const evaluateCondition = (condition: Json, scope: Scope): boolean => {
  if (!isObject(condition)) return condition === true || condition === 'true';
  const [operator = '', argument = null] = Object.entries(condition)[0] ?? [];
  const operands = asList(argument);
  if (operator === 'Condition') return namedCondition(String(argument), scope);
  if (operator === 'Fn::Equals') return scope.resolve(operands[0]) === scope.resolve(operands[1]);
  if (operator === 'Fn::Not') return !evaluateCondition(operands[0] ?? null, scope);
  if (operator === 'Fn::And') return operands.every((operand) => evaluateCondition(operand, scope));
  if (operator === 'Fn::Or') return operands.some((operand) => evaluateCondition(operand, scope));
  throw new Error(`Stack ${scope.stack.name}: unknown condition ${operator}.`);
};

const namedCondition = (name: string, scope: Scope): boolean => {
  const condition = objectAt(scope.stack.template, 'Conditions')[name];
  if (condition === undefined) throw new Error(`Stack ${scope.stack.name} has no condition "${name}".`);
  return evaluateCondition(condition, scope);
};
