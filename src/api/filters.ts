import { type ClassType, Field, ID, InputType, Int } from 'type-graphql';
import type { Operators } from '../database/filter.ts';
import { DateTimeScalar, DecimalScalar } from './scalars.ts';

@InputType('StringFilter', { description: 'Text to compare with. All operators given must hold.' })
export class StringFilter implements Operators<string> {
  @Field(() => String, { nullable: true, description: 'Is exactly this.' })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: 'Is not this, or is not known.' })
  ne?: string | null;

  @Field(() => [String], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Is none of these, or is not known.' })
  notIn?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Has this somewhere, in any case.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Begins with this, in any case.' })
  startsWith?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is not known (true), or is (false).' })
  isNull?: boolean | null;
}

@InputType('IdFilter', { description: 'Global ids to compare with.' })
export class IdFilter {
  @Field(() => ID, { nullable: true, description: 'Is this one.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Is one of these.' })
  in?: string[] | null;
}

@InputType('BooleanFilter', { description: 'Yes or no to compare with.' })
export class BooleanFilter {
  @Field(() => Boolean, { nullable: true, description: 'Is this.' })
  eq?: boolean | null;
}

@InputType('StringListFilter', { description: 'Texts to look for in a list of texts.' })
export class StringListFilter {
  @Field(() => [String], { nullable: true, description: 'Has at least one of these.' })
  hasAny?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Has all of these.' })
  hasAll?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Has nothing (true), or something (false).' })
  isEmpty?: boolean | null;
}

/** A filter over an ordered type: equality and ranges. */
function rangeFilter<Value>(
  name: string,
  noun: string,
  type: () => typeof Int | typeof DecimalScalar | typeof DateTimeScalar,
) {
  @InputType(name, { description: `${noun} to compare with. All operators given must hold.` })
  class RangeFilter implements Operators<Value> {
    @Field(type, { nullable: true, description: 'Is exactly this.' })
    eq?: Value | null;

    @Field(type, { nullable: true, description: 'Is more than this.' })
    gt?: Value | null;

    @Field(type, { nullable: true, description: 'Is this or more.' })
    gte?: Value | null;

    @Field(type, { nullable: true, description: 'Is less than this.' })
    lt?: Value | null;

    @Field(type, { nullable: true, description: 'Is this or less.' })
    lte?: Value | null;

    @Field(() => Boolean, { nullable: true, description: 'Is not known (true), or is (false).' })
    isNull?: boolean | null;
  }
  return RangeFilter;
}

export const IntFilter = rangeFilter<number>('IntFilter', 'Whole numbers', () => Int);
export type IntFilter = InstanceType<typeof IntFilter>;
export const DecimalFilter = rangeFilter<string>('DecimalFilter', 'Exact decimals', () => DecimalScalar);
export type DecimalFilter = InstanceType<typeof DecimalFilter>;
export const DateTimeFilter = rangeFilter<Date>('DateTimeFilter', 'Instants', () => DateTimeScalar);
export type DateTimeFilter = InstanceType<typeof DateTimeFilter>;

@InputType('Within', {
  description: 'When. Everything given must hold; without anything, ever.',
})
export class Within {
  @Field(() => Int, {
    nullable: true,
    description: 'In so many times 24 hours up to now, 1 to 3,650: the window moves on as time does.',
  })
  days?: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From this instant on.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Up to this instant and without it.' })
  to?: Date | null;
}

export interface EnumFilter<Value> {
  eq?: Value | null;
  in?: Value[] | null;
  notIn?: Value[] | null;
}

/** A filter over the values of an enum type. */
export function enumFilter<Value extends string>(
  name: string,
  type: Record<Value, Value>,
): ClassType<EnumFilter<Value>> {
  @InputType(name, { description: 'Values to compare with. All operators given must hold.' })
  class ValueFilter implements EnumFilter<Value> {
    @Field(() => type, { nullable: true, description: 'Is this one.' })
    eq?: Value | null;

    @Field(() => [type], { nullable: true, description: 'Is one of these.' })
    in?: Value[] | null;

    @Field(() => [type], { nullable: true, description: 'Is none of these.' })
    notIn?: Value[] | null;
  }
  return ValueFilter;
}
