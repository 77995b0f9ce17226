pub type WeightInfo<T> = cumulus_pallet_xcmp_queue::weights::SubstrateWeight<T>;
