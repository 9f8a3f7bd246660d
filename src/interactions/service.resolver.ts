import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../api/context.ts';
import { inRange } from '../api/errors.ts';
import { Needs } from '../api/field.ts';
import { type Granularity, GranularityEnum } from '../api/granularity.ts';
import { Costs } from '../api/limits/cost.declaration.ts';
import { Period } from '../api/period.input.ts';
import { CustomerFilter } from '../customers/customer.filter.ts';
import { assigneesOf, pointsOf, type ServiceWhole, wholeOf } from './service.figures.ts';
import { ServiceByAssigneeType, ServiceMetricsType, ServicePointType } from './service.type.ts';

const mostAssignees = 100;

@Resolver(() => ServiceMetricsType)
export class ServiceResolver {
  @Needs('interactions:read')
  @Costs({ extra: 100 })
  @Query(() => ServiceMetricsType, {
    description: 'How customers are served, in figures over cases. Scope: interactions:read.',
  })
  service(
    @Arg('period', () => Period, {
      nullable: true,
      description: 'Over which days; over all of them when nothing is said.',
    })
    period: Period | null | undefined,
    @Arg('filter', () => CustomerFilter, {
      nullable: true,
      description: 'Of which customers; of all of them when nothing is said.',
    })
    filter: CustomerFilter | null | undefined,
    @Ctx() context: Context,
  ): ServiceWhole {
    return wholeOf(context, { period: period ?? null, filter: filter ?? null });
  }

  @Costs({ size: mostAssignees })
  @FieldResolver(() => [ServiceByAssigneeType], { description: 'By who has the cases, most opened first.' })
  async byAssignee(
    @Root() { scope }: ServiceWhole,
    @Arg('first', () => Int, {
      defaultValue: 10,
      description: `How many of them, 1 to ${mostAssignees}.`,
    })
    first: number,
    @Ctx() context: Context,
  ) {
    const most = inRange('first', first, [1, mostAssignees]);
    return (await assigneesOf(context, scope)).slice(0, most);
  }

  @Costs({ size: 100 })
  @FieldResolver(() => [ServicePointType], {
    description:
      'The course of it, oldest first. Parts of the calendar in which nothing happened are left out.',
  })
  overTime(
    @Root() { scope }: ServiceWhole,
    @Arg('by', () => GranularityEnum, { description: 'How long each point is.' }) by: Granularity,
    @Ctx() context: Context,
  ) {
    return pointsOf(context, scope, by);
  }
}
