import Testing

/// One after the other: they measure times, and they share two event loops.
@Suite(.serialized) enum RelayTests {}
