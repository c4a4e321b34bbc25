import { currencyExponent } from '#core/money/money';

it('runs', () => expect(currencyExponent('JPY')).toBe(0));
