import { Field, ObjectType } from 'type-graphql';
import { Link } from '../api/field.ts';
import { PartOfRow } from '../api/limits/cost.declaration.ts';
import { DateScalar } from '../api/scalars.ts';
import { productById } from '../products/product.loader.ts';
import type { ProductRow } from '../products/product.queries.ts';
import { ProductType } from '../products/product.type.ts';
import { FigureType } from './metric.type.ts';
import type { Figure } from './score.rules.ts';

export interface MetricPoint extends Figure {
  from: string;
}

export interface MetricByKey extends Figure {
  key: string | null;
}

@PartOfRow
@ObjectType('MetricPoint', { description: 'A score in one part of the calendar.' })
export class MetricPointType extends FigureType implements MetricPoint {
  @Field(() => DateScalar, {
    description: 'Its first day. At the ends of the period only the days within the period count.',
  })
  from!: string;
}

@PartOfRow
@ObjectType('MetricByKey', { description: 'A score of one group.' })
export class MetricByKeyType extends FigureType implements MetricByKey {
  @Field(() => String, {
    nullable: true,
    description: 'What the answers of the group have in common; null: it is not known of them.',
  })
  key!: string | null;
}

@PartOfRow
@ObjectType('MetricByProduct', { description: 'A score of answers about one product.' })
export class MetricByProductType extends FigureType {
  @Link<MetricByKey, string, ProductRow | null>(() => ProductType, {
    nullable: true,
    description: 'The product they are about. Scope: products:read.',
    by: productById,
    scope: 'products:read',
    from: ['key'],
    key: ({ key }) => key,
  })
  product!: ProductType | null;
}
