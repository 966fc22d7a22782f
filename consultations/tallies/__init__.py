"""Pure counting: ballots in, outcome out. Standard library only, nothing of ours, no Django."""
