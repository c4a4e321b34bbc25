import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RequestOf } from '../api/api-client.ts';
import { useApi } from '../api/api-context.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import type { Company } from './company-context.ts';
import { companiesKey } from './use-companies.ts';

type Draft = RequestOf<'createCompany'>['body'] & { platform: Company['platform'] };

const platformNames: Readonly<Record<Company['platform'], string>> = {
  shopify: 'Shopify',
  woocommerce: 'WooCommerce',
  bigcommerce: 'BigCommerce',
  magento: 'Magento',
  custom: 'Own shop or another platform',
};

const currencies = Intl.supportedValuesOf('currency');
const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

const emptyDraft = (): Draft => ({
  name: '',
  platform: 'custom',
  currency: 'EUR',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
});

const toOrigins = (text: string): string[] => text.split(/[\s,]+/).filter((origin) => origin !== '');

export const CompanyForm = ({ onCreated }: { onCreated?: (company: { companyId: string }) => void }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const [origins, setOrigins] = useState('');
  const creation = useMutation({
    mutationFn: () => api.createCompany({ body: { ...draft, allowedOrigins: toOrigins(origins) } }),
    onSuccess: async ({ data }) => {
      await queryClient.invalidateQueries({ queryKey: companiesKey });
      onCreated?.(data);
    },
  });
  const problem = creation.error instanceof ApiProblem ? creation.error : undefined;
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const errorOf = (pointer: string, help = '') => {
    const message = problem?.messageFor(pointer);
    return { error: message !== undefined, helperText: message ?? help };
  };
  const hasOriginFault = problem?.errors.some(({ pointer }) => pointer.startsWith('/body/allowedOrigins')) ?? false;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creation.mutate();
  };

  return (
    <Stack component="form" spacing={2.5} onSubmit={submit}>
      {creation.error && (problem?.errors.length ?? 0) === 0 && <ErrorNotice error={creation.error} />}
      <TextField
        label="Store name"
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
        required
        autoFocus
        {...errorOf('/name')}
      />
      <TextField
        label="Platform"
        select
        value={draft.platform}
        onChange={(event) => set({ platform: event.target.value as Company['platform'] })}
        {...errorOf('/platform')}
      >
        {Object.entries(platformNames).map(([value, name]) => (
          <MenuItem key={value} value={value}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <Autocomplete
        options={currencies}
        value={draft.currency}
        disableClearable
        onChange={(_, currency) => set({ currency })}
        renderInput={(params) => <TextField {...params} label="Currency" {...errorOf('/currency')} />}
      />
      <Autocomplete
        options={timeZones}
        value={draft.timeZone}
        disableClearable
        onChange={(_, timeZone) => set({ timeZone })}
        renderInput={(params) => (
          <TextField
            {...params}
            label="Time zone"
            {...errorOf('/timeZone', 'The nightly training runs in this store’s night.')}
          />
        )}
      />
      <TextField
        label="Shop addresses"
        value={origins}
        onChange={(event) => setOrigins(event.target.value)}
        multiline
        minRows={2}
        placeholder="https://shop.example"
        error={hasOriginFault}
        helperText={
          hasOriginFault
            ? 'Each address is like https://shop.example, without a path.'
            : 'Which sites may show your recommendations, one per line. Leave empty to allow any.'
        }
      />
      <Button type="submit" variant="contained" size="large" loading={creation.isPending}>
        Create store
      </Button>
    </Stack>
  );
};
