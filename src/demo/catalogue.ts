import type { ProductDraft, ProductKind } from '../products/product.rules.ts';
import type { ShopDay } from './calendar.ts';
import { type Season, seasonalDemand } from './seasons.ts';

/** What Lakeside Goods sells, and how it sells: the season it has and its weight among the others. */
export interface CatalogueEntry {
  sku: string;
  name: string;
  kind: ProductKind;
  /** In lower case it is also the interest that draws people to it. */
  category: string;
  /** In euros. */
  price: string;
  season: Season;
  weight: number;
  /** As many as a household takes at once. */
  pack: number;
}

/**
 * The popular product: a rechargeable lantern, launched ten months before the end, that is first by units within
 * four months. It lights tents in summer and kitchens in winter, so no season hides its rise.
 */
export const popularSku = 'LANTERN-HALLA';

/** In days before the end; what is not named here was sold from the beginning and still is. */
const launches: Record<string, number> = { [popularSku]: 300 };
const retirements: Record<string, number> = { 'TENT-3P-CLASSIC': 280 };

const daysToFullDemand = 120;

type Row = readonly [sku: string, name: string, price: string, season: Season, weight: number, pack?: number];

const shelves: Record<string, readonly Row[]> = {
  Camping: [
    ['LANTERN-HALLA', 'Halla rechargeable lantern', '59.00', 'ALL_YEAR', 34, 2],
    ['TENT-2P', 'Saimaa tent for two', '249.00', 'EARLY_SUMMER', 3],
    ['TENT-4P', 'Saimaa family tent', '429.00', 'EARLY_SUMMER', 2],
    ['TENT-3P-CLASSIC', 'Classic tent for three', '319.00', 'EARLY_SUMMER', 3],
    ['SLEEPING-BAG-SUMMER', 'Summer sleeping bag', '79.90', 'EARLY_SUMMER', 4, 2],
    ['SLEEPING-BAG-WINTER', 'Down sleeping bag to -20 °C', '329.00', 'SNOW', 1],
    ['SLEEPING-MAT', 'Insulated sleeping mat', '64.90', 'EARLY_SUMMER', 4, 2],
    ['STOVE-GAS', 'Gas stove', '54.90', 'EARLY_SUMMER', 4],
    ['GAS-230', 'Gas canister 230 g', '6.90', 'EARLY_SUMMER', 8, 4],
    ['TARP-3X3', 'Tarp 3 × 3 m', '69.00', 'AUTUMN', 3],
    ['HAMMOCK', 'Hammock with straps', '49.90', 'EARLY_SUMMER', 4],
  ],
  Hiking: [
    ['HEADLAMP', 'Headlamp 400 lm', '39.90', 'DARKNESS', 6, 2],
    ['BACKPACK-30', 'Day pack 30 l', '89.00', 'AUTUMN', 4],
    ['BACKPACK-65', 'Trekking pack 65 l', '189.00', 'EARLY_SUMMER', 2],
    ['BOOTS-HIKING', 'Hiking boots', '159.00', 'AUTUMN', 5],
    ['BOOTS-RUBBER', 'Rubber boots', '69.90', 'AUTUMN', 6, 2],
    ['SOCKS-WOOL', 'Merino socks', '16.90', 'AUTUMN', 9, 4],
    ['POLES-TREKKING', 'Trekking poles, pair', '74.90', 'AUTUMN', 3],
    ['FLASK-1L', 'Steel flask 1 l', '34.90', 'ALL_YEAR', 6, 2],
    ['CUP-BIRCH', 'Birch cup', '24.90', 'GIFTS', 6, 4],
    ['MAP-LAKELAND', 'Lakeland hiking map', '18.50', 'EARLY_SUMMER', 4],
    ['KNIFE-PUUKKO', 'Puukko knife', '64.00', 'GIFTS', 4],
    ['RAINCOAT', 'Raincoat', '119.00', 'AUTUMN', 5],
  ],
  Paddling: [
    ['CANOE-16', 'Open canoe 16 ft', '1190.00', 'EARLY_SUMMER', 0.6],
    ['KAYAK-TOURING', 'Touring kayak', '1390.00', 'EARLY_SUMMER', 0.4],
    ['SUP-BOARD', 'Paddleboard set', '449.00', 'EARLY_SUMMER', 1.5],
    ['PADDLE', 'Canoe paddle', '59.90', 'EARLY_SUMMER', 3, 2],
    ['LIFE-VEST', 'Life vest', '79.00', 'EARLY_SUMMER', 4, 4],
    ['DRY-BAG-20', 'Dry bag 20 l', '24.90', 'EARLY_SUMMER', 5, 3],
  ],
  Skiing: [
    ['SKI-CLASSIC', 'Classic cross-country skis', '219.00', 'SNOW', 3],
    ['SKI-SKIN', 'Skin skis', '329.00', 'SNOW', 2],
    ['SKI-CHILD', "Children's ski set", '119.00', 'SNOW', 3, 2],
    ['SKI-BOOTS', 'Ski boots', '139.00', 'SNOW', 3],
    ['SKI-POLES', 'Ski poles, pair', '49.90', 'SNOW', 3],
    ['SKI-WAX', 'Grip wax', '12.90', 'SNOW', 6, 3],
    ['SNOWSHOES', 'Snowshoes', '179.00', 'SNOW', 1.5],
    ['SLEDGE', 'Kick sledge', '149.00', 'SNOW', 1.5],
  ],
  Cycling: [
    ['BIKE-CITY', 'City bicycle', '549.00', 'SPRING', 1],
    ['BIKE-HELMET', 'Bicycle helmet', '59.90', 'SPRING', 4, 2],
    ['BIKE-LIGHTS', 'Bicycle light set', '34.90', 'DARKNESS', 5, 2],
    ['BIKE-BAGS', 'Pannier bags', '89.90', 'SPRING', 2],
    ['BIKE-TUBE', 'Inner tube', '7.90', 'SPRING', 6, 3],
  ],
  Fishing: [
    ['ROD-SPINNING', 'Spinning rod and reel', '89.00', 'EARLY_SUMMER', 2.5],
    ['LURES-BOX', 'Box of lures', '29.90', 'EARLY_SUMMER', 4, 2],
    ['ICE-AUGER', 'Ice auger', '99.00', 'SNOW', 1.2],
  ],
  Candles: [
    ['CANDLES-BLOCK', 'Block candles, box of 4', '14.90', 'DARKNESS', 7, 3],
    ['CANDLES-GRAVE', 'Grave candles, box of 6', '11.90', 'DARKNESS', 5, 4],
    ['CANDLES-TEA', 'Tea lights, bag of 100', '9.90', 'DARKNESS', 6, 3],
    ['CANDLESTICK', 'Cast-iron candlestick', '39.00', 'GIFTS', 3, 2],
  ],
  Home: [
    ['BLANKET-WOOL', 'Wool blanket', '89.00', 'DARKNESS', 5, 2],
    ['MUG-LAKESIDE', 'Lakeside mug', '17.90', 'GIFTS', 7, 4],
    ['RUG-RAG', 'Woven rag rug', '79.00', 'SPRING', 2.5],
    ['TOWEL-LINEN', 'Linen towel', '29.90', 'GIFTS', 5, 4],
  ],
  Sauna: [
    ['SAUNA-BUCKET', 'Sauna bucket and ladle', '69.00', 'GIFTS', 4],
    ['SAUNA-SCENT', 'Sauna scent, birch', '9.90', 'ALL_YEAR', 5, 3],
    ['SAUNA-SEAT', 'Linen seat cover', '14.90', 'ALL_YEAR', 4, 4],
  ],
  Garden: [
    ['GARDEN-GLOVES', 'Garden gloves', '12.90', 'SPRING', 5, 3],
    ['GARDEN-SPADE', 'Spade', '44.90', 'SPRING', 3],
    ['SEEDS-MEADOW', 'Meadow flower seeds', '4.90', 'SPRING', 7, 5],
    ['BIRD-FEEDER', 'Bird feeder', '34.90', 'DARKNESS', 4],
  ],
  Service: [
    ['SERVICE-SKI', 'Ski waxing and edging', '39.00', 'SNOW', 5],
    ['SERVICE-BIKE', 'Bicycle tune-up', '79.00', 'SPRING', 5],
    ['SERVICE-TENT', 'Tent repair', '45.00', 'EARLY_SUMMER', 2],
    ['SERVICE-BOOTS', 'Boot resoling', '69.00', 'AUTUMN', 3],
    ['SERVICE-RENTAL', 'Canoe rental, one day', '55.00', 'EARLY_SUMMER', 3, 3],
    ['SERVICE-SHARPEN', 'Knife and tool sharpening', '19.00', 'ALL_YEAR', 3, 4],
  ],
};

export const catalogue: readonly CatalogueEntry[] = Object.entries(shelves).flatMap(([category, rows]) =>
  rows.map(([sku, name, price, season, weight, pack = 1]) => {
    const kind = category === 'Service' ? 'SERVICE' : 'GOODS';
    return { sku, name, kind, category, price, season, weight, pack };
  }),
);

/** How much of all demand an entry draws on a day, in proportion to the others; 0 when it is not on sale. */
export function demandFor({ sku, season, weight }: CatalogueEntry, day: ShopDay): number {
  if (day.daysBeforeEnd <= (retirements[sku] ?? -1)) return 0;
  const launch = launches[sku];
  if (launch === undefined) return weight * seasonalDemand(season, day);
  const age = launch - day.daysBeforeEnd;
  if (age < 0) return 0;
  return weight * seasonalDemand(season, day) * Math.min(1, 0.05 + age / daysToFullDemand);
}

export function productDraftOf({ sku, name, kind, category, price }: CatalogueEntry): ProductDraft {
  const active = retirements[sku] === undefined;
  return { sku, name, kind, category, price: { amount: price, currency: 'EUR' }, active };
}
