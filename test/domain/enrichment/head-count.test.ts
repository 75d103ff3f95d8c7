import { describe, expect, test } from 'vitest';
import { readHeadCount } from '../../../shared/domain/enrichment/head-count.ts';

describe('readHeadCount', () => {
  test.each([
    ['100-999', '100-999'],
    ['200 - 500', '200-500'],
    ['1,000–5,000', '1000-5000'],
    ['1.000 bis 5.000 Mitarbeiter', '1000-5000'],
    ['1 000 à 5 000 salariés', '1000-5000'],
    ['51-200 employees', '51-200'],
    ['11 to 50', '11-50'],
    ['between 50 and 100', '50-100'],
    ['entre 50 et 100', '50-100'],
    ['zwischen 50 und 100', '50-100'],
    ['de 50 a 100', '50-100'],
    ['1-5k', '1000-5000'],
    ['500-1k', '500-1000'],
    ['1k-5k', '1000-5000'],
    ['1k+', '1000+'],
    ['1000+', '1000+'],
    ['1,000+', '1000+'],
    ['10.001+', '10001+'],
    ['10,000+ employees', '10000+'],
    ['1.5k+', '1500+'],
    ['500 or more', '500+'],
    ['ab 500', '500+'],
    ['>= 1000', '1000+'],
    ['≥1000', '1000+'],
    ['>1000', '1001+'],
    ['more than 1000', '1001+'],
    ['über 500', '501+'],
    ['plus de 500', '501+'],
    ['más de 500', '501+'],
    ['<10', '1-9'],
    ['less than 10', '1-9'],
    ['weniger als 10', '1-9'],
    ['moins de 10', '1-9'],
    ['up to 50', '1-50'],
    ['bis 50', '1-50'],
    ['<= 50', '1-50'],
    ['250', '250'],
    ['250 Mitarbeiter', '250'],
    ['~ 250', '250'],
    ['ca. 250', '250'],
    ['12,500', '12500'],
    ['10 Tsd.', '10000'],
    ['1 (just me)', '1'],
    ['Self-employed', '1'],
    ['Just me', '1'],
    ['0', '0'],
  ])('reads %j as %s', (said, bucket) => {
    expect(readHeadCount(said)).toBe(bucket);
  });

  test.each([
    '',
    'Mid-market',
    'enterprise',
    'n/a',
    '-5',
    '500-100',
    '1.5',
    'Oct-50',
    '12-34-56',
    '+49 30 23125123',
    '49302312512399',
    '99999999+',
    '1e5',
    '٣',
  ])('finds no number of people in %j', (said) => {
    expect(readHeadCount(said)).toBeUndefined();
  });
});
