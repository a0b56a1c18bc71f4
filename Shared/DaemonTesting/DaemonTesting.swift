// DaemonTesting
