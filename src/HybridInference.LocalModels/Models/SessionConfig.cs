using System.Text.Json;

namespace HybridInference.LocalModels;

/// <summary>The <c>session_options</c> and <c>run_options</c> of the decoder.</summary>
internal sealed record SessionConfig
{
    private static readonly string[] HandledStrings = ["log_id", "graph_optimization_level", "enable_profiling", "custom_ops_library"];

    public required int? IntraOpThreads { get; init; }

    public required int? InterOpThreads { get; init; }

    public required bool? EnableCpuMemArena { get; init; }

    public required bool? EnableMemPattern { get; init; }

    public required int? LogSeverityLevel { get; init; }

    public required string? LogId { get; init; }

    public required string? GraphOptimizationLevel { get; init; }

    public required string? CustomOpsLibrary { get; init; }

    /// <summary>Gets the execution providers that the folder was made for; empty for the CPU.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>Gets the entries that go to ONNX Runtime as they are.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Entries { get; init; }

    /// <inheritdoc cref="Entries"/>
    public required IReadOnlyList<KeyValuePair<string, string>> RunEntries { get; init; }

    public static SessionConfig Read(ConfigObject session, ConfigObject run) => new()
    {
        IntraOpThreads = session.Int("intra_op_num_threads"),
        InterOpThreads = session.Int("inter_op_num_threads"),
        EnableCpuMemArena = session.Bool("enable_cpu_mem_arena"),
        EnableMemPattern = session.Bool("enable_mem_pattern"),
        LogSeverityLevel = session.Int("log_severity_level"),
        LogId = session.String("log_id"),
        GraphOptimizationLevel = session.String("graph_optimization_level"),
        CustomOpsLibrary = session.String("custom_ops_library"),
        Providers = ReadProviders(session),
        Entries = ReadEntries(session),
        RunEntries = ReadEntries(run),
    };

    private static string[] ReadProviders(ConfigObject session) =>
    [
        .. session.Members
            .Where(member => member.Name == "provider_options" && member.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(member => member.Value.EnumerateArray())
            .Where(provider => provider.ValueKind == JsonValueKind.Object)
            .SelectMany(provider => provider.EnumerateObject())
            .Select(provider => provider.Name)
            .Where(name => !name.StartsWith("cpu", StringComparison.OrdinalIgnoreCase)),
    ];

    private static KeyValuePair<string, string>[] ReadEntries(ConfigObject options) =>
    [
        .. options.Members
            .Where(member => member.Value.ValueKind == JsonValueKind.String && !HandledStrings.Contains(member.Name))
            .Select(member => KeyValuePair.Create(member.Name, member.Value.GetString()!)),
    ];
}
