pub type WeightInfo<T> = pallet_multisig::weights::SubstrateWeight<T>;
