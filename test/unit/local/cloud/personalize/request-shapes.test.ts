import { checkRequest } from '#local/cloud/personalize/request-shapes';

const group = 'arn:aws:personalize:us-east-1:000000000000:dataset-group/a';
const solution = { name: 'a-solution', datasetGroupArn: group };

describe('checkRequest', () => {
  it('lets documented requests pass', () => {
    expect(() => checkRequest('CreateSolution', solution)).not.toThrow();
    expect(() => checkRequest('CreateDatasetGroup', { name: 'x'.repeat(63) })).not.toThrow();
  });

  it.each([
    ['a name that is too long', 'CreateDatasetGroup', { name: 'x'.repeat(64) }, 'name does not satisfy'],
    ['a name that begins with a dash', 'CreateDatasetGroup', { name: '-a' }, 'name does not satisfy'],
    ['a missing member', 'CreateSolution', { name: 'a' }, 'datasetGroupArn is required'],
    ['a member that is none', 'CreateSolution', { ...solution, recipe: 'x' }, 'recipe is no member'],
    ['an ARN of another service', 'DescribeDataset', { datasetArn: 'arn:aws:s3:::bucket' }, 'datasetArn does not'],
    [
      'an unknown kind of dataset',
      'CreateDataset',
      { ...solution, schemaArn: group, datasetType: 'Clicks' },
      'datasetType',
    ],
    [
      'a place that is no address',
      'CreateDatasetImportJob',
      { jobName: 'a', datasetArn: group, dataSource: { dataLocation: 'bucket/key' } },
      'dataSource.dataLocation',
    ],
    ['an operation that it does not serve', 'CreateCampaign', {}, 'CreateCampaign'],
  ])('refuses %s and names it', (_, operation, input, message) => {
    expect(() => checkRequest(operation, input)).toThrow(message);
  });
});
