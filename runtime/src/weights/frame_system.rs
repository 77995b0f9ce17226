pub type WeightInfo<T> = frame_system::weights::SubstrateWeight<T>;
