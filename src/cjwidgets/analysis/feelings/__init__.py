"""What people said they felt, by place."""
