using System.Globalization;
using BenchmarkDotNet.Running;
using HybridInference.Benchmarks;
using HybridInference.Benchmarks.Budgets;
using HybridInference.Benchmarks.Device;
using HybridInference.Benchmarks.Sampling;

// "engine [rounds] [threads] [part of a shape's name] [part of a line's title]" measures the local engine, with 0 rounds only its loading; "kernels [rounds] [part of a case's name]" its operators;
// "scheduling [rounds] [threads]" how it runs requests, "runs [rounds]" how long a run over several tokens takes, "sampling [rounds] [tokenizer folder]" the choice of tokens, "predictions [count]" how well the times of requests are predicted, "pii-start" the
// first call of the detector, "pii-speed [seconds]" its speed beside regular expressions, "budgets [count]" the stores of budgets; anything else goes to BenchmarkDotNet.
var runners = new Dictionary<string, Func<Task>>
{
    ["engine"] = () => LocalEngineReport.RunAsync(Number(1, 3), Number(2, Environment.ProcessorCount), args.ElementAtOrDefault(3) ?? "", args.ElementAtOrDefault(4) ?? ""),
    ["engine-load"] = () => Done(() => LoadReport.LoadHere(args[1], args[2])),
    ["kernels"] = () => Done(() => KernelReport.Run(Number(1, 8), args.ElementAtOrDefault(2) ?? "")),
    ["scheduling"] = () => SchedulingReport.RunAsync(Number(1, 3), Number(2, Environment.ProcessorCount)),
    ["runs"] = () => Done(() => RunReport.Run(Number(1, 10))),
    ["sampling"] = () => Done(() => SamplingReport.Run(Number(1, 1000), args.ElementAtOrDefault(2))),
    ["predictions"] = () => PredictionReport.RunAsync(Number(1, 200)),
    ["pii-start"] = () => Done(PiiStart.Run),
    ["pii-speed"] = () => Done(() => PiiSpeed.Run(Number(1, 10))),
    ["budgets"] = () => StoreReport.RunAsync(Number(1, 2000)),
};
await (args.Length > 0 && runners.TryGetValue(args[0], out Func<Task>? run)
    ? run()
    : Done(() => BenchmarkSwitcher.FromAssembly(typeof(RoutingOverheadBenchmark).Assembly).Run(args)));

int Number(int index, int otherwise) => index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

static Task Done(Action action)
{
    action();
    return Task.CompletedTask;
}
