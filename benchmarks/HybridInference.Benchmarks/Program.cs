using System.Globalization;
using BenchmarkDotNet.Running;
using HybridInference.Benchmarks;
using HybridInference.Benchmarks.Budgets;
using HybridInference.Benchmarks.Device;

// "engine [rounds] [threads]" measures the local engine, "predictions [count]" how well the times of requests are predicted, "pii-start" the
// first call of the detector, "budgets [count]" the stores of budgets; anything else goes to BenchmarkDotNet.
if (args is ["engine", ..])
{
    int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
    int threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
    await LocalEngineReport.RunAsync(rounds, threads);
}
else if (args is ["predictions", ..])
{
    await PredictionReport.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200);
}
else if (args is ["pii-start"])
{
    PiiStart.Run();
}
else if (args is ["budgets", ..])
{
    await StoreReport.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RoutingOverheadBenchmark).Assembly).Run(args);
}
