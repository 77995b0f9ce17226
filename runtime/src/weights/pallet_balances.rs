pub type WeightInfo<T> = pallet_balances::weights::SubstrateWeight<T>;
