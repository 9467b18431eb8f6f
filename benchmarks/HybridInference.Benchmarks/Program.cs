using BenchmarkDotNet.Running;
using HybridInference.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(RoutingOverheadBenchmark).Assembly).Run(args);
