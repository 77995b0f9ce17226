pub type WeightInfo<T> = pallet_proxy::weights::SubstrateWeight<T>;
