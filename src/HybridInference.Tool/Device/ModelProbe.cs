using HybridInference.LocalModels;
using HybridInference.OnnxRuntime;
using Microsoft.Extensions.AI;

namespace HybridInference.Tool;

/// <summary>Finds out about one model folder, by a short run unless that is not wanted.</summary>
internal static class ModelProbe
{
    public static async Task<ProbedModel> ReadAsync(string path, bool run, CancellationToken cancellationToken)
    {
        using var client = new OnnxChatClient(new() { ModelPath = path });
        ITargetState state = client.GetRequiredService<ITargetState>();
        ModelRequirements? requirements = TryReadRequirements(path);
        string? failure = run && state.Readiness.IsUsable ? await TryRunAsync(client, cancellationToken).ConfigureAwait(false) : null;
        TargetReadiness readiness = state.Readiness;
        return new(
            path,
            failure is null ? readiness.State : ReadinessState.Failed,
            failure ?? readiness.Cause,
            requirements,
            requirements?.MemoryFor(requirements.ContextLength, 0),
            failure is null ? Predict(state) : null);
    }

    private static ModelRequirements? TryReadRequirements(string path)
    {
        try
        {
            return ModelRequirements.Read(path);
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }

    /// <summary>Runs the model, and gives what went wrong.</summary>
    private static async Task<string?> TryRunAsync(OnnxChatClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.WarmUpAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // Whatever a model fails with is what the user asked for.
        {
            return exception.Message;
        }
    }

    private static ProbedSpeed? Predict(ITargetState state)
    {
        if (state.Predict(ProbedSpeed.PromptTokens, 2) is not { } prediction)
        {
            return null;
        }

        TimeSpan token = prediction.TotalTime - prediction.TimeToFirstToken;
        return new(prediction.TimeToFirstToken.TotalSeconds, token > TimeSpan.Zero ? 1 / token.TotalSeconds : 0);
    }
}
