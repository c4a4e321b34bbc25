import { lastDays, lengthOf, periodOf, periodProblem } from '../../../../../web/admin/src/results/period.ts';

const today = '2026-11-20';

describe('the period of results', () => {
  it('counts today, so that seven days are a week', () => {
    expect(lastDays(7, today)).toEqual({ from: '2026-11-14', to: today });
    expect(lengthOf(lastDays(7, today), today)).toBe(7);
    expect(lengthOf({ from: '2026-11-01', to: '2026-11-07' }, today)).toBeUndefined();
  });

  it('is the one that the address names, and four weeks when it names none that can be shown', () => {
    const of = (search: string) => periodOf(new URLSearchParams(search), today);
    expect(of('from=2026-10-01&to=2026-10-31')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    const usual = lastDays(28, today);
    expect(of('')).toEqual(usual);
    expect(of('from=2026-10-31&to=2026-10-01')).toEqual(usual);
    expect(of('from=2020-01-01&to=2026-10-01')).toEqual(usual);
    expect(of('from=2026-13-01&to=2026-13-02')).toEqual(usual);
  });

  it('says why days cannot be shown', () => {
    expect(periodProblem({ from: '', to: today }, today)).toBe('Give both days');
    expect(periodProblem({ from: today, to: '2026-11-19' }, today)).toBe('The first day lies after the last');
    expect(periodProblem({ from: today, to: '2026-11-21' }, today)).toBe('These days have not come yet');
    expect(periodProblem({ from: '2026-08-20', to: today }, today)).toBe('At most 92 days');
    expect(periodProblem({ from: '2026-08-21', to: today }, today)).toBeUndefined();
  });
});
