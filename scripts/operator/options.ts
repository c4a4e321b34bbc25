import { parseArgs } from 'node:util';
import { parseDecimalAmount } from '#core/money/money';
import { type CompanyPlan, overQuotaChoices, revenueShareLimits } from '#core/plans/company-plan';
import { type PlanName, planCurrency, planNames } from '#core/plans/plan';

export const usage = `What operators of the service do with plans. Works on the table itself, with the AWS credentials at hand
(AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB …).

  npm run operator -- plan --table T --company ID                          tell what was agreed
  npm run operator -- plan --table T --company ID --by NAME [changes]      change it; kept with who did it
    --set ${planNames.join('|')}|default
    --over-quota ${overQuotaChoices.join('|')}      what shops get once a month's quota is used up
    --share PERCENT                   share in attributed sales: 0, or 1 to 2
    --price AMOUNT|list               price of a month in ${planCurrency}, where it is not the list price
  npm run operator -- revenue --table T [--default-plan free]              monthly recurring revenue
  npm run operator -- figures --table T --from 2026-10-01 --to 2026-10-31 [--default-plan free]
                                      retention, GMV influenced, click and conversion rates, lifts, recurring revenue
  npm run operator -- statements --table T --month 2026-10 [--company ID] [--issue] [--format csv|json]
                                      attributed sales and shares; --issue makes them final
`;

/** The command line cannot be carried out; the message says what to change. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Common {
  readonly tableName: string;
}
export interface PlanOptions extends Common {
  readonly command: 'plan';
  readonly companyId: string;
  readonly by: string;
  readonly changes: Partial<CompanyPlan>;
}
export interface RevenueOptions extends Common {
  readonly command: 'revenue';
  readonly defaultPlan: PlanName;
}
export interface FigureOptions extends Common {
  readonly command: 'figures';
  readonly from: string;
  readonly to: string;
  readonly defaultPlan: PlanName;
}
export interface StatementOptions extends Common {
  readonly command: 'statements';
  readonly month: string;
  readonly companyId?: string;
  readonly issue: boolean;
  readonly format: 'csv' | 'json';
}
export type OperatorOptions = PlanOptions | RevenueOptions | FigureOptions | StatementOptions;

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        table: { type: 'string' },
        company: { type: 'string' },
        by: { type: 'string' },
        set: { type: 'string' },
        'over-quota': { type: 'string' },
        share: { type: 'string' },
        price: { type: 'string' },
        'default-plan': { type: 'string', default: 'free' },
        month: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        issue: { type: 'boolean', default: false },
        format: { type: 'string', default: 'csv' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

type Values = ReturnType<typeof readArguments>['values'];

const oneOf = <T extends string>(name: string, given: string, choices: readonly T[]): T => {
  const choice = choices.find((one) => one === given);
  if (choice === undefined) throw new UsageError(`--${name} ${given} is none of ${choices.join(', ')}.`);
  return choice;
};

const required = (name: string, given: string | undefined): string => {
  if (!given) throw new UsageError(`--${name} is missing.`);
  return given;
};

const shareOf = (text: string): number => {
  const basisPoints = parseDecimalAmount(text, planCurrency);
  const { least, most } = revenueShareLimits;
  if (basisPoints === 0) return 0;
  if (basisPoints === undefined || basisPoints < least || basisPoints > most) {
    throw new UsageError(`--share ${text} is neither 0 nor ${least / 100} to ${most / 100} percent.`);
  }
  return basisPoints;
};

const priceOf = (text: string): number | null => {
  if (text === 'list') return null;
  const amount = parseDecimalAmount(text, planCurrency);
  if (amount === undefined || amount < 0) throw new UsageError(`--price ${text} is no amount like 399 or 399.00.`);
  return amount;
};

const changesOf = (values: Values): Partial<CompanyPlan> => ({
  ...(values.set !== undefined && {
    plan: values.set === 'default' ? null : oneOf('set', values.set, planNames),
  }),
  ...(values['over-quota'] !== undefined && {
    whenOverQuota: oneOf('over-quota', values['over-quota'], overQuotaChoices),
  }),
  ...(values.share !== undefined && { revenueShareBasisPoints: shareOf(values.share) }),
  ...(values.price !== undefined && { agreedPriceMinor: priceOf(values.price) }),
});

const defaultPlanOf = (values: Values): PlanName => oneOf('default-plan', values['default-plan'], planNames);

const planOptions = (values: Values, tableName: string): PlanOptions => {
  const changes = changesOf(values);
  const by = Object.keys(changes).length === 0 ? '' : required('by', values.by);
  return { command: 'plan', tableName, companyId: required('company', values.company), by, changes };
};

const monthOption = (text: string): string => {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) throw new UsageError(`--month ${text} is no month like 2026-10.`);
  return text;
};

const dayOption = (name: string, text: string): string => {
  const isDay = /^20\d\d-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
  if (!isDay) throw new UsageError(`--${name} ${text} is no day like 2026-10-01.`);
  return text;
};

const figureOptions = (values: Values, tableName: string): FigureOptions => {
  const from = dayOption('from', required('from', values.from));
  const to = dayOption('to', required('to', values.to));
  if (to < from) throw new UsageError(`--to ${to} lies before --from ${from}.`);
  return { command: 'figures', tableName, from, to, defaultPlan: defaultPlanOf(values) };
};

/** Reads the command line; `undefined` asks for help. @throws UsageError */
export const readOptions = (args: readonly string[]): OperatorOptions | undefined => {
  const { values, positionals } = readArguments(args);
  if (values.help || positionals.length === 0) return undefined;
  const command = oneOf('command', positionals[0] ?? '', ['plan', 'revenue', 'figures', 'statements']);
  const tableName = required('table', values.table);
  if (command === 'plan') return planOptions(values, tableName);
  if (command === 'figures') return figureOptions(values, tableName);
  if (command === 'revenue') return { command, tableName, defaultPlan: defaultPlanOf(values) };
  return {
    command,
    tableName,
    month: monthOption(required('month', values.month)),
    companyId: values.company,
    issue: values.issue,
    format: oneOf('format', values.format, ['csv', 'json']),
  };
};
