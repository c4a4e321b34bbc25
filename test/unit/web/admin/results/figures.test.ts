import { formatDay } from '../../../../../web/admin/src/layout/format.ts';
import {
  changeSince,
  formatAmount,
  formatInterval,
  formatRate,
  shownCurrency,
} from '../../../../../web/admin/src/results/figures.ts';
import {
  formatTick,
  formatValue,
  hasCurrency,
  isAttributed,
  kindOf,
} from '../../../../../web/admin/src/results/series.ts';

describe('figures of the store', () => {
  it('are written with the digits of their currency, averages to the smallest coin', () => {
    expect(formatAmount(123_456, 'EUR')).toMatch(/1.?234[.,]56/);
    expect(formatAmount(1234.6, 'JPY')).toMatch(/1.?235$/);
    expect(formatAmount(1500, null)).toMatch(/unknown currency/);
    expect(formatAmount(null, 'EUR')).toBe('–');
  });

  it('show a rate with its range, and none where a list may be clicked twice', () => {
    expect(formatRate({ value: 0.25, low: 0.2, high: 0.3 })).toMatch(/^25\s?%$/);
    expect(formatInterval({ value: 0.25, low: 0.2, high: 0.3 })).toMatch(/^20\s?% to 30\s?%$/);
    expect(formatInterval({ value: 1.5, low: null, high: null })).toBe('');
    expect(formatRate(null)).toBe('–');
  });

  it('compare with the days before only where there was something', () => {
    expect(changeSince(110, 100)).toMatch(/^\+10\s?%$/);
    expect(changeSince(90, 100)).toMatch(/^−10\s?%$/);
    expect(changeSince(5, 0)).toBeUndefined();
    expect(changeSince(null, 5)).toBeUndefined();
  });

  it('are in the chosen currency, else in the store’s own, else in the first that anything was sold in', () => {
    expect(shownCurrency('USD', ['EUR', 'USD'], 'EUR')).toBe('USD');
    expect(shownCurrency('GBP', ['EUR', 'USD'], 'EUR')).toBe('EUR');
    expect(shownCurrency(null, ['USD'], 'EUR')).toBe('USD');
    expect(shownCurrency(null, [], 'EUR')).toBe('EUR');
  });

  it('show a day of the calendar as that day in every time zone', () => {
    expect(formatDay('2026-11-20')).toMatch(/20/);
    expect(formatDay('2026-11')).toMatch(/2026/);
  });
});

describe('series of figures', () => {
  it('mark what is credited, and nothing else, as such', () => {
    expect(isAttributed('influenced-revenue')).toBe(true);
    expect(isAttributed('influenced-share')).toBe(true);
    expect(isAttributed('revenue')).toBe(false);
  });

  it('write values by their kind', () => {
    expect(formatValue(kindOf('click-rate'), 0.125, null)).toMatch(/12[.,]5\s?%/);
    expect(formatValue(kindOf('revenue'), 1250, 'EUR')).toMatch(/12[.,]50/);
    expect(formatValue(kindOf('views'), 1250, null)).toMatch(/1.?250/);
    expect(formatValue('count', null, null)).toBe('–');
  });

  it('write ticks of money in whole units, whatever the exponent', () => {
    expect(formatTick('money', 5000, 'EUR')).toMatch(/50/);
    expect(formatTick('money', 5000, 'JPY')).toMatch(/5\D*K/i);
    expect(formatTick('share', 0.5, 'EUR')).toMatch(/50/);
  });

  it('know which come once per currency', () => {
    expect(hasCurrency('influenced-share')).toBe(true);
    expect(hasCurrency('click-rate')).toBe(false);
  });
});
