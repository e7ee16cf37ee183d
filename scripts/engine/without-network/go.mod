module dashwright.dev/without-network

go 1.26.0
