"""Published values that figures show as points and the validation table compares with."""
