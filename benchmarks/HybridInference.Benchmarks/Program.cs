using System.Globalization;
using BenchmarkDotNet.Running;
using HybridInference.Benchmarks;
using HybridInference.Benchmarks.Budgets;
using HybridInference.Benchmarks.Sampling;

// "engine [rounds] [threads] [part of a shape's name]" measures the local engine, with 0 rounds only its loading; "scheduling [rounds] [threads]"
// how it runs requests, "sampling [rounds] [tokenizer folder]" the choice of tokens, "pii-start" the first call of the detector, "budgets
// [count]" the stores of budgets; anything else goes to BenchmarkDotNet.
if (args is ["engine", ..])
{
    int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
    int threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
    await LocalEngineReport.RunAsync(rounds, threads, args.Length > 3 ? args[3] : "");
}
else if (args is ["engine-load", var path, var way])
{
    LoadReport.LoadHere(path, way);
}
else if (args is ["scheduling", ..])
{
    int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
    int threads = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
    await SchedulingReport.RunAsync(rounds, threads);
}
else if (args is ["pii-start"])
{
    PiiStart.Run();
}
else if (args is ["sampling", ..])
{
    SamplingReport.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000, args.Length > 2 ? args[2] : null);
}
else if (args is ["budgets", ..])
{
    await StoreReport.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(RoutingOverheadBenchmark).Assembly).Run(args);
}
