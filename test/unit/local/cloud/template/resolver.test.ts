import type { Assembly, Resource, Stack } from '#local/cloud/template/assembly';
import type { Json, JsonObject } from '#local/cloud/template/json';
import { createResolver } from '#local/cloud/template/resolver';

type Template = { Resources?: Record<string, JsonObject> } & JsonObject;

const stackOf = (name: string, template: Template): Stack => {
  const stack: Stack = { name, template, resources: new Map() };
  for (const [logicalId, body] of Object.entries(template.Resources ?? {})) {
    const resource: Resource = {
      stack,
      logicalId,
      type: String(body.Type),
      path: `${name}/${logicalId}/Resource`,
      properties: (body.Properties ?? {}) as JsonObject,
    };
    stack.resources.set(logicalId, resource);
  }
  return stack;
};
const appOf = (...stacks: Stack[]) => {
  const assembly: Assembly = { stacks, assets: new Map() };
  return createResolver(assembly);
};
const table = { Type: 'AWS::DynamoDB::Table' };
const stack = stackOf('Main', {
  Parameters: { Given: { Type: 'String', Default: 'default' }, Open: { Type: 'String' } },
  Mappings: { Sizes: { small: { gigabytes: '1' } } },
  Conditions: {
    IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    IsAway: { 'Fn::Not': [{ Condition: 'IsHere' }] },
  },
  Resources: {
    Table: table,
    Named: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
    Queue: { Type: 'AWS::SQS::Queue' },
    Machine: { Type: 'AWS::StepFunctions::StateMachine' },
    Fn: { Type: 'AWS::Lambda::Function' },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' } },
  },
});

describe('intrinsic functions', () => {
  const resolver = appOf(stack);
  const tableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/Main-Table';
  it.each<[string, Json, Json]>([
    ['Ref of a resource is its physical name', { Ref: 'Table' }, 'Main-Table'],
    ['an explicit name wins', { Ref: 'Named' }, 'orders'],
    ['Ref of a queue is its URL', { Ref: 'Queue' }, 'https://sqs.us-east-1.amazonaws.com/000000000000/Main-Queue'],
    [
      'Ref of a state machine is its ARN',
      { Ref: 'Machine' },
      'arn:aws:states:us-east-1:000000000000:stateMachine:Main-Machine',
    ],
    [
      'Ref of an alias is a qualified ARN',
      { Ref: 'Live' },
      'arn:aws:lambda:us-east-1:000000000000:function:Main-Fn:live',
    ],
    ['a parameter gives its default', { Ref: 'Given' }, 'default'],
    ['pseudo parameters', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, tableArn],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Arn' }, tableArn],
    [
      'Sub of a reference and an attribute',
      { 'Fn::Sub': `\${Table}|\${Table.Arn}|\${!Literal}` },
      `Main-Table|${tableArn}|\${Literal}`,
    ],
    ['Sub with variables', { 'Fn::Sub': [`\${x}-\${AWS::Region}`, { x: { Ref: 'Named' } }] }, 'orders-us-east-1'],
    ['Join', { 'Fn::Join': ['/', ['a', { Ref: 'Named' }]] }, 'a/orders'],
    ['Select and Split', { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Table' }] }] }, 'Table'],
    ['If by a condition', { 'Fn::If': ['IsHere', 'yes', 'no'] }, 'yes'],
    ['If by a negated condition', { 'Fn::If': ['IsAway', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'gigabytes'] }, '1'],
    ['NoValue leaves a property out', { a: 1, b: { Ref: 'AWS::NoValue' } }, { a: 1 }],
    ['NoValue leaves an item out', [1, { 'Fn::If': ['IsAway', 2, { Ref: 'AWS::NoValue' }] }], [1]],
    ['an object with one ordinary key stays', { Reference: 'Table' }, { Reference: 'Table' }],
  ])('%s', (_title, value, expected) => {
    expect(resolver.resolve(value, stack)).toEqual(expected);
  });

  it.each<[Json, string]>([
    [{ Ref: 'Gone' }, 'Stack Main refers to "Gone", which it does not have.'],
    [{ 'Fn::GetAtt': ['Gone', 'Arn'] }, 'Stack Main refers to "Gone", which it does not have.'],
    [{ 'Fn::GetAtt': ['Table', 'Colour'] }, 'no attribute Colour of AWS::DynamoDB::Table'],
    [{ Ref: 'Open' }, 'parameter Open has no default'],
    [{ 'Fn::ImportValue': 'Other:Gone' }, 'imports "Other:Gone", which no stack of the assembly exports'],
  ])('%j fails and names what is missing', (value, message) => {
    expect(() => resolver.resolve(value, stack)).toThrow(message);
  });
});

describe('stacks', () => {
  it('are connected by exports and imports', () => {
    const data = stackOf('Data', {
      Resources: { Table: table },
      Outputs: { Name: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}:Table` } } } },
    });
    const api = stackOf('Api', {});
    const resolver = appOf(data, api);
    expect(resolver.resolve({ 'Fn::ImportValue': 'Data:Table' }, api)).toBe('Data-Table');
    expect(resolver.outputs()).toEqual({ Name: 'Data-Table' });
  });

  it('may refer to each other’s names in a circle', () => {
    const circle = stackOf('Circle', {
      Resources: {
        A: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { B: { Ref: 'B' } } } } },
        B: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { A: { Ref: 'A' } } } } },
      },
    });
    const resolver = appOf(circle);
    const a = circle.resources.get('A') as Resource;
    expect(resolver.properties(a)).toEqual({ Environment: { Variables: { B: 'Circle-B' } } });
  });
});

describe('names', () => {
  it('are the same every time and at most 64 characters, or 63 small letters for buckets', () => {
    const long = 'L'.repeat(80);
    const make = () =>
      stackOf('Main', {
        Resources: { [long]: { Type: 'AWS::Lambda::Function' }, [`${long}B`]: { Type: 'AWS::S3::Bucket' } },
      });
    const [first, second] = [make(), make()];
    const namesOf = (of: Stack) => [...of.resources.values()].map(appOf(of).name);
    expect(namesOf(first)).toEqual(namesOf(second));
    const [functionName = '', bucketName = ''] = namesOf(first);
    expect(functionName.length).toBeLessThanOrEqual(64);
    expect(bucketName).toMatch(/^[a-z0-9-]{3,63}$/);
  });

  it('are found by logical id, name, ARN, construct path and prefix', () => {
    const resolver = appOf(stack);
    for (const id of ['Fn', 'Main-Fn', 'Main/Fn', 'arn:aws:states:us-east-1:000000000000:stateMachine:Main-Machine']) {
      expect(resolver.find(id)).toBeDefined();
    }
    expect(resolver.find('Mach')?.logicalId).toBe('Machine');
    expect(resolver.find('Fn', 'AWS::SQS::Queue')).toBeUndefined();
  });
});
