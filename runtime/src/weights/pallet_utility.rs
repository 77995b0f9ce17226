pub type WeightInfo<T> = pallet_utility::weights::SubstrateWeight<T>;
