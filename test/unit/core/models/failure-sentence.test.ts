import fc from 'fast-check';
import { failureSentence } from '#core/models/failure-sentence';

describe('failureSentence', () => {
  it('takes the message out of what Lambda says, and leaves the trace', () => {
    const Cause = JSON.stringify({
      errorType: 'RangeError',
      errorMessage: 'No "room" left',
      trace: ['at secret.js:1'],
    });
    expect(failureSentence({ Error: 'RangeError', Cause })).toBe('RangeError: No "room" left');
  });

  it.each([
    [{ Error: 'States.Timeout', Cause: 'too slow' }, 'States.Timeout: too slow'],
    [{ Error: 'States.Timeout' }, 'States.Timeout: '],
    [{ Cause: 'null' }, 'Error: null'],
    [{}, 'Error: '],
  ])('reads %j', (error, sentence) => {
    expect(failureSentence(error)).toBe(sentence);
  });

  it('takes any text, and never more than 500 characters of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (Cause) => {
        expect(failureSentence({ Error: 'E', Cause }).length).toBeLessThanOrEqual(500);
      }),
    );
  });
});
