namespace HybridInference;

/// <summary>The limits of the calls of one kind of target.</summary>
/// <param name="options">The options, copied here.</param>
/// <param name="setting">The name of the options.</param>
internal sealed class TargetTimeLimits(AttemptTimeLimits options, string setting)
{
    public TimeLimit? FirstContent { get; } =
        TimeLimit.Create(options.FirstContent, $"{setting}.{nameof(FirstContent)}", "gave no content");

    public TimeLimit? BetweenUpdates { get; } =
        TimeLimit.Create(options.BetweenUpdates, $"{setting}.{nameof(BetweenUpdates)}", "sent nothing more");

    public TimeLimit? WholeAnswer { get; } =
        TimeLimit.Create(options.WholeAnswer, $"{setting}.{nameof(WholeAnswer)}", "did not finish its answer");

    public bool AreOff => FirstContent is null && BetweenUpdates is null && WholeAnswer is null;
}
