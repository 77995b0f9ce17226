pub type WeightInfo<T> = pallet_message_queue::weights::SubstrateWeight<T>;
