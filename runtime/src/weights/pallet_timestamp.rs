pub type WeightInfo<T> = pallet_timestamp::weights::SubstrateWeight<T>;
