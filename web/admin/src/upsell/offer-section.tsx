import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { offerDeclarations, type UpsellType, upsellTypes } from '../../../../core/rules/offer-declarations.ts';
import { ChoiceField } from '../fields/choice-field.tsx';
import { Panel } from '../layout/panel.tsx';
import { ArgumentsFields } from './arguments-fields.tsx';
import { firstArgs, unusedArgs } from './rule-form.ts';
import type { RuleSectionProps } from './section-props.ts';
import { typeHelp, typeNames } from './words.ts';

const needsPrices: ReadonlySet<UpsellType> = new Set(['BULK_DISCOUNT', 'SUBSCRIPTION']);

export const OfferSection = (props: RuleSectionProps) => {
  const { form, onChange, isDisabled, storeCurrency } = props;
  const { args, description } = offerDeclarations[form.offerType];
  const choose = (offerType: UpsellType | undefined) =>
    offerType && onChange({ offerType, offerArgs: firstArgs(offerDeclarations[offerType], storeCurrency) });
  return (
    <Panel title="Offer" help="What shoppers get.">
      <Stack spacing={2}>
        <ChoiceField
          label="Kind of offer"
          value={form.offerType}
          options={upsellTypes}
          nameOf={(type) => typeNames[type]}
          help={typeHelp[form.offerType]}
          isDisabled={isDisabled}
          onChange={choose}
        />
        <Typography variant="body2" color="textSecondary">
          {description}
        </Typography>
        {needsPrices.has(form.offerType) && (
          <Alert severity="info">
            Set up quantity prices and subscriptions of a product under{' '}
            <Link component={RouterLink} to="/momentum/prices">
              Prices
            </Link>
            .
          </Alert>
        )}
        <ArgumentsFields
          {...props}
          specs={args}
          args={form.offerArgs}
          pointer="/offer"
          hidden={unusedArgs(form.offerType, form.offerArgs)}
          onChange={(offerArgs) => onChange({ offerArgs })}
        />
      </Stack>
    </Panel>
  );
};
