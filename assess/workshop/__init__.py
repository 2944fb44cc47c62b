"""A workshop: people answer on their own phones, and talk about what they see differently."""
