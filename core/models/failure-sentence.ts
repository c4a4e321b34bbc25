/** An error as a state machine hands it to its Catch. */
export interface CaughtError {
  readonly Error?: string;
  /** Of a Lambda function: JSON with `errorMessage`, `errorType` and a trace; otherwise plain text. */
  readonly Cause?: string;
}

const longestSentence = 500;

const messageOf = (cause: string): string => {
  try {
    const parsed = JSON.parse(cause) as { errorMessage?: unknown } | null;
    return typeof parsed?.errorMessage === 'string' ? parsed.errorMessage : cause;
  } catch {
    return cause;
  }
};

/** One sentence for a merchant's run report: the error's name and message without its trace, at most 500 characters. */
export const failureSentence = ({ Error: name = 'Error', Cause = '' }: CaughtError): string =>
  `${name}: ${messageOf(Cause)}`.slice(0, longestSentence);
