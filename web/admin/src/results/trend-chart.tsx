import { useTheme } from '@mui/material/styles';
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDay } from '../layout/format.ts';
import { formatTick, formatValue, type ValueKind } from './series.ts';

export interface TrendPoint {
  readonly period: string;
  readonly value: number | null;
}

const height = 260;

/** A line over days. What it shows is also there as a table, for those who cannot see it. */
export const TrendChart = (props: {
  points: readonly TrendPoint[];
  name: string;
  kind: ValueKind;
  currency: string | null;
}) => {
  const { points, name, kind, currency } = props;
  const { palette, typography } = useTheme();
  const axis = { stroke: palette.text.secondary, fontSize: 12, fontFamily: typography.fontFamily } as const;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <AreaChart data={[...points]} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke={palette.divider} vertical={false} />
        <XAxis dataKey="period" tickFormatter={formatDay} minTickGap={28} tickLine={false} {...axis} />
        <YAxis
          width={56}
          allowDecimals={kind !== 'count'}
          tickFormatter={(value: number) => formatTick(kind, value, currency)}
          tickLine={false}
          axisLine={false}
          {...axis}
        />
        <Tooltip
          labelFormatter={(day) => formatDay(String(day))}
          formatter={(value) => [formatValue(kind, typeof value === 'number' ? value : null, currency), name]}
          contentStyle={{ borderColor: palette.divider, borderRadius: 8, fontFamily: typography.fontFamily }}
        />
        <Area
          type="linear"
          dataKey="value"
          stroke={palette.primary.main}
          strokeWidth={2}
          fill={palette.primary.main}
          fillOpacity={0.12}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
};
