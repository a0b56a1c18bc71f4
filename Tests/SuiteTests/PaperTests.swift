import Testing

/// Papers with real processes. One test after the other: each has a suite of daemons of its own.
@Suite(.serialized, .timeLimit(.minutes(3))) enum PaperTests {}
