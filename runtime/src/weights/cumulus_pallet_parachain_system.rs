pub type WeightInfo<T> = cumulus_pallet_parachain_system::weights::SubstrateWeight<T>;
