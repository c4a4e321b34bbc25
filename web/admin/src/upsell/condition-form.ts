import {
  type Condition,
  type ConditionType,
  deepestNesting,
  type LeafCondition,
} from '../../../../core/rules/condition-declarations.ts';

/** One condition while it is edited: arguments may still be missing. */
export interface LeafNode {
  readonly kind: 'leaf';
  /** Stays with the node, whatever happens around it. */
  readonly key: string;
  /** True when it must not hold. */
  readonly isNegated: boolean;
  readonly type: ConditionType;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Conditions of which all, or any, must hold. */
export interface GroupNode {
  readonly kind: 'group';
  readonly key: string;
  readonly isNegated: boolean;
  readonly mode: 'all' | 'any';
  readonly nodes: readonly ConditionNode[];
}

export type ConditionNode = LeafNode | GroupNode;

let latestKey = 0;
const newKey = (): string => {
  latestKey += 1;
  return `node-${latestKey}`;
};

export const newLeaf = (type: ConditionType, args: LeafNode['args'] = {}): LeafNode => ({
  kind: 'leaf',
  key: newKey(),
  isNegated: false,
  type,
  args,
});

export const newGroup = (mode: GroupNode['mode'], nodes: readonly ConditionNode[] = []): GroupNode => ({
  kind: 'group',
  key: newKey(),
  isNegated: false,
  mode,
  nodes,
});

const nodeOf = (condition: Condition): ConditionNode => {
  if (condition.type === 'not') {
    const node = nodeOf(condition.condition);
    return { ...node, isNegated: !node.isNegated };
  }
  if (condition.type === 'all' || condition.type === 'any') {
    return newGroup(condition.type, condition.conditions.map(nodeOf));
  }
  const { type, ...args } = condition;
  return newLeaf(type, args);
};

/** A stored condition as the form shows it: always one group at the top. */
export const groupOf = (condition: Condition): GroupNode => {
  const node = nodeOf(condition);
  return node.kind === 'group' && !node.isNegated ? node : newGroup('all', [node]);
};

const plainCondition = (node: ConditionNode): Condition =>
  node.kind === 'group'
    ? { type: node.mode, conditions: node.nodes.map(conditionOf) }
    : ({ type: node.type, ...node.args } as LeafCondition);

/** The condition that a form says. Missing arguments are the server's to refuse. */
export const conditionOf = (node: ConditionNode): Condition =>
  node.isNegated ? { type: 'not', condition: plainCondition(node) } : plainCondition(node);

/** Where a part of a group lies in the rule, as JSON Pointer. */
export const partPointer = (groupPointer: string, index: number, part: ConditionNode): string =>
  `${groupPointer}/conditions/${index}${part.isNegated ? '/condition' : ''}`;

/** How many groups and negations lie in each other. */
export const levelsOf = (node: ConditionNode): number => {
  const own = (node.kind === 'group' ? 1 : 0) + (node.isNegated ? 1 : 0);
  return own + (node.kind === 'group' ? Math.max(0, ...node.nodes.map(levelsOf)) : 0);
};

/** Levels that parts of a group at the top may have. */
export const roomBelowTop = deepestNesting - 1;

/** The condition at a JSON Pointer below `/conditions`; undefined when there is none. */
export const conditionAt = (condition: Condition, pointer: string): Condition | undefined => {
  const steps = pointer.split('/').slice(1);
  const found = steps.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    condition,
  );
  return typeof found === 'object' && found !== null && 'type' in found ? (found as Condition) : undefined;
};
