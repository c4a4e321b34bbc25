import { nextStart } from '../../../../web/admin/src/imports/next-start.ts';

describe('starting an import once more', () => {
  it.each([
    ['a checked one', { status: 'succeeded', dryRun: true }, { label: 'Import now', dryRun: false }],
    ['one whose check failed', { status: 'failed', dryRun: true }, { label: 'Try again', dryRun: true }],
    ['one that failed', { status: 'failed', dryRun: false }, { label: 'Try again', dryRun: false }],
    ['one that is done', { status: 'succeeded', dryRun: false }, undefined],
    ['a running one', { status: 'running', dryRun: false }, undefined],
    ['one without a file', { status: 'awaiting-upload', dryRun: false }, undefined],
  ] as const)('%s', (_, job, expected) => expect(nextStart(job)).toEqual(expected));
});
