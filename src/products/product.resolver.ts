import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Selection } from '../api/context.ts';
import { type Context, load } from '../api/context.ts';
import { Needs } from '../api/field.ts';
import { perform } from '../api/mutation.ts';
import { Selected } from '../api/selection.ts';
import { localId } from '../kernel/ids.ts';
import { ProductBy, ProductsArgs, UpsertProductInput } from './product.input.ts';
import { productById } from './product.loader.ts';
import { productBySku, productsPage } from './product.queries.ts';
import { upsertProduct } from './product.service.ts';
import { ProductConnection, ProductPayload, ProductType } from './product.type.ts';

@Resolver(() => ProductType)
export class ProductResolver {
  @Needs('products:read')
  @Query(() => ProductType, {
    nullable: true,
    description: 'One product; null when there is none. Scope: products:read.',
  })
  product(
    @Arg('by', () => ProductBy, { description: 'By exactly one of its names.' }) by: ProductBy,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    if (by.sku !== undefined) return productBySku(context, by.sku, selected);
    const id = localId('product', by.id ?? '');
    return id === null ? null : load(context, productById, id, selected);
  }

  @Needs('products:read')
  @Query(() => ProductConnection, {
    description: 'Products, a page at a time, by name unless ordered otherwise. Scope: products:read.',
  })
  products(
    @Args(() => ProductsArgs) args: ProductsArgs,
    @Ctx() context: Context,
    @Selected() selected: Selection | null,
  ) {
    return productsPage(context, args, selected);
  }

  @Needs('products:write')
  @Mutation(() => ProductPayload, {
    description: 'Adds a product or changes the one with this sku. Scope: products:write.',
  })
  upsertProduct(
    @Arg('input', () => UpsertProductInput, { description: 'Which, and what.' }) input: UpsertProductInput,
    @Ctx() context: Context,
  ) {
    return perform(context, 'upsertProduct', input, (unit) => upsertProduct(unit, input));
  }
}
