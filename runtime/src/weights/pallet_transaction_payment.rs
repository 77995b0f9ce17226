pub type WeightInfo<T> = pallet_transaction_payment::weights::SubstrateWeight<T>;
