import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import type { AnswerOf, ApiAnswer } from '../api/api-client.ts';
import { useCanEdit } from '../companies/company-context.ts';
import { useLeaveWarning } from '../layout/use-leave-warning.ts';
import { BoostsSection } from './boosts-section.tsx';
import { HiddenSection } from './hidden-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { ListsSection } from './lists-section.tsx';
import { PinsSection } from './pins-section.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { canonicalJson } from './recommendation-config.ts';
import { SaveBar } from './save-bar.tsx';
import type { SectionProps } from './section-props.ts';
import { StockSection } from './stock-section.tsx';
import { WeightsSection } from './weights-section.tsx';

type Stored = ApiAnswer<AnswerOf<'getRecommendationConfig'>>;

export const ConfigEditor = (props: { stored: Stored; onReload: () => Promise<{ data?: Stored }> }) => {
  const { config, version } = props.stored.data;
  const [draft, setDraft] = useState(config);
  const isDisabled = !useCanEdit();
  const isChanged = canonicalJson(draft) !== canonicalJson(config);

  useLeaveWarning(isChanged);

  const section: SectionProps = {
    draft,
    onChange: (change) => setDraft((before) => ({ ...before, ...change })),
    isDisabled,
  };
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 7fr) minmax(0, 5fr)' },
      }}
    >
      <Stack spacing={3} component="form" aria-label="Settings" onSubmit={(event) => event.preventDefault()}>
        <WeightsSection {...section} />
        <LimitsSection {...section} />
        <StockSection {...section} />
        <BoostsSection {...section} />
        <ListsSection {...section} />
        <PinsSection {...section} />
        <HiddenSection {...section} />
        {!isDisabled && (
          <SaveBar
            draft={draft}
            isChanged={isChanged}
            version={version}
            etag={props.stored.etag}
            onDiscard={() => setDraft(config)}
            onSaved={setDraft}
            onReload={async () => (await props.onReload()).data}
          />
        )}
      </Stack>
      <Box id="preview" sx={{ position: { md: 'sticky' }, top: { md: 128 }, alignSelf: 'start', scrollMarginTop: 128 }}>
        <PreviewPanel {...section} isChanged={isChanged} />
      </Box>
    </Box>
  );
};
