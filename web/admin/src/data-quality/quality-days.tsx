import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { qualityFlags } from '../../../../core/events/data-quality.ts';
import { ErrorNotice } from '../layout/error-notice.tsx';
import { formatDay } from '../layout/format.ts';
import { Panel } from '../layout/panel.tsx';
import { daysShown, type QualityDay, useQualityDays } from './use-data-quality.ts';
import { flagNames } from './words.ts';

const quarantinedOn = ({ quarantined }: QualityDay): number =>
  Object.values(quarantined).reduce((sum, count) => sum + count, 0);

const isRemarkable = (day: QualityDay): boolean =>
  quarantinedOn(day) > 0 || Object.values(day.flagged).some((count) => count > 0);

const DayTable = ({ days }: { days: readonly QualityDay[] }) => (
  <Box sx={{ overflowX: 'auto' }}>
    <Table size="small" aria-label="Remarkable events by day">
      <TableHead>
        <TableRow>
          <TableCell>Day (UTC)</TableCell>
          <TableCell align="right">Set aside</TableCell>
          {qualityFlags.map((flag) => (
            <TableCell key={flag} align="right">
              {flagNames[flag]}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {days.map((day) => (
          <TableRow key={day.date}>
            <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
              {formatDay(day.date)}
            </TableCell>
            <TableCell align="right">{quarantinedOn(day).toLocaleString()}</TableCell>
            {qualityFlags.map((flag) => (
              <TableCell key={flag} align="right">
                {day.flagged[flag].toLocaleString()}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </Box>
);

export const QualityDays = () => {
  const days = useQualityDays();
  const shown = days.data?.filter(isRemarkable).toReversed();
  return (
    <Panel title={`The last ${daysShown} days`} help="What was remarkable about the events of your shop, newest first.">
      {days.isPending && <Skeleton variant="rounded" height={160} aria-label="Loading the days" />}
      {days.isError && <ErrorNotice error={days.error} onRetry={() => days.refetch()} />}
      {shown?.length === 0 && <Typography color="textSecondary">Nothing was remarkable.</Typography>}
      {shown && shown.length > 0 && <DayTable days={shown} />}
    </Panel>
  );
};
