pub type WeightInfo<T> = pallet_collective::weights::SubstrateWeight<T>;
