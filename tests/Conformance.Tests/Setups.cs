namespace Conformance.Tests;

/// <summary>The rows of the theories: every setup, on both paths.</summary>
internal static class Setups
{
    public static TheoryData<Setup, bool> OnBothPaths { get; } = Create(Enum.GetValues<Setup>());

    /// <summary>Those with a hybrid client in them.</summary>
    public static TheoryData<Setup, bool> HybridOnBothPaths { get; } = Create(Setup.HybridRemote, Setup.HybridLocal, Setup.HybridFailover);

    public static bool IsHybrid(this Setup setup) => setup is Setup.HybridRemote or Setup.HybridLocal or Setup.HybridFailover;

    /// <summary>The name of the target that answers, or <see langword="null"/> when there is no hybrid client to choose one.</summary>
    public static string? Target(this Setup setup) => setup switch
    {
        Setup.HybridRemote or Setup.HybridFailover => "remote",
        Setup.HybridLocal => "local",
        _ => null,
    };

    private static TheoryData<Setup, bool> Create(params IEnumerable<Setup> setups)
    {
        var rows = new TheoryData<Setup, bool>();
        foreach (Setup setup in setups)
        {
            rows.Add(setup, false);
            rows.Add(setup, true);
        }

        return rows;
    }
}
